using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Tied fields are counted and scaled once where they are one buffer.</summary>
public sealed class TieTests
{
    [Fact]
    public void NullableMemoryIsComparedByWhatItHolds()
    {
        float[] shared = [3, 4];
        Assert.Equal(5, new TiedFields { Pool = shared, Maybe = shared }.MeasureGradients().TotalNorm);
        Assert.Equal(Math.Sqrt(50), new TiedFields { Pool = shared, Maybe = new float[] { 3, 4 } }.MeasureGradients().TotalNorm, 1e-12);
        Assert.Equal(5, new TiedFields { Pool = shared, Maybe = null }.MeasureGradients().TotalNorm);
    }

    [Fact]
    public void OneBufferIsCountedAndScaledOnce()
    {
        float[] shared = SplitMix.Singles(1, 1000);
        var tied = new TiedFields { Embedding = shared, Other = [1, 2, 3], Head = shared, Pool = shared };
        var single = new TiedFields { Embedding = [.. shared], Other = [1, 2, 3] };

        Assert.Equal(single.MeasureGradients(), tied.MeasureGradients());
        Assert.Equal(single.ClipGradients(2), tied.ClipGradients(2));
        Assert.Equal(single.Embedding, shared);
        single.ScaleGradients(-3);
        tied.ScaleGradients(-3);
        Assert.Equal(single.Embedding, shared);
        single.ScaleGradients(1e-42);
        tied.ScaleGradients(1e-42);
        Assert.Equal(single.Embedding, shared);

        var accumulator = new NormAccumulator(3);
        tied.AccumulateNorm(ref accumulator);
        Assert.Equal(Reference.Norm([.. shared.Select(x => (double)x), .. tied.Other!], 3), accumulator.TotalNorm, 1e-9);
        tied.ZeroGradients();
        Assert.All(shared, x => Assert.Equal(0, x));
    }

    [Fact]
    public void BuffersOfTheirOwnAreCountedEach()
    {
        var fields = new TiedFields { Embedding = [3], Head = [4], Pool = new float[] { 12 } };

        Assert.Equal(13, fields.ClipGradients(26).TotalNorm);
        fields.ScaleGradients(2);
        Assert.Equal((6, 8, 24), (fields.Embedding[0], fields.Head[0], fields.Pool.Span[0]));
        fields.Embedding = null;
        fields.Head = null;
        Assert.Equal(24, fields.MeasureGradients().TotalNorm);
    }

    [Fact]
    public void ANonFiniteElementIsThatOfTheFieldThatIsCounted()
    {
        float[] shared = [1, float.NaN];
        var fields = new TiedFields { Embedding = shared, Head = shared, Pool = shared };

        Assert.Equal("Embedding", Assert.Throws<NonFiniteGradientException>(() => fields.ClipGradients(1)).FieldName);
        fields.Embedding = [1];
        Assert.Equal("Head", Assert.Throws<NonFiniteGradientException>(() => fields.ClipGradients(1)).FieldName);
    }
}
