using System;
using System.Linq;
using System.Numerics;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>The walk over slices by itself, with kernels of the tests' own: over every layout, against the plainest way.</summary>
public sealed class SliceEngineTests
{
    public static TheoryData<int[], int[]> Layouts => new()
    {
        { [5], [0] },
        { [1], [0] },
        { [7, 5], [0] },
        { [7, 5], [1] },
        { [7, 5], [0, 1] },
        { [1, 37], [0] },
        { [37, 1], [0] },
        { [37, 1], [1] },
        { [20, 37], [0] },
        { [9, 1030], [0] },
        { [3, 600], [1] },
        { [700, 3], [1] },
        { [3, 4, 5], [0] },
        { [3, 4, 5], [1] },
        { [3, 4, 5], [2] },
        { [3, 4, 5], [0, 1] },
        { [3, 4, 5], [0, 2] },
        { [3, 4, 21], [1, 2] },
        { [3, 1, 5], [0, 2] },
        { [2, 3, 4, 5], [0, 2] },
        { [2, 3, 4, 19], [0, 2] },
        { [2, 3, 4, 5], [1, 3] },
        { [2, 3, 4, 5], [0, 3] },
        { [2, 3, 4, 5], [1, 2] },
        { [2, 3, 4, 5], [0, 1, 2] },
        { [2, 3, 4, 5], [1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EverySliceIsClippedByItself(int[] lengths, int[] axes)
    {
        CheckEveryOrder<float>(lengths, Slicing.Strides(lengths), axes);
        CheckEveryOrder<double>(lengths, Slicing.Strides(lengths), axes);
        CheckEveryOrder<Half>(lengths, Slicing.Strides(lengths), axes);
    }

    [Theory]
    [InlineData(new[] { 6, 20 }, new[] { 33, 1 }, new[] { 0 })]
    [InlineData(new[] { 6, 20 }, new[] { 33, 1 }, new[] { 1 })]
    [InlineData(new[] { 6, 20 }, new[] { 33, 1 }, new[] { 0, 1 })]
    [InlineData(new[] { 20, 6 }, new[] { 1, 20 }, new[] { 0 })]
    [InlineData(new[] { 20, 6 }, new[] { 1, 20 }, new[] { 1 })]
    [InlineData(new[] { 20, 6 }, new[] { 2, 50 }, new[] { 0 })]
    [InlineData(new[] { 20, 6 }, new[] { 2, 50 }, new[] { 1 })]
    [InlineData(new[] { 4, 5, 6 }, new[] { 1, 70, 7 }, new[] { 0, 1 })]
    [InlineData(new[] { 4, 5, 6 }, new[] { 1, 70, 7 }, new[] { 2 })]
    public void GapsAndOtherOrdersInMemory_AreTaken(int[] lengths, int[] strides, int[] axes)
    {
        CheckEveryOrder<float>(lengths, strides, axes);
        CheckEveryOrder<double>(lengths, strides, axes);
    }

    [Theory]
    [InlineData(new[] { 0, 3 }, new[] { 0 })]
    [InlineData(new[] { 3, 0 }, new[] { 0 })]
    public void NoElements_AreNoSlices(int[] lengths, int[] axes)
    {
        Walk<float, OrderTwo>([], lengths, Slicing.Strides(lengths), axes, 1, NonFinitePolicy.Throw, 512, out Outcome outcome);

        Assert.Equal(0, outcome.TotalNorm);
        Assert.True(outcome.IsFinite);
        Assert.False(outcome.IsAnyWritten);
    }

    [Fact]
    public void ElementsAtOnePlace_AreRefused() => Assert.Throws<InvalidOperationException>(
        () => Walk<float, OrderTwo>(new float[8], [4, 4], [1, 1], [0], 1, NonFinitePolicy.Throw, 512, out _));

    // Slices from 1e-300 to 1e300, one each: squares of most of them leave the range of double.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void SlicesOfAnySize_EndJustBelowTheLimit(int axis)
    {
        int[] lengths = [40, 40];
        int[][] slices = Slicing.Of(lengths, [axis]);
        double[] before = SplitMix.Doubles(3, 1600);
        for (int s = 0; s < slices.Length; s++)
        {
            Array.ForEach(slices[s], i => before[i] *= Math.Pow(10, (15 * s) - 300));
        }

        double[] after = Walk<double, OrderTwo>(before, lengths, Slicing.Strides(lengths), [axis], 1e-3, NonFinitePolicy.Throw, 512, out Outcome outcome);

        for (int s = 0; s < slices.Length; s++)
        {
            double norm = Reference.Norm(slices[s].Select(i => before[i]), 2);
            double clipped = Reference.Norm(slices[s].Select(i => after[i]), 2);
            Assert.InRange(clipped, Math.Min(norm, 1e-3 * (1 - 1e-6)), Math.Min(norm, 1e-3));
        }

        Assert.Equal(1, outcome.TotalNorm / Reference.Norm(before, 2), 1e-12);
    }

    // A coefficient below the normal floats is applied in double.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void CoefficientsThatFloatDoesNotHold_AreAppliedInDouble(int axis)
    {
        int[] lengths = [20, 20];
        int[][] slices = Slicing.Of(lengths, [axis]);
        float[] before = SplitMix.Singles(3, 400, 3e38);
        Array.ForEach(slices[1], i => before[i] = 1e-3f);

        float[] after = Walk<float, OrderTwo>(before, lengths, Slicing.Strides(lengths), [axis], 1e-2, NonFinitePolicy.Throw, 512, out _);

        Assert.All(slices[1], i => Assert.Equal(before[i], after[i]));
        foreach (int[] slice in slices.Where(slice => slice != slices[1]))
        {
            double norm = Reference.Norm(slice.Select(i => (double)before[i]), 2);
            Assert.InRange(Reference.Norm(slice.Select(i => (double)after[i]), 2), 1e-2 * (1 - 1e-6), 1e-2);
            Assert.All(slice, i => Assert.Equal(before[i] * (1e-2 / norm), after[i], 1e-8));
        }
    }

    [Theory]
    [InlineData(0, NonFinitePolicy.Throw, 1)]
    [InlineData(1, NonFinitePolicy.Skip, 1)]
    [InlineData(0, NonFinitePolicy.Skip, 1)]
    [InlineData(1, NonFinitePolicy.Zero, 0)]
    [InlineData(0, NonFinitePolicy.Zero, 0)]
    [InlineData(1, NonFinitePolicy.Poison, double.NaN)]
    [InlineData(0, NonFinitePolicy.Poison, double.NaN)]
    [InlineData(1, NonFinitePolicy.Propagate, 0)]
    [InlineData(0, NonFinitePolicy.Propagate, 0)]
    public void WhatIsNotFinite_ConcernsItsSliceAlone(int axis, NonFinitePolicy policy, double factor)
    {
        CheckNonFinite<float>(axis, policy, factor);
        CheckNonFinite<double>(axis, policy, factor);
        CheckNonFinite<Half>(axis, policy, factor);
    }

    private static void CheckNonFinite<T>(int axis, NonFinitePolicy policy, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] lengths = [21, 37];
        int[][] slices = Slicing.Of(lengths, [axis]);
        T[] before = [.. SplitMix.Doubles(3, 777).Select(T.CreateTruncating)];
        T[] finite = [.. before];
        before[slices[5][3]] = T.PositiveInfinity;
        before[slices[17][2]] = T.NaN;

        T[] after = Walk<T, OrderTwo>(before, lengths, Slicing.Strides(lengths), [axis], 1, policy, 512, out Outcome outcome);
        T[] expected = Walk<T, OrderTwo>(finite, lengths, Slicing.Strides(lengths), [axis], 1, policy, 512, out _);

        Assert.False(outcome.IsFinite);
        Assert.True(outcome.IsAnyClipped);
        for (int s = 0; s < slices.Length; s++)
        {
            foreach (int i in slices[s])
            {
                T wanted = s is not (5 or 17) ? expected[i]
                    : policy == NonFinitePolicy.Zero ? T.Zero
                    : policy == NonFinitePolicy.Propagate && s == 17 ? T.NaN
                    : factor == 1 ? before[i] : before[i] * T.CreateTruncating(factor);
                Assert.Equal(wanted, after[i]);
            }
        }
    }

    private static void CheckEveryOrder<T>(int[] lengths, int[] strides, int[] axes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T, OrderTwo>(lengths, strides, axes);
        Check<T, OrderOne>(lengths, strides, axes);
        Check<T, OrderMax>(lengths, strides, axes);
        Check<T, OrderOther>(lengths, strides, axes);
    }

    private static void Check<T, TOrder>(int[] lengths, int[] strides, int[] axes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOrder : struct, INormOrder
    {
        int[][] slices = Slicing.Of(lengths, strides, axes);
        int length = slices.Max(slice => slice.Max()) + 1;
        T[] before = new T[length];
        for (int i = 0; i < length; i++)
        {
            before[i] = T.CreateTruncating(SplitMix.At(7, i, 3));
        }

        // About half of the slices are above the limit, one is far above, one is zero.
        Array.ForEach(slices[^1], i => before[i] = T.Zero);
        Array.ForEach(slices[0], i => before[i] *= T.CreateTruncating(5));
        double[] norms = [.. slices.Select(slice => Reference.Norm(slice.Select(i => double.CreateTruncating(before[i])), TOrder.Value))];
        double limit = norms.Order().ElementAt(norms.Length / 2) is > 0 and var middle ? middle * 0.999 : 1;

        T[] after = Walk<T, TOrder>(before, lengths, strides, axes, limit, NonFinitePolicy.Throw, 512, out Outcome outcome);

        double window = typeof(T) == typeof(Half) ? 2e-3 : 1e-6;
        for (int s = 0; s < slices.Length; s++)
        {
            if (norms[s] <= limit)
            {
                Assert.All(slices[s], i => Assert.Equal(before[i], after[i]));
                continue;
            }

            double norm = Reference.Norm(slices[s].Select(i => double.CreateTruncating(after[i])), TOrder.Value);
            Assert.InRange(norm, limit * (1 - window), limit * (1 + 1e-15));
            double coefficient = limit / norms[s];
            Assert.All(slices[s], i => Assert.InRange(
                double.CreateTruncating(after[i]) - (double.CreateTruncating(before[i]) * coefficient), -15 * window, 15 * window));
        }

        Assert.Equal(1, outcome.TotalNorm / Reference.Norm(slices.SelectMany(slice => slice).Select(i => double.CreateTruncating(before[i])), TOrder.Value) is var ratio && !double.IsNaN(ratio) ? ratio : 1, 1e-12);
        Assert.Equal(norms.Max() > limit, outcome.IsAnyClipped);
        Assert.Equal(norms.Max() > limit, outcome.IsAnyWritten);
        Assert.InRange(outcome.Smallest, Math.Min(1, limit / norms.Max() * (1 - window)), Math.Min(1, limit / norms.Max() * (1 + 1e-12)));
        Assert.True(outcome.IsFinite);
        int[] places = [.. slices.SelectMany(slice => slice)];
        Assert.All(Enumerable.Range(0, length).Except(places), i => Assert.Equal(before[i], after[i]));

        // Where there is no room for coefficients, or for some, slices are measured again: to the same bits.
        foreach (int room in new[] { 0, 1, 600 })
        {
            Assert.Equal(after, Walk<T, TOrder>(before, lengths, strides, axes, limit, NonFinitePolicy.Throw, room, out Outcome other));
            Assert.Equal(outcome, other);
        }

        // A second clip changes nothing.
        Assert.Equal(after, Walk<T, TOrder>(after, lengths, strides, axes, limit, NonFinitePolicy.Throw, 512, out Outcome second));
        Assert.False(second.IsAnyWritten);
    }

    private record struct Outcome(double TotalNorm, double Smallest, bool IsAnyClipped, bool IsAnyWritten, bool IsFinite);

    private static T[] Walk<T, TOrder>(
        T[] elements, int[] lengths, int[] strides, int[] axes, double limit, NonFinitePolicy policy, int room, out Outcome outcome)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, INormOrder
    {
        T[] copy = [.. elements];
        ulong reduced = axes.Aggregate(0UL, (bits, axis) => bits | (1UL << axis));
        nint[] wideLengths = [.. lengths.Select(x => (nint)x)], wideStrides = [.. strides.Select(x => (nint)x)];
        var layout = SliceLayout.Of(wideLengths, wideStrides, reduced, new nint[SliceLayout.RoomFor(lengths.Length)], "W");
        var rule = new ClipRule(limit, 1, 0);
        double[] kept = new double[room];
        ref T first = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(copy);
        var measuring = new SliceClip(rule, policy, TOrder.Value, writes: false, kept, 0);
        SliceWalk.Visit<T, PlainKernel<T, TOrder>>(ref first, layout, ref measuring);
        Assert.Equal(elements, copy);
        outcome = new Outcome(
            measuring.AllSlices.TotalNorm, measuring.SmallestCoefficient, measuring.IsAnyClipped, measuring.IsAnyWritten, measuring.IsFinite);
        var scaling = new SliceClip(rule, policy, TOrder.Value, writes: true, kept, 0);
        SliceWalk.Visit<T, PlainKernel<T, TOrder>>(ref first, layout, ref scaling);
        return copy;
    }
}
