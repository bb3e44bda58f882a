using System;
using System.Linq;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// Promises 2 and 5 over random sizes, scales and limits: at or below the limit nothing is written; above it, the exact norm of the
/// result is in [limit · (1 − 1e-6), limit], and a second clip writes nothing.
/// </summary>
public sealed class PromiseTests
{
    private const double Window = 1e-6;

    // How the elements are spread: the hard cases for sums beside the random ones.
    private enum Spread
    {
        Uniform,
        Constant,
        OneLarge,
        Sorted,
        ManyMagnitudes,
    }

    public static TheoryData<double> Orders => new(Containers.Orders);

    public static TheoryData<double> AllOrders => new(MoreOrders.All);

    [Theory]
    [MemberData(nameof(AllOrders))]
    public void FloatsEndJustBelowTheLimit(double order) => Check(order, isSingle: true);

    [Theory]
    [MemberData(nameof(AllOrders))]
    public void DoublesEndJustBelowTheLimit(double order) => Check(order, isSingle: false);

    // The limits at which the norm's own error could decide: where a bit more or less would be written, or not.
    [Theory]
    [MemberData(nameof(Orders))]
    public void NothingIsAboveALimitNextToTheNorm(double order)
    {
        foreach (Spread spread in Enum.GetValues<Spread>())
        {
            double[] elements = Elements(spread, 9000, 3, 1);
            double exact = Reference.Norm(elements.Select(x => (double)(float)x), order);
            foreach (double offset in new[] { -4e-7, -2e-7, -1e-7, -1e-8, -1e-12, 0, 1e-12, 1e-8, 1e-7, 2e-7, 4e-7 })
            {
                SingleFields container = Containers.Single(order);
                container.F0 = elements.Select(x => (float)x).ToArray();
                double limit = exact * (1 + offset);

                ClipResult result = ((IClipper)container).ClipGradients(limit);

                double after = Reference.Norm(container.F0, order);
                Assert.True(after <= limit * (1 + 1e-15), $"{spread}, {offset}: {after:R} is above {limit:R}");
                Assert.True(after >= limit * (1 - Window), $"{spread}, {offset}: {after:R} is far below {limit:R}");
                if (Math.Abs(offset) > 1e-14)
                {
                    Assert.Equal(offset < 0, result.IsClipped);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void ANormEqualToTheLimitIsLeftAlone(double order)
    {
        SingleFields container = Containers.Single(order);
        container.F0 = [3, -4, 0];
        double norm = Reference.Norm(container.F0, order);
        if (order is not (1 or 2 or double.PositiveInfinity))
        {
            // The root is rounded: what counts is the sum in double.
            var accumulator = new NormAccumulator(order);
            accumulator.Add(container.F0);
            Assert.Equal(norm, accumulator.TotalNorm, norm * 1e-15);
            norm = accumulator.TotalNorm;
        }

        ClipResult result = ((IClipper)container).ClipGradients(norm);

        Assert.False(result.IsClipped);
        Assert.Equal([3, -4, 0], container.F0);
    }

    // The same number 16384 times: every sum of it is exact, and so is the limit.
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.0)]
    [InlineData(2, 1e200)]
    [InlineData(2, 1e-200)]
    public void ManyEqualElementsAtTheLimitAreLeftAlone(double order, double size)
    {
        double x = 1.2345678901234567 * size;
        double limit = x * (order == 1 ? 16384 : 128);
        double[] elements = Enumerable.Repeat(x, 16384).ToArray();
        DoubleFields container = Containers.Double(order);
        (container.F0, container.F1) = (elements[..10_000], elements[10_000..]);

        Assert.Equal(new ClipResult(limit, 1, false, true), ((IClipper)container).ClipGradients(limit));

        float single = 1.2345678f;
        SingleFields singles = Containers.Single(order);
        singles.F0 = Enumerable.Repeat(single, 16384).ToArray();
        Assert.False(((IClipper)singles).ClipGradients((double)single * (order == 1 ? 16384 : 128)).IsClipped);
    }

    // Thousands of buffers, one kernel call each.
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void ManyBuffersAddNoError(double order, bool isPerField)
    {
        double[][][] rows = Enumerable.Range(0, 20_000).Select(i => new[] { SplitMix.Doubles((ulong)i, 3) }).ToArray();
        double exact = Reference.Norm(rows.SelectMany(row => row[0]), order);
        IClipper container = isPerField ? new ManyBuffersPerField { Rows = rows } : order == 1 ? new ManyBuffersOne { Rows = rows } : new ManyBuffersTwo { Rows = rows };

        Assert.Equal(exact, container.ClipGradients(exact * 0.9).TotalNorm, exact * 1e-15);
        double after = Reference.Norm(rows.SelectMany(row => row[0]), order);
        Assert.InRange(after, exact * 0.9 * (1 - 1e-12), exact * 0.9);
        Assert.False(container.ClipGradients(exact * 0.9).IsClipped);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void APreScaleAloneDoesNotCarryThemOverTheLimit(double order)
    {
        SingleFields container = Containers.Single(order);
        foreach (int length in new[] { 1, 3, 100, 5000 })
        {
            foreach (double preScale in new[] { 1.0 / 3, 0.1, 1.0 / 1024, 7, 1e10 })
            {
                container.F0 = SplitMix.Singles(9, length);
                double limit = Reference.Norm(container.F0, order) * preScale;

                ((IClipper)container).ClipGradients(limit, preScale);

                double after = Reference.Norm(container.F0, order);
                Assert.True(after <= limit * (1 + 1e-15) && after >= limit * (1 - Window), $"{length}, {preScale}: {after:R} against {limit:R}");
            }
        }
    }

    private static void Check(double order, bool isSingle)
    {
        var arbitrary = Gen.Choose(0, int.MaxValue).Select(seed => new Case((ulong)seed, order, isSingle));
        Prop.ForAll(Arb.From(arbitrary), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(250).WithReplay(20261121, 1));
    }

    // Elements of every size that their type has, subnormal ones too, and limits from far below their norm to above it. With p
    // below 1 the norm is many times the elements, and beside the largest of them wouldn't be a double.
    private static bool Holds(Case random)
    {
        int length = 1 + (int)Math.Pow(2, random.Uniform(0) * 14);
        (double smallest, double largest) = random.IsSingle ? (-45, 38) : (-320, random.Order < 1 ? 250 : 300);
        double scale = Math.Pow(10, smallest + (random.Uniform(1) * (largest - smallest)));
        var spread = (Spread)(int)(random.Uniform(2) * Enum.GetValues<Spread>().Length);
        double factor = Math.Pow(10, random.Uniform(4) < 0.7 ? (random.Uniform(3) * 6) - 4 : (random.Uniform(3) * 60) - 58);
        double[] elements = Elements(spread, length, random.Seed, scale);
        return random.IsSingle ? HoldsForFloats(random, elements, factor) : HoldsForDoubles(random, elements, factor);
    }

    private static bool HoldsForFloats(Case random, double[] elements, double factor)
    {
        SingleFields container = MoreOrders.Single(random.Order);
        float[] before = elements.Select(x => (float)x).ToArray();
        double exact = ExactNorm.Of(before, random.Order).Value;
        double limit = exact * factor;
        if (limit == 0)
        {
            return ((IClipper)container).ClipGradients(1) is { TotalNorm: 0, IsClipped: false };
        }

        int half = before.Length / 2;
        (container.F0, container.F1) = (before[..half], before[half..]);
        var clipper = (IClipper)container;

        ClipResult result = clipper.ClipGradients(limit);
        float[] once = [.. container.F0, .. container.F1];
        ClipResult again = clipper.ClipGradients(limit);
        float[] twice = [.. container.F0, .. container.F1];

        bool isLeftAlone = HasTheSameBits<float>(once, before);
        bool isExcepted = !isLeftAlone
            && once.Zip(before).Any(pair => pair.First == 0 ? pair.Second != 0 : float.IsSubnormal(pair.First));
        return IsClose(result.TotalNorm, exact, 3e-7)
            && result.IsClipped == exact > limit
            && result.IsClipped != isLeftAlone
            && (isExcepted || (IsBelow(ExactNorm.Of(once, random.Order), limit, result.IsClipped)
                && again is { IsClipped: false, Coefficient: 1 }
                && HasTheSameBits<float>(twice, once)));
    }

    private static bool HoldsForDoubles(Case random, double[] elements, double factor)
    {
        DoubleFields container = MoreOrders.Double(random.Order);
        double exact = ExactNorm.Of(elements, random.Order).Value;
        double limit = exact * factor;
        if (limit == 0)
        {
            return ((IClipper)container).ClipGradients(1) is { TotalNorm: 0, IsClipped: false };
        }

        int half = elements.Length / 2;
        (container.F0, container.F1) = (elements[..half], elements[half..]);
        var clipper = (IClipper)container;

        ClipResult result = clipper.ClipGradients(limit);
        double[] once = [.. container.F0, .. container.F1];
        ClipResult again = clipper.ClipGradients(limit);
        double[] twice = [.. container.F0, .. container.F1];

        bool isLeftAlone = HasTheSameBits<double>(once, elements);
        bool isExcepted = !isLeftAlone
            && once.Zip(elements).Any(pair => pair.First == 0 ? pair.Second != 0 : double.IsSubnormal(pair.First));
        return IsClose(result.TotalNorm, exact, 1e-12 * Math.Max(1, 1 / random.Order))
            && result.IsClipped == exact > limit
            && result.IsClipped != isLeftAlone
            && (isExcepted || (IsBelow(ExactNorm.Of(once, random.Order), limit, result.IsClipped)
                && again is { IsClipped: false, Coefficient: 1 }
                && HasTheSameBits<double>(twice, once)));
    }

    private static bool IsBelow(ExactNorm after, double limit, bool isClipped) =>
        after.IsAtMost(limit) && (!isClipped || after.IsAtLeast(limit * (1 - Window)));

    // Norms among the subnormal doubles have fewer digits.
    private static bool IsClose(double norm, double exact, double relative) =>
        Math.Abs(norm - exact) <= Math.Max(relative * exact, double.Epsilon);

    private static bool HasTheSameBits<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged =>
        MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));

    private static double[] Elements(Spread spread, int length, ulong seed, double scale)
    {
        double[] random = SplitMix.Doubles(seed, length);
        return spread switch
        {
            Spread.Constant => random.Select(_ => (0.1 + Math.Abs(random[0])) * scale).ToArray(),
            Spread.OneLarge => random.Select((x, i) => (i == 0 ? 1 : 1.7e-4 + (x * 1e-6)) * scale).ToArray(),
            Spread.Sorted => random.OrderBy(Math.Abs).Select(x => x * scale).ToArray(),
            Spread.ManyMagnitudes => random.Select((x, i) => x * scale * Math.Pow(10, -(i % 7))).ToArray(),
            _ => random.Select(x => x * scale).ToArray(),
        };
    }

    private sealed record Case(ulong Seed, double Order, bool IsSingle)
    {
        public double Uniform(int index) => (SplitMix.At(Seed, index, 0.5) + 0.5) * 0.999999;
    }
}
