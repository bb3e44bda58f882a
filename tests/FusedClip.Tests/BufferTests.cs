using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Spans, segments, inline arrays, fixed-size buffers, pointers, and buffers that are longer than their contents.</summary>
public sealed unsafe class BufferTests
{
    [Fact]
    public void EveryBufferIsSweptLikeTheReference()
    {
        new PlacesExercise(() => (IPlaces)new Buffers().Surrounded()).Run();
        new PlacesExercise(() => (IPlaces)new BuffersOne().Surrounded(), 1).Run();
        new PlacesExercise(() => (IPlaces)new BuffersMax().Surrounded(), double.PositiveInfinity).Run();
        new PlacesExercise(() => (IPlaces)new BuffersOther().Surrounded(), 2.7).Run();
        new PlacesExercise(() => (IPlaces)new BuffersPerField().Surrounded(), IsPerField: true).Run();
        new PlacesExercise(() => (IPlaces)new BuffersBlockRms().Surrounded(), IsBlockRms: true).Run();
    }

    [Fact]
    public void ASpanIsAskedForOncePerWalk()
    {
        var container = new Buffers();
        container.Span.Fill(3);
        container.Evaluations = 0;

        // Debug builds walk the list some more, to look for shared memory.
        container.MeasureGradients(1000);
        int once = container.Evaluations;
#if !DEBUG
        Assert.Equal(1, once);
#endif
        container.ClipGradients(1000);
        Assert.Equal(2 * once, container.Evaluations);
        container.ClipGradients(1);
        Assert.Equal((3 * once) + 1, container.Evaluations);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(101)]
    public void ALengthBeyondTheBufferIsRefusedBeforeAnythingIsWritten(int length)
    {
        foreach (BufferFields container in new BufferFields[] { new Buffers(), new BuffersPerField() })
        {
            container.Surrounded();
            container.Count = length;
            double[] before = [.. container.Fields.SelectMany(field => field.Select(place => place.Get()))];
            var clipper = (IPlaces)container;
            Action[] calls =
            [
                () => clipper.ClipGradients(1),
                () => clipper.MeasureGradients(1),
                () => ((IClipper)clipper).ScaleGradients(0.5),
                () => ((IClipper)clipper).ZeroGradients(),
                () => Accumulate(clipper),
            ];

            Assert.All(calls, call => Assert.Contains("'Pooled'", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal));
            Assert.Equal(before, container.Fields.SelectMany(field => field.Select(place => place.Get())));
        }
    }

    [Fact]
    public void APointerOfNegativeLengthIsRefused()
    {
        var container = new Buffers { Large = -1 };
        Assert.Contains("'Pointer' is -1", Assert.Throws<InvalidOperationException>(() => container.ClipGradients(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FixedSizeBuffersAreClippedInPlace()
    {
        var container = new FixedBuffers();
        container.W[15] = 12;
        container.B[2] = 4;
        container.Inline[7] = 84;

        ClipResult result = container.ClipGradients();

        Assert.Equal(Math.Sqrt(144 + 16 + (84 * 84) + 9), result.TotalNorm, 1e-10);
        Assert.Equal(12 * result.Coefficient, container.W[15], 1e-6);
        Assert.Equal(4 * result.Coefficient, container.B[2], 1e-6);
        Assert.Equal(84 * result.Coefficient, container.Inline[7], 1e-6);
        Assert.Equal(3 * result.Coefficient, container.Segment[0], 1e-6);
        container.B[1] = double.NaN;
        NonFiniteGradientException? exception = null;
        try
        {
            container.ClipGradients();
        }
        catch (NonFiniteGradientException caught)
        {
            exception = caught;
        }

        Assert.Contains(": B[1] is NaN", exception!.Message, StringComparison.Ordinal);
        container.ZeroGradients();
        Assert.Equal((0, 0, 0), (container.W[15], container.B[1], container.Inline[7]));
    }

    [Fact]
    public void ARefStructIsAContainer()
    {
        var container = new SpanContainer { W = stackalloc float[] { 3, 4 }, B = stackalloc double[] { 12 } };
        container.Inline[3] = 84;

        Assert.Equal(85, container.MeasureGradients().TotalNorm, 1e-10);
        Assert.Equal(85, container.ClipGradients().TotalNorm, 1e-10);
        Assert.Equal(3 * 5 / 85.0, container.W[0], 1e-6);
        Assert.Equal(12 * 5 / 85.0, container.B[0], 1e-6);
        Assert.Equal(5 * 84 / 85.0, container.Inline[3], 5e-6);
        var accumulator = new NormAccumulator(2);
        container.AccumulateNorm(ref accumulator);
        Assert.Equal(5, accumulator.TotalNorm, 5e-6);
        container.ScaleGradients(2);
        Assert.Equal(6 * 5 / 85.0, container.W[0], 1e-6);
        container.ZeroGradients();
        Assert.Equal((0, 0, 0), (container.W[1], container.B[0], container.Inline[3]));
        Assert.Equal(0, default(SpanContainer).ClipGradients().TotalNorm);
    }

    [Fact]
    public void ARefStructClipsPerField()
    {
        Span<float> w = [3, 4];
        Span<double> b = [0.5];
        var container = new SpanContainerPerField(w, b);

        ClipResult result = container.ClipActor(1);

        Assert.Equal(0.2, result.Coefficient, 1e-6);
        Assert.Equal(0.6, w[0], 1e-6);
        Assert.Equal(0.5, b[0]);
        container.ZeroActor();
        Assert.Equal((0, 0), (w[0], b[0]));
        Assert.DoesNotContain(typeof(IGradientSource), typeof(SpanContainerPerField).GetInterfaces());
    }

    private static void Accumulate(IPlaces container)
    {
        var accumulator = new NormAccumulator(2);
        container.AccumulateNorm(ref accumulator);
    }
}
