using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Promise 3: no norm overflows or underflows that is a number, and coefficients that float can't hold lose nothing.</summary>
public sealed class RangeTests
{
    public static TheoryData<double, double> OrdersAndSingles => Product([.. Containers.Orders, 1.5], [1e-45, 1e-44, 1e-40, 1e-38, 1e-30, 1e-23, 1e-19, 1e-10, 1, 1e10, 1e18, 2e19, 1e30, 3e38]);

    public static TheoryData<double, double> OrdersAndDoubles => Product(Containers.Orders, [5e-324, 1e-310, 1e-300, 1e-200, 1e-154, 1, 1e150, 1e160, 1e300, 1e306]);

    // 2^-450 and 2^-300, 2^300: where sums and quotients of squares aren't ordinary any more.
    public static TheoryData<double, double> OrdersAndLimits => Product(Containers.Orders, [1e-280, 1e-160, 1e-136, 1e-135, 1e-91, 1e-90, 1, 1e90, 1e91, 1e160, 1e300]);

    [Theory]
    [MemberData(nameof(OrdersAndSingles))]
    public void FloatsOfAnySize(double order, double size)
    {
        float[] values = SplitMix.Singles(21, 700).Select(x => (float)(x * size)).ToArray();
        SingleFields container = MoreOrders.Single(order);
        container.F0 = [.. values];
        double exact = Reference.Norm(values, order);

        ClipResult result = ((IClipper)container).ClipGradients(1);

        Assert.True(Math.Abs(result.TotalNorm - exact) <= 1e-7 * exact, $"{result.TotalNorm:R}, not {exact:R}");
        Assert.True(result.IsFinite);
        Assert.Equal(exact > 1, result.IsClipped);
        double after = Reference.Norm(container.F0, order);
        if (exact > 1)
        {
            Assert.InRange(after, 1 - 1e-6, 1 + 1e-15);
        }
        else
        {
            Assert.Equal(values, container.F0);
        }
    }

    [Theory]
    [MemberData(nameof(OrdersAndDoubles))]
    public void DoublesOfAnySize(double order, double size)
    {
        double[] values = SplitMix.Doubles(22, 70).Select(x => x * size).ToArray();
        DoubleFields container = Containers.Double(order);
        container.F0 = [.. values];
        double exact = Reference.Norm(values, order);

        ClipResult result = ((IClipper)container).ClipGradients(1);

        Assert.True(Math.Abs(result.TotalNorm - exact) <= Math.Max(1e-12 * exact, 5e-324), $"{result.TotalNorm:R}, not {exact:R}");
        Assert.Equal(exact > 1, result.IsClipped);
        if (exact > 1)
        {
            Assert.InRange(Reference.Norm(container.F0, order), 1 - 1e-6, 1 + 1e-14);
        }
        else
        {
            Assert.Equal(values, container.F0);
        }
    }

    // 1e38 down to 1e-3: the coefficient, 1e-41, is subnormal as a float. Applied as one it would be off by up to a percent.
    [Fact]
    public void ACoefficientBelowTheNormalFloatsLosesNothing()
    {
        float[] values = SplitMix.Singles(23, 100).Select(x => x * 1e37f).ToArray();
        var container = new SingleTwo { F0 = [.. values] };
        double limit = Reference.Norm(values, 2) * 1e-41;

        ClipResult result = container.ClipGradients(limit);

        Assert.InRange(result.Coefficient, 0.999999e-41, 1e-41);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i] * result.Coefficient, container.F0[i], Math.Abs(values[i] * 1e-41) * 1e-7);
        }
    }

    // limit / sum would be subnormal, or 0, where limit / norm is neither.
    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-18)]
    [InlineData(1e-22)]
    [InlineData(1e-100)]
    public void ALimitFarBelowTheNormOfDoublesIsReached(double limit)
    {
        double[] values = SplitMix.Doubles(24, 70).Select(x => x * 1e150).ToArray();
        var container = new DoubleTwo { F0 = [.. values] };

        ClipResult result = container.ClipGradients(limit);

        Assert.True(result.IsClipped);
        ExactNorm after = ExactNorm.Of(container.F0, 2);
        Assert.True(after.IsAtMost(limit) && after.IsAtLeast(limit * (1 - 1e-12)), $"{after.Value:R} against {limit:R}");
    }

    [Theory]
    [MemberData(nameof(OrdersAndLimits))]
    public void DoublesOfAnySizeByALimitOfTheirSize(double order, double size)
    {
        double[] values = SplitMix.Doubles(23, 70).Select(x => x * size).ToArray();
        double exact = Reference.Norm(values, order);
        foreach (double share in new[] { 0.9, 1e-3 })
        {
            DoubleFields container = Containers.Double(order);
            container.F0 = [.. values];
            ClipsTo((IClipper)container, container.F0, order, exact * share);
            if (order == 2)
            {
                var few = new TwoArraysOfDoubles { A = [.. values] };
                ClipsTo(few, few.A, order, exact * share);
            }
        }
    }

    private static void ClipsTo(IClipper container, double[] elements, double order, double limit)
    {
        ClipResult measured = container.MeasureGradients(limit);

        Assert.Equal(measured, container.ClipGradients(limit));
        Assert.True(measured.IsClipped);
        Assert.InRange(Reference.Norm(elements, order) / limit, 1 - 1e-6, 1 + 1e-14);
        Assert.False(container.ClipGradients(limit).IsClipped);
    }

    // What is measured first has the coefficient that clips, to the bit, however ordinary the case.
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e3)]
    public void MeasuredAndClippedCoefficientsAreTheSame(double size)
    {
        var singles = new SingleTwo { F0 = SplitMix.Singles(25, 700).Select(x => (float)(x * size)).ToArray() };
        var doubles = new DoubleTwo { F0 = SplitMix.Doubles(25, 700).Select(x => x * size).ToArray() };
        foreach (double share in new[] { 0.999, 0.7, 0.3, 1e-5 })
        {
            double limit = singles.MeasureGradients().TotalNorm * share;
            Assert.Equal(singles.MeasureGradients(limit), singles.ClipGradients(limit));
            limit = doubles.MeasureGradients().TotalNorm * share;
            Assert.Equal(doubles.MeasureGradients(limit), doubles.ClipGradients(limit));
        }
    }

    // 1e-328 is below the smallest double: the elements become 0, and keep their signs.
    [Fact]
    public void ACoefficientBelowEveryDoubleIsZero()
    {
        var container = new DoubleTwo { F0 = [1e308] };

        Assert.Equal(0, container.ClipGradients(1e-20).Coefficient);
        Assert.Equal([0], container.F0);
    }

    [Fact]
    public void SmallElementsBesideALargeOneAreNotLost()
    {
        // A million elements of 1e-20 have squares that vanish in float, and a norm of 1e-17.
        var container = new SingleTwo { F0 = Enumerable.Repeat(1e-20f, 1_000_000).ToArray() };
        double exact = Reference.Norm(container.F0, 2);

        Assert.Equal(exact, container.MeasureGradients().TotalNorm, exact * 1e-12);
    }

    [Fact]
    public void APreScaleOfAnySizeIsExact()
    {
        var container = new SingleTwo { F0 = [3e30f, 4e30f] };

        ClipResult result = container.ClipGradients(10, preScale: 1e-30);

        Assert.Equal(5, result.TotalNorm, 1e-6);
        Assert.False(result.IsClipped);
        Assert.Equal(1e-30, result.Coefficient);
        Assert.Equal(3, container.F0[0], 1e-6);
        Assert.Equal(4, container.F0[1], 1e-6);
    }

    private static TheoryData<double, double> Product(double[] orders, double[] sizes)
    {
        var data = new TheoryData<double, double>();
        foreach (double order in orders)
        {
            foreach (double size in sizes)
            {
                // Seventy elements of 1e306 have a norm of order 0.7 beyond the range of double.
                if (order >= 1 || size < 1e306)
                {
                    data.Add(order, size);
                }
            }
        }

        return data;
    }
}

/// <summary>Few arrays, declared where they are clipped: an ordinary clip takes no sweep.</summary>
[ClipGradients]
internal sealed partial class TwoArraysOfDoubles : IClipper
{
    public double[]? A { get; set; }

    public double[]? B { get; set; }
}
