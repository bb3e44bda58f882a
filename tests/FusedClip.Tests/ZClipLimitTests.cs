using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ZClip: limits from the mean and the deviation of the norms so far.</summary>
public sealed class ZClipLimitTests
{
    private static readonly double[] TwoAndOne = [1, 3, 1, 3]; // mean 2, standard deviation 1

    public static TheoryData<ZClipMode> Modes => new(ZClipMode.Reciprocal, ZClipMode.Max, ZClipMode.Mean);

    [Fact]
    public void TheDefaultsAreThePapers()
    {
        var limit = new ZClipLimit();
        Assert.Equal(0.97, limit.Alpha);
        Assert.Equal(2.5, limit.ZThreshold);
        Assert.Equal(25, limit.WarmUpSteps);
        Assert.Equal(ZClipMode.Reciprocal, limit.Mode);
    }

    [Fact]
    public void NothingIsClippedDuringTheWarmUp()
    {
        var limit = new ZClipLimit();
        for (int step = 0; step < 25; step++)
        {
            Assert.Equal(double.PositiveInfinity, limit.MaxNorm);
            Assert.Equal(double.PositiveInfinity, limit.MaxNormFor(1e300));
            limit.Add(step % 2 == 0 ? 1 : 3);
        }

        // 13 ones and 12 threes.
        Assert.Equal(49 / 25.0, limit.Mean, 1e-14);
        Assert.Equal(Math.Sqrt((13 * 0.96 * 0.96) + (12 * 1.04 * 1.04)) / 5, limit.StandardDeviation, 1e-14);
        Assert.Equal(limit.Mean + (2.5 * limit.StandardDeviation), limit.MaxNorm);
    }

    [Theory]
    [InlineData(ZClipMode.Reciprocal, 3.25, 2.625)]
    [InlineData(ZClipMode.Max, 4.5, 4.5)]
    [InlineData(ZClipMode.Mean, 2, 2)]
    public void ASpikeIsClippedToWhatTheModeSays(ZClipMode mode, double ofFiveDeviations, double ofTen)
    {
        ZClipLimit limit = After(TwoAndOne, mode);
        Assert.Equal(4.5, limit.MaxNorm);
        Assert.Equal(4.5, limit.MaxNormFor(0));
        Assert.Equal(4.5, limit.MaxNormFor(4.5));
        Assert.Equal(ofFiveDeviations, limit.MaxNormFor(7));
        Assert.Equal(ofTen, limit.MaxNormFor(12));
    }

    [Theory]
    [InlineData(ZClipMode.Reciprocal, 3.25)]
    [InlineData(ZClipMode.Max, 4.5)]
    [InlineData(ZClipMode.Mean, 2)]
    public void TheHistoryHasTheNormAfterClipping(ZClipMode mode, double clipped)
    {
        ZClipLimit limit = After(TwoAndOne, mode);
        limit.Add(7);

        double mean = (0.97 * 2) + (0.03 * clipped);
        double variance = (0.97 * 1) + (0.03 * (clipped - mean) * (clipped - mean));
        Assert.Equal(mean, limit.Mean, 1e-14);
        Assert.Equal(Math.Sqrt(variance), limit.StandardDeviation, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void ALongRunFollowsThePapersFormulas(ZClipMode mode)
    {
        var limit = new ZClipLimit(mode: mode);
        double[] norms = Norms(2000);
        int clipped = 0;

        double mean = norms.Take(25).Average();
        double variance = norms.Take(25).Average(norm => (norm - mean) * (norm - mean));
        for (int step = 0; step < norms.Length; step++)
        {
            double norm = norms[step];
            if (step >= 25)
            {
                double deviation = Math.Sqrt(variance);
                double z = (norm - mean) / deviation;
                double expected = mean + (2.5 * deviation);
                Assert.Equal(expected, limit.MaxNorm, expected * 1e-12);
                if (z > 2.5)
                {
                    clipped++;
                    double allowed = mode switch { ZClipMode.Reciprocal => 2.5 * 2.5 / z, ZClipMode.Max => 2.5, _ => 0 };
                    expected = mean + (allowed * deviation);
                    norm = expected;
                }

                Assert.Equal(expected, limit.MaxNormFor(norms[step]), expected * 1e-12);
                mean = (0.97 * mean) + (0.03 * norm);
                variance = (0.97 * variance) + (0.03 * (norm - mean) * (norm - mean));
            }

            limit.Add(norms[step]);
        }

        Assert.Equal(2000, limit.Count);
        Assert.InRange(clipped, 50, 500);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void NormsOfEveryScaleAreTreatedAlike(int exponent)
    {
        var limit = new ZClipLimit();
        var scaled = new ZClipLimit();
        foreach (double norm in Norms(300))
        {
            limit.Add(norm);
            scaled.Add(Math.ScaleB(norm, exponent));
        }

        Assert.Equal(Math.ScaleB(limit.MaxNorm, exponent), scaled.MaxNorm);
        Assert.Equal(Math.ScaleB(limit.MaxNormFor(40), exponent), scaled.MaxNormFor(Math.ScaleB(40, exponent)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WhatIsNotFiniteNeverEntersTheHistory(double norm)
    {
        var limit = new ZClipLimit(warmUpSteps: 4);
        limit.Add(norm);
        Assert.Equal(new ZClipLimit(warmUpSteps: 4).GetState(), limit.GetState());

        limit = After(TwoAndOne, ZClipMode.Reciprocal);
        ZClipLimitState before = limit.GetState();
        limit.Add(norm);
        Assert.Equal(before, limit.GetState());
        Assert.Equal(limit.MaxNorm, limit.MaxNormFor(norm));
    }

    [Fact]
    public void ALimitIsNeverZero()
    {
        ZClipLimit limit = After([0, 0, 0, 0], ZClipMode.Mean);
        Assert.Equal(double.PositiveInfinity, limit.MaxNorm);
        Assert.Equal(double.PositiveInfinity, limit.MaxNormFor(1));
        limit.Add(1);
        Assert.True(double.IsFinite(limit.MaxNorm));
    }

    [Fact]
    public void NormsThatAreAllTheSameAreNotClipped()
    {
        ZClipLimit limit = After(Enumerable.Repeat(0.1, 100), ZClipMode.Reciprocal);
        Assert.Equal(0, limit.StandardDeviation);
        Assert.Equal(0.1, limit.MaxNorm);
        Assert.Equal(0.1, limit.MaxNormFor(0.2));
    }

    [Fact]
    public void ASpikeIsClippedInTheLoop()
    {
        IClipper gradients = new SingleTwo { F0 = new float[1000] };
        ZClipLimit limit = After(TwoAndOne, ZClipMode.Reciprocal);
        Array.Fill(((SingleTwo)gradients).F0!, 12 / MathF.Sqrt(1000));

        double totalNorm = gradients.MeasureGradients().TotalNorm;
        gradients.ClipGradients(limit.MaxNormFor(totalNorm));
        limit.Add(totalNorm);
        Assert.Equal(2.625, gradients.MeasureGradients().TotalNorm, 1e-5);
        Assert.Equal(2 + (0.03 * 0.625), limit.Mean, 1e-6);
    }

    [Fact]
    public void OneSweepIsEnoughWhereTheLimitDoesNotDependOnTheNorm()
    {
        var container = new SingleTwo { F0 = [0, 12] };
        IClipper gradients = container;
        ZClipLimit limit = After(TwoAndOne, ZClipMode.Max);

        ClipResult clip = gradients.ClipGradients(limit.MaxNorm);
        limit.Add(clip.TotalNorm);
        Assert.True(clip.IsClipped);
        Assert.Equal(4.5, container.F0[1], 1e-5);
        Assert.Equal(2 + (0.03 * 2.5), limit.Mean, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void AStepAllocatesNothing(ZClipMode mode)
    {
        var limit = new ZClipLimit(mode: mode);
        double[] norms = Norms(500);
        int clipped = 0;
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            foreach (double norm in norms)
            {
                clipped += limit.MaxNormFor(norm) < norm ? 1 : 0;
                limit.Add(norm);
                limit.Add(double.NaN);
                limit.GetState();
            }
        });
        Assert.NotEqual(0, clipped);
    }

    [Theory]
    [InlineData(0, 2.5, 25, ZClipMode.Reciprocal, "alpha")]
    [InlineData(1, 2.5, 25, ZClipMode.Reciprocal, "alpha")]
    [InlineData(double.NaN, 2.5, 25, ZClipMode.Reciprocal, "alpha")]
    [InlineData(0.97, 0, 25, ZClipMode.Reciprocal, "zThreshold")]
    [InlineData(0.97, double.NaN, 25, ZClipMode.Reciprocal, "zThreshold")]
    [InlineData(0.97, double.PositiveInfinity, 25, ZClipMode.Reciprocal, "zThreshold")]
    [InlineData(0.97, 2.5, 1, ZClipMode.Reciprocal, "warmUpSteps")]
    [InlineData(0.97, 2.5, 25, (ZClipMode)3, "mode")]
    public void SettingsOutOfRangeAreRefused(double alpha, double zThreshold, int warmUpSteps, ZClipMode mode, string argument) =>
        Assert.Equal(
            argument,
            Assert.Throws<ArgumentOutOfRangeException>(() => new ZClipLimit(alpha, zThreshold, warmUpSteps, mode)).ParamName);

    [Fact]
    public void StatesThatNoLimitCanHaveAreRefused()
    {
        ZClipLimitState state = After(TwoAndOne, ZClipMode.Reciprocal).GetState();
        Assert.Equal("alpha", Assert.Throws<ArgumentOutOfRangeException>(() => new ZClipLimit(default(ZClipLimitState))).ParamName);
        ZClipLimitState[] wrong =
        [
            state with { Count = -1 },
            state with { Mean = -1 },
            state with { Mean = double.NaN },
            state with { Mean = double.PositiveInfinity },
            state with { StandardDeviation = -1 },
            state with { StandardDeviation = double.NaN },
            state with { StandardDeviation = double.PositiveInfinity },
        ];
        foreach (ZClipLimitState one in wrong)
        {
            Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => new ZClipLimit(one)).ParamName);
        }
    }

    [Fact]
    public void ANegativeNormIsRefused()
    {
        ZClipLimit limit = After(TwoAndOne, ZClipMode.Reciprocal);
        ZClipLimitState before = limit.GetState();
        Assert.Equal("totalNorm", Assert.Throws<ArgumentOutOfRangeException>(() => limit.Add(-1)).ParamName);
        Assert.Equal(before, limit.GetState());
    }

    /// <summary>Norms about 8, some of them spikes.</summary>
    internal static double[] Norms(int count) =>
        [.. SplitMix.Doubles(71, count).Select((x, i) => i % 17 == 16 ? 16 + (8 * x) : 8 + x)];

    private static ZClipLimit After(IEnumerable<double> norms, ZClipMode mode)
    {
        var limit = new ZClipLimit(warmUpSteps: 4, mode: mode);
        foreach (double norm in norms)
        {
            limit.Add(norm);
        }

        return limit;
    }
}
