using System;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Promise 1: no allocation, on any path that doesn't throw.</summary>
public sealed class AllocationTests
{
    public static TheoryData<double> Orders => new(Containers.Orders);

    [Theory]
    [MemberData(nameof(Orders))]
    public void NoPassAllocates(double order)
    {
        SingleFields singles = Containers.Single(order);
        singles.F0 = SplitMix.Singles(1, 1000);
        singles.F2 = SplitMix.Singles(2, 10);
        singles.Buffer = SplitMix.Singles(3, 77);
        DoubleFields doubles = Containers.Double(order);
        doubles.F1 = SplitMix.Doubles(4, 1000);
        doubles.Buffer = SplitMix.Doubles(5, 7);

        HalfFields halves = HalfContainers.Of(order);
        halves.F1 = HalfContainers.Random(6, 3000);
        halves.Buffer = HalfContainers.Random(7, 7);

        AssertNothingIsAllocated(() => CallEverything((IClipper)halves));
        AssertNothingIsAllocated(() => CallEverything((IClipper)singles));
        AssertNothingIsAllocated(() => CallEverything((IClipper)doubles));
    }

    [Fact]
    public void NoShapeOfMemberAllocates()
    {
        IClipper[] containers =
        [
            new Buffers(), new BuffersMax(), new BuffersOther(), new BuffersPerField(), new BuffersBlockRms(),
            new HalfViews(),
            new Libraries(), new LibrariesMax(), new LibrariesOther(), new LibrariesPerField(), new LibrariesBlockMean(),
        ];
        foreach (IClipper container in containers)
        {
            AssertNothingIsAllocated(() => CallEverything(container));
        }
    }

    [Fact]
    public void FixedSizeBuffersAndRefStructsAllocateNothing()
    {
        var buffers = new FixedBuffers();
        float[] w = [3, 4];
        double[] b = [12];
        AssertNothingIsAllocated(() =>
        {
            buffers.ScaleGradients(2);
            buffers.ClipGradients(buffers.MeasureGradients().TotalNorm / 2);
            var spans = new SpanContainer { W = w, B = b, Array = w };
#if !DEBUG
            spans.ClipGradients(spans.MeasureGradients().TotalNorm / 2);
#endif
            var perField = new SpanContainerPerField(w, b);
            perField.ScaleActor(2);
            perField.ClipActor(1);
            spans.ZeroGradients();
            (w[0], w[1], b[0]) = (3, 4, 12);
        });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WhatIsNotFiniteAllocatesNothingEither(float value)
    {
        var all = new PolicyContainers();
        AssertNothingIsAllocated(() => ClipWith(all, value));

        static void ClipWith(PolicyContainers containers, float value)
        {
            foreach (IClipper container in containers.All)
            {
                containers.Reset(value);
                container.ClipGradients(1);
                containers.Reset(value);
                container.MeasureGradients();
            }
        }
    }

    [Fact]
    public void NestedContainersAllocateNothing()
    {
        var model = new NestedModel();
        var perField = new NestedPerField();
        AssertNothingIsAllocated(() =>
        {
            model.ScaleGradients(100);
            model.ClipGradients();
            model.MeasureGradients(1e-30);
            model.ClipGradients(preScale: 0.5);
            perField.ScaleGradients(100);
            perField.ClipGradients();
            var accumulator = new NormAccumulator(3);
            model.AccumulateNorm(ref accumulator);
        });
        AssertNothingIsAllocated(() =>
        {
            // Too large for the squares of a float, so that all is measured again in double.
            model.ScaleGradients(1e30);
            model.ClipGradients();
        });
    }

    // The runtime allocates, too: once, on the thread that first needs a type or runs a method compiled anew, whenever that is. What
    // allocates by itself does so in every call, or every few.
    internal static void AssertNothingIsAllocated(Action action)
    {
        const int inARow = 10;
        long allocated = 0;
        int without = 0;
        for (int call = 0; call < 20 * inARow && without < inARow; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            allocated = bytes == 0 ? allocated : bytes;
            without = bytes == 0 ? without + 1 : 0;
        }

        Assert.True(without == inARow, $"Calls go on to allocate, the last one that did {allocated} bytes.");
    }

    private static void CallEverything(IClipper container)
    {
        double norm = container.MeasureGradients().TotalNorm;
        container.ClipGradients((norm / 2) + 1);
        container.ClipGradients((norm / 8) + 1, preScale: 0.5);
        container.MeasureGradients(container.MeasureGradients().TotalNorm + 1e-30);
        container.ScaleGradients(2);
        container.ScaleGradients(1e-41);
        container.MeasureGradients();
        container.ScaleGradients(1e41);
        container.ZeroGradients();
        container.ClipGradients(1);
        container.ScaleGradients(-1);
        var accumulator = new NormAccumulator(2);
        ((IGradientSource)container).AccumulateNorm(ref accumulator);
        var other = new NormAccumulator(1.7);
        ((IGradientSource)container).AccumulateNorm(ref other);
    }
}
