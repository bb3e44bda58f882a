using System;
using System.Linq;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// Promises 2 and 5 for fields of Half: at or below the limit nothing is written; above it, where no result is subnormal, the exact norm
/// is in [limit · (1 − 2^-10 − 2^-20), limit], and a second clip writes nothing.
/// </summary>
public sealed class HalfPromiseTests
{
    // Two roundings to Half, and sixteen to float.
    private const double Window = (1.0 / (1 << 10)) + (16.0 / (1 << 24));

    private const double LargestRounding = 1.0 / (1 << 25);

    public static TheoryData<double> Orders => new(Containers.Orders);

    [Theory]
    [MemberData(nameof(Orders))]
    public void HalvesEndJustBelowTheLimit(double order)
    {
        var arbitrary = Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed);
        Prop.ForAll(Arb.From(arbitrary), seed => Holds(order, seed))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261121, 1));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void NothingIsAboveALimitNextToTheNorm(double order)
    {
        foreach (double offset in new[] { -1e-3, -4e-4, -4e-7, -1e-7, -1e-12, 0, 1e-12, 1e-7, 4e-7, 4e-4 })
        {
            HalfFields container = HalfContainers.Of(order);
            container.F0 = HalfContainers.Random(61, 9000, 30);
            container.F1 = [(Half)1];
            double exact = Norm(container, order).Value;
            double limit = exact * (1 + offset);

            ClipResult result = ((IClipper)container).ClipGradients(limit);

            ExactNorm after = Norm(container, order);
            Assert.True(IsInWindow(after, limit), $"{offset}: {after.Value:R} against {limit:R}");
            if (Math.Abs(offset) > 1e-14)
            {
                Assert.Equal(offset < 0, result.IsClipped);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void APreScaleAloneDoesNotCarryThemOverTheLimit(double order)
    {
        HalfFields container = HalfContainers.Of(order);
        foreach (double preScale in new[] { 1.0 / 3, 0.1, 1.0 / 16, 7 })
        {
            container.F0 = [.. HalfContainers.Random(62, 500).Select(x => x + Half.CopySign((Half)1, x))];
            double limit = Norm(container, order).Value * preScale;

            ((IClipper)container).ClipGradients(limit, preScale);

            ExactNorm after = Norm(container, order);
            Assert.True(IsInWindow(after, limit), $"{preScale}: {after.Value:R} against {limit:R}");
        }
    }

    [Fact]
    public void FieldsOfAllTypesAreClippedByOneCoefficient()
    {
        Half[] halves = HalfContainers.Random(63, 3000, 20);
        float[] singles = SplitMix.Singles(64, 2000, 7);
        double[] doubles = SplitMix.Doubles(65, 1000, 9);
        var container = new MixedFields { Halves = [.. halves], Singles = [.. singles], Doubles = [.. doubles] };
        double exact = Norm(container);
        double limit = exact * 0.6;

        ClipResult result = container.ClipGradients(limit);

        var c = (float)result.Coefficient;
        Assert.Equal(result.Coefficient, c);
        Assert.Equal(exact, result.TotalNorm, exact * 3e-7);
        Assert.Equal(halves.Select(x => (Half)((float)x * c)), container.Halves);
        Assert.Equal(singles.Select(x => x * c), container.Singles);
        Assert.Equal(doubles.Select(x => x * c), container.Doubles);
        Assert.InRange(Norm(container), limit * (1 - Window), limit);
        Assert.False(container.ClipGradients(limit).IsClipped);

        static double Norm(MixedFields fields) => Reference.Norm(
            [.. HalfContainers.ToSingles(fields.Halves).Select(x => (double)x), .. fields.Singles.Select(x => (double)x), .. fields.Doubles], 2);
    }

    // No float field says that the coefficient has to be a float.
    [Fact]
    public void HalvesBesideDoublesAreRoundedToHalf()
    {
        var container = new HalvesAndDoubles { Halves = HalfContainers.Random(66, 999, 50), Doubles = SplitMix.Doubles(67, 5) };
        double limit = Reference.Norm([.. HalfContainers.ToSingles(container.Halves).Select(x => (double)x), .. container.Doubles], 1) / 3;

        ClipResult result = container.ClipGradients(limit);

        Assert.Equal(result.Coefficient, (float)result.Coefficient);
        double after = Reference.Norm([.. HalfContainers.ToSingles(container.Halves).Select(x => (double)x), .. container.Doubles], 1);
        Assert.InRange(after, limit * (1 - Window), limit);
    }

    [Fact]
    public void PerFieldEachFieldHasItsOwnNorm()
    {
        var container = new HalfPerField { F0 = HalfContainers.Random(68, 5000, 100), F1 = [(Half)3, (Half)4] };

        Assert.True(container.ClipGradients(5).IsClipped);

        Assert.InRange(Reference.Norm(HalfContainers.ToSingles(container.F0), 2), 5 * (1 - Window), 5);
        Assert.Equal([(Half)3, (Half)4], container.F1);
        Assert.False(container.ClipGradients(5).IsClipped);
    }

    // The squares of the largest and of the smallest halves are far inside the range of float.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void LongFieldsStayWithinTheBound(double order)
    {
        HalfFields container = HalfContainers.Of(order);
        foreach (double scale in new[] { 5e-7, 1e-3, 6e4 })
        {
            container.F0 = HalfContainers.Random(69, 3_000_001, scale);
            CheckError();
        }

        foreach (double constant in new[] { 0.1, 6.1e-5, 65504 })
        {
            Array.Fill(container.F0!, (Half)constant);
            CheckError();
        }

        for (int i = 0; i < container.F0!.Length; i++)
        {
            container.F0[i] = i / 64 % 8 == 0 ? (Half)1 : (Half)(order == 1 ? 5.96e-8 : 2.44e-4);
        }

        CheckError();

        void CheckError()
        {
            double exact = Norm(container, order).Value;
            Assert.Equal(exact, ((IClipper)container).MeasureGradients().TotalNorm, exact * 6 / (1 << 24));
        }
    }

    [Fact]
    public void EveryShapeIsMeasuredScaledAndZeroed()
    {
        var container = new EveryHalfShape();
        double[] before = Elements(container);

        Assert.Equal(Reference.Norm(before, 2), container.MeasureGradients().TotalNorm, 1e-6);
        foreach (double order in new[] { 0.5, 1, 7, double.PositiveInfinity })
        {
            var accumulator = new NormAccumulator(order);
            ((IGradientSource)container).AccumulateNorm(ref accumulator);
            Assert.Equal(Reference.Norm(before, order), accumulator.TotalNorm, 1e-10 * accumulator.TotalNorm);
        }

        ClipResult result = container.ClipGradients();
        Assert.Equal(before.Select(x => (double)(Half)((float)x * (float)result.Coefficient)), Elements(container));
        container.ScaleGradients(2);
        Assert.Equal(before.Select(x => 2 * (double)(Half)((float)x * (float)result.Coefficient)), Elements(container));
        container.ZeroGradients();
        Assert.All(Elements(container), x => Assert.Equal(0, x));
    }

    [Fact]
    public void EveryViewIsMeasuredScaledAndZeroed()
    {
        var container = new HalfViews();
        double[] before = container.Elements();
        double[] beside = container.Beside();

        Assert.Equal(Reference.Norm(before, 2), container.MeasureGradients().TotalNorm, 1e-6 * Reference.Norm(before, 2));
        ClipResult result = container.ClipGradients();
        Assert.Equal(before.Select(x => (double)(Half)((float)x * (float)result.Coefficient)), container.Elements());
        container.ScaleGradients(2);
        Assert.Equal(before.Select(x => 2 * (double)(Half)((float)x * (float)result.Coefficient)), container.Elements());
        container.ZeroGradients();
        Assert.All(container.Elements(), x => Assert.Equal(0, x));
        Assert.Equal(beside, container.Beside());
    }

    [Fact]
    public void ANonFiniteValueIsNamedWhereverItIs()
    {
        (Action<EveryHalfShape> Put, string Name)[] places =
        [
            (c => c.Vector![1] = Half.NaN, "Vector[1] is NaN"),
            (c => c.Matrix[1, 0] = Half.PositiveInfinity, "Matrix[1, 0] is"),
            (c => c.Rows[2][1] = Half.NaN, "Rows[2][1] is NaN"),
            (c => c.Deep[0][0][1] = Half.NaN, "Deep[0][0][1] is NaN"),
            (c => c.Matrices[0][0, 1] = Half.NaN, "Matrices[0][0, 1] is NaN"),
            (c => c.Memory.Span[1] = Half.NaN, "Memory[1] is NaN"),
            (c => c.List[1] = Half.NaN, "List[1] is NaN"),
            (c => c.Scalar = Half.NaN, "_scalar is NaN"),
            (c => c.Property = Half.NaN, "Property is NaN"),
        ];
        foreach ((Action<EveryHalfShape> put, string text) in places)
        {
            var container = new EveryHalfShape();
            put(container);
            string message = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients()).Message;
            Assert.Contains(": " + text, message, StringComparison.Ordinal);
        }
    }

    private static bool Holds(double order, ulong seed)
    {
        double Uniform(int index) => (SplitMix.At(seed, index, 0.5) + 0.5) * 0.999999;
        int length = 1 + (int)Math.Pow(2, Uniform(0) * 14);
        double scale = Math.Pow(10, -6 + (Uniform(1) * 10.7));
        double factor = Math.Pow(10, (Uniform(2) * 5) - 3);
        var kind = (int)(Uniform(3) * 4);
        var before = new Half[length];
        for (int i = 0; i < length; i++)
        {
            double x = SplitMix.At(seed + 1, kind == 0 ? 0 : i, 1);
            before[i] = (Half)(scale * (kind == 1 ? (i == 0 ? 1 : 1e-3 * x) : kind == 2 ? x * Math.Pow(10, -(i % 3)) : x));
        }

        HalfFields container = HalfContainers.Of(order);
        double exact = ExactNorm.Of(HalfContainers.ToSingles(before), order).Value;
        double limit = exact * factor;
        if (limit == 0)
        {
            return ((IClipper)container).ClipGradients(1) is { TotalNorm: 0, IsClipped: false };
        }

        (container.F0, container.F1) = (before[..(length / 3)], before[(length / 3)..]);
        ClipResult result = ((IClipper)container).ClipGradients(limit);
        Half[] once = [.. container.F0, .. container.F1];
        ExactNorm after = Norm(container, order);
        ClipResult again = ((IClipper)container).ClipGradients(limit);

        bool isLeftAlone = HasTheSameBits(once, before);
        bool isExcepted = !isLeftAlone
            && once.Zip(before).Any(pair => pair.First == Half.Zero ? pair.Second != Half.Zero : Half.IsSubnormal(pair.First));
        return Math.Abs(result.TotalNorm - exact) <= 3e-7 * exact
            && result.IsClipped == exact > limit
            && result.IsClipped != isLeftAlone
            && (isExcepted
                ? after.IsAtMost((limit + (LargestRounding * Math.Pow(length, 1 / order))) * (1 + 1e-15))
                : after.IsAtMost(limit)
                    && (!result.IsClipped || after.IsAtLeast(limit * (1 - Window)))
                    && again is { IsClipped: false, Coefficient: 1 }
                    && HasTheSameBits([.. container.F0, .. container.F1], once));
    }

    // The limit is itself a rounded norm.
    private static bool IsInWindow(ExactNorm norm, double limit) =>
        norm.IsAtMost(limit * (1 + 1e-15)) && norm.IsAtLeast(limit * (1 - Window));

    private static ExactNorm Norm(HalfFields container, double order) =>
        ExactNorm.Of(HalfContainers.ToSingles([.. container.F0 ?? [], .. container.F1 ?? []]), order);

    private static bool HasTheSameBits(ReadOnlySpan<Half> left, ReadOnlySpan<Half> right) =>
        MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));

    private static double[] Elements(EveryHalfShape c) =>
    [
        .. new[]
        {
            c.Vector!, c.Matrix.Cast<Half>(),
            c.Rows.Where(row => row is not null).SelectMany(row => row), c.Deep.SelectMany(rows => rows).SelectMany(row => row),
            c.Matrices[0].Cast<Half>(), c.Memory.ToArray(), c.List, [c.Scalar, c.Property],
        }.SelectMany(elements => elements).Select(x => (double)x),
    ];
}
