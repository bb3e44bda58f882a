using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>The norm that goes from source to source.</summary>
public sealed class AccumulatorTests
{
    public static TheoryData<double> Orders => new(1, 2, double.PositiveInfinity, 2.5, 0.5, 7, 2.7, 0.003);

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryKindOfElementIsAdded(double order)
    {
        float[] singles = SplitMix.Singles(41, 20_001);
        double[] doubles = SplitMix.Doubles(42, 20_003);
        var accumulator = new NormAccumulator(order);
        accumulator.Add(singles);
        accumulator.Add(doubles);
        accumulator.Add(-3);

        double exact = Reference.Norm([.. singles.Select(x => (double)x), .. doubles, -3], order);
        Assert.Equal(exact, accumulator.TotalNorm, exact * 1e-12);
        Assert.Equal(order, accumulator.NormOrder);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void ScalesOfEverySizeMix(double order)
    {
        double[] elements = [1e-310, 1e-300, -2e-20, 0, 1, 1e200, -3e300, 1e300];
        var accumulator = new NormAccumulator(order);
        foreach (double element in elements)
        {
            accumulator.Add(element);
        }

        double exact = Reference.Norm(elements, order);
        Assert.Equal(exact, accumulator.TotalNorm, exact * 1e-12);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void AContainerIsASourceForEveryNorm(double order)
    {
        var container = new SingleTwo { F0 = SplitMix.Singles(43, 5000), F1 = [1e30f] };
        var accumulator = new NormAccumulator(order);
        accumulator.Add(2);
        ((IGradientSource)container).AccumulateNorm(ref accumulator);

        double exact = Reference.Norm(container.F0.Select(x => (double)x).Concat([1e30f, 2]), order);
        Assert.Equal(exact, accumulator.TotalNorm, exact * 3e-7);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void WhatIsNotFiniteStays(double order)
    {
        var accumulator = new NormAccumulator(order);
        accumulator.Add((float[])[1, float.NegativeInfinity]);
        accumulator.Add(5);
        Assert.Equal(double.PositiveInfinity, accumulator.TotalNorm);
        accumulator.Add((double[])[double.NaN]);
        accumulator.Add(7);
        Assert.True(double.IsNaN(accumulator.TotalNorm));
    }

    [Fact]
    public void InfinityBesideOtherScalesStaysInfinity()
    {
        foreach (double[] elements in new[] { new[] { 1e200, double.PositiveInfinity }, [double.PositiveInfinity, 1e200], [1e-200, double.PositiveInfinity, 1e300] })
        {
            NormAccumulator accumulator = default;
            foreach (double element in elements)
            {
                accumulator.Add(element);
            }

            Assert.Equal(double.PositiveInfinity, accumulator.TotalNorm);
        }
    }

    [Fact]
    public void TheDefaultIsAnEmptyL2Norm()
    {
        NormAccumulator accumulator = default;
        Assert.Equal(2, accumulator.NormOrder);
        Assert.Equal(0, accumulator.TotalNorm);
        accumulator.Add((float[])[3, 4]);
        Assert.Equal(5, accumulator.TotalNorm);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void ANormOrderThatIsNotAboveZeroIsRefused(double order) =>
        Assert.Equal("normOrder", Assert.Throws<ArgumentOutOfRangeException>(() => new NormAccumulator(order)).ParamName);
}
