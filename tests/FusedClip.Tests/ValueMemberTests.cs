using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Clipping by value: which elements are reached, whatever holds them.</summary>
public sealed class ValueMemberTests
{
    [Fact]
    public void EveryFieldIsReached()
    {
        var model = new ValueModel();
        model.Layers[0].W[4] = -3;
        model.Layers[1].B![1] = float.NaN;
        model.ClipGradientValues();

        Assert.Equal([[-1, 0.5f], [1]], model.Jagged);
        Assert.Equal([1, -1], model.Pieces[0].Cast<float>());
        Assert.Equal(0.25f, model.Pieces[1][0, 0]);
        Assert.Equal([1, -0f], model.Buffers.Singles.ToArray());
        Assert.Equal((Half)1, model.Buffers.Halves.Span[0]);
        Assert.Equal(-1, model.Layers[0].W[4]);
        Assert.Equal(float.NaN, model.Layers[1].B![1]);
        Assert.Equal(1, model.InPlace.B);
        Assert.Equal(-1, model.Scalar);
        Assert.Equal(1, model.After.Span[0]);
    }

    [Fact]
    public void EveryShapeIsReached()
    {
        var buffers = new ValuePlaces();
        var libraries = new ValueLibraries();
        Check(buffers.Fields, () => buffers.ClipGradientValues());
        Check(libraries.Fields, () => libraries.ClipGradientValues());

        static void Check(IReadOnlyList<Place[]> fields, Action clip)
        {
            Place[] places = [.. fields.SelectMany(field => field)];
            Assert.NotEmpty(places);
            for (int i = 0; i < places.Length; i++)
            {
                places[i].Set(i % 3 == 0 ? -5 : i % 3);
            }

            clip();
            Assert.Equal(Enumerable.Range(0, places.Length).Select(i => i % 3 == 0 ? -2.0 : i % 3), places.Select(place => place.Get()));
        }
    }

    [Fact]
    public void TypeParametersAndSpansAreReached()
    {
        var singles = new ValueLayer<float> { W = [-3, 0.5f] };
        singles.ClipGradientValues();
        Assert.Equal([-1, 0.5f], singles.W);
        var doubles = new ValueLayer<double> { W = [3, 0.5] };
        doubles.ClipGradientValues();
        Assert.Equal([1, 0.5], doubles.W);
        Assert.Throws<NotSupportedException>(() => new ValueLayer<int> { W = [3] }.ClipGradientValues());

        Span<float> span = [-3, 3, 1];
        new ValueSpans(span).ClipGradientValues();
        Assert.Equal([-2, 2, 1], span.ToArray());
    }

    [Fact]
    public void LengthBeyondItsBuffer_IsRefusedBeforeAnythingIsWritten()
    {
        var buffers = new ValuePlaces { PooledMemory = default };
        buffers.Inline[0] = 9;
        Assert.Throws<InvalidOperationException>(() => buffers.ClipGradientValues());
        Assert.Equal(9, buffers.Inline[0]);
    }

    [Fact]
    public void SourceWithoutElements_IsRefusedBeforeAnythingIsWritten()
    {
        var model = new ValueModel { Source = new TouchedRows(new float[2, 2], 1) };

        var exception = Assert.Throws<NotSupportedException>(() => model.ClipGradientValues());
        Assert.Contains(nameof(TouchedRows), exception.Message, StringComparison.Ordinal);
        Assert.Equal([[-2, 0.5f], [3]], model.Jagged);
        Assert.Equal(8, model.After.Span[0]);

        model.Source = new ValueBuffers { Doubles = new double[] { 2 } };
        model.ClipGradientValues();
        Assert.Equal(1, ((ValueBuffers)model.Source).Doubles.Span[0]);
    }

    [Fact]
    public void Groups_AreClippedTogether()
    {
        var groups = new ValueGroups();
        groups.ClipGradientValues(3.5);
        Assert.Equal([3, -3.5f], groups.Actor);
        Assert.Equal(-3.5, groups.Critic);
    }

    [Fact]
    public void DerivedContainer_ClipsTheBasesFieldsToo()
    {
        var derived = new DerivedValues { Singles = new[] { -9f } };
        derived.ClipGradientValues();
        Assert.Equal([-0.5f], derived.Singles.ToArray());
        Assert.Equal([0.5f, -0.5f], derived.More);
    }

    [Fact]
    public void HolderThatIsClippedByNorm_MeasuresAndScalesWhatIsClippedByValueAlone()
    {
        var holder = new NormOverValues();
        ClipResult result = holder.ClipGradients();

        Assert.Equal(85, Math.Sqrt(9 + 16 + 144 + (84 * 84)), 0.1);
        Assert.Equal(Math.Sqrt(9 + 16 + 144 + (84 * 84)), result.TotalNorm, 1e-12);
        Assert.Equal(12 * result.Coefficient, holder.Inner.Doubles.Span[0]);
        Assert.Equal(4 * (float)result.Coefficient, holder.Inner.Singles.Span[0]);
        Assert.Equal((Half)(84 * (float)result.Coefficient), holder.Inner.Halves.Span[0]);

        holder.Inner.Singles.Span[0] = float.NaN;
        var exception = Assert.Throws<NonFiniteGradientException>(() => holder.ClipGradients());
        Assert.Contains("Inner.Singles[0]", exception.Message, StringComparison.Ordinal);
        holder.ZeroGradients();
        Assert.Equal(0, holder.Inner.Singles.Span[0]);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var model = new ValueModel();
        var groups = new ValueGroups();
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            model.Scalar = 5;
            model.ClipGradientValues(0.5);
            groups.ClipGradientValues(1.5);
        });
    }
}
