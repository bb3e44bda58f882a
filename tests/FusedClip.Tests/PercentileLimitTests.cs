using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>AutoClip: limits that are a percentile of the norms so far.</summary>
public sealed class PercentileLimitTests
{
    [Fact]
    public void TheDefaultsAreThePapers()
    {
        var limit = new PercentileLimit();
        Assert.Equal(10, limit.Percentile);
        Assert.Equal(1, limit.WarmUpSteps);
        Assert.Equal(10_000, limit.Window);
    }

    // The third row is the example in numpy's documentation of percentile.
    [Theory]
    [InlineData(10, new double[] { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 2)]
    [InlineData(10, new double[] { 6, 1, 5 }, 1.8)]
    [InlineData(50, new double[] { 10, 7, 4, 3, 2, 1 }, 3.5)]
    [InlineData(0, new double[] { 4, 2, 3 }, 2)]
    [InlineData(100, new double[] { 4, 2, 3 }, 4)]
    [InlineData(75, new double[] { 8, 8, 8, 8, 9 }, 8)]
    [InlineData(10, new double[] { 7 }, 7)]
    public void TheLimitIsThePercentile(double percentile, double[] norms, double expected) =>
        Assert.Equal(expected, After(norms, percentile).MaxNorm, 1e-15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void TheWindowHasTheNewestNorms(int window)
    {
        // Rounded, so that many are the same.
        double[] norms = [.. ZClipLimitTests.Norms(1000).Select(norm => Math.Round(norm * 8) / 8)];
        double[] percentiles = [0, 10, 37.5, 50, 99, 100];
        PercentileLimit[] limits = [.. percentiles.Select(percentile => new PercentileLimit(percentile, window))];
        for (int step = 0; step < norms.Length; step++)
        {
            double[] kept = [.. norms[Math.Max(0, step + 1 - window)..(step + 1)].Order()];
            foreach (PercentileLimit limit in limits)
            {
                limit.Add(norms[step]);
                double position = (kept.Length - 1) * (limit.Percentile / 100);
                double lower = kept[(int)Math.Floor(position)];
                double upper = kept[(int)Math.Ceiling(position)];
                Assert.Equal(lower + ((position - Math.Floor(position)) * (upper - lower)), limit.MaxNorm);
                Assert.Equal(kept.Length, limit.Count);
            }
        }
    }

    [Fact]
    public void NothingIsClippedDuringTheWarmUp()
    {
        var limit = new PercentileLimit(warmUpSteps: 3);
        foreach (double norm in (double[])[5, 6, 7])
        {
            Assert.Equal(double.PositiveInfinity, limit.MaxNorm);
            limit.Add(norm);
        }

        Assert.Equal(5.2, limit.MaxNorm, 1e-15);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WhatIsNotFiniteNeverEntersTheWindow(double norm)
    {
        var limit = new PercentileLimit(percentile: 100, window: 2);
        limit.Add(norm);
        Assert.Equal(0, limit.Count);
        limit.Add(2);
        limit.Add(1);
        limit.Add(norm);
        Assert.Equal(2, limit.MaxNorm);
    }

    [Fact]
    public void ALimitIsNeverZero()
    {
        PercentileLimit limit = After([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], percentile: 50);
        Assert.Equal(double.PositiveInfinity, limit.MaxNorm);
        for (int i = 0; i < 11; i++)
        {
            limit.Add(3);
        }

        Assert.Equal(3, limit.MaxNorm);
    }

    [Fact]
    public void AStepsOwnNormCountsWhereItIsAddedFirst()
    {
        var container = new SingleTwo { F0 = [3, 4] };
        IClipper gradients = container;
        PercentileLimit limit = After([1], percentile: 50);
        limit.Add(gradients.MeasureGradients().TotalNorm);
        Assert.True(gradients.ClipGradients(limit.MaxNorm).IsClipped);
        Assert.Equal(3, gradients.MeasureGradients().TotalNorm, 1e-5);
    }

    [Fact]
    public void TheWindowHasTheNormBeforeClipping()
    {
        IClipper gradients = new SingleTwo { F0 = [3, 4] };
        PercentileLimit limit = After([1], percentile: 100);
        ClipResult clip = gradients.ClipGradients(limit.MaxNorm);
        limit.Add(clip.TotalNorm);
        Assert.Equal(1, gradients.MeasureGradients().TotalNorm, 1e-5);
        Assert.Equal(5, limit.MaxNorm);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        var limit = new PercentileLimit(window: 100);
        double[] norms = ZClipLimitTests.Norms(500);
        double sum = 0;
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            foreach (double norm in norms)
            {
                limit.Add(norm);
                limit.Add(double.NaN);
                sum += limit.MaxNorm;
            }
        });
        Assert.True(double.IsFinite(sum));
    }

    [Theory]
    [InlineData(-1, 8, 1, "percentile")]
    [InlineData(101, 8, 1, "percentile")]
    [InlineData(double.NaN, 8, 1, "percentile")]
    [InlineData(10, 0, 1, "window")]
    [InlineData(10, 8, 0, "warmUpSteps")]
    [InlineData(10, 8, 9, "warmUpSteps")]
    public void SettingsOutOfRangeAreRefused(double percentile, int window, int warmUpSteps, string argument) =>
        Assert.Equal(
            argument,
            Assert.Throws<ArgumentOutOfRangeException>(() => new PercentileLimit(percentile, window, warmUpSteps)).ParamName);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void StatesWithNormsThatAreNoneAreRefused(double norm)
    {
        var state = new PercentileLimitState(10, 8, 1, [1, norm]);
        Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => new PercentileLimit(state)).ParamName);
    }

    [Fact]
    public void AStateWithoutNormsIsRefused()
    {
        var state = new PercentileLimitState(10, 8, 1, null!);
        Assert.Equal("state", Assert.Throws<ArgumentException>(() => new PercentileLimit(state)).ParamName);
        state = default;
        Assert.Equal("window", Assert.Throws<ArgumentOutOfRangeException>(() => new PercentileLimit(state)).ParamName);
    }

    [Fact]
    public void ANegativeNormIsRefused()
    {
        PercentileLimit limit = After([1], percentile: 10);
        Assert.Equal("totalNorm", Assert.Throws<ArgumentOutOfRangeException>(() => limit.Add(-1)).ParamName);
        Assert.Equal(1, limit.Count);
    }

    private static PercentileLimit After(double[] norms, double percentile)
    {
        var limit = new PercentileLimit(percentile);
        foreach (double norm in norms)
        {
            limit.Add(norm);
        }

        return limit;
    }
}
