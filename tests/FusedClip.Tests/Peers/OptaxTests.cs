using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>optax's <c>clip_by_global_norm</c>, <c>clip_by_block_rms</c> and <c>clip</c>, by their formulas.</summary>
public sealed class OptaxTests
{
    // Unchanged where norm < max, else t / norm · max: no epsilon.
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(14)]
    public void ClipByGlobalNorm(double maxNorm)
    {
        double[]?[] tensors = [[3, -4], [12], null];
        var container = PeerFields.With<OptaxGlobal>(tensors);

        ClipResult result = container.ClipGradients(maxNorm);

        Assert.Equal(13, result.TotalNorm);
        double factor = 13 < maxNorm ? 1 : maxNorm / 13;
        PeerFields.AssertNear([.. tensors.Select(tensor => tensor?.Select(x => x * factor).ToArray())], container, 1e-6);
    }

    [Fact]
    public void ClipByGlobalNorm_WhatIsNotFiniteTakesItsCourse()
    {
        var infinite = PeerFields.With<OptaxGlobal>([3, double.PositiveInfinity]);
        var none = PeerFields.With<OptaxGlobal>([3, double.NaN]);

        infinite.ClipGradients();
        none.ClipGradients();

        PeerFields.AssertNear([[0, double.NaN]], infinite, 0);
        PeerFields.AssertNear([[double.NaN, double.NaN]], none, 0);
    }

    // u / max(1, √mean(u²) / threshold), with the tensors and the fifty thresholds of optax's own test: each clip goes on from the one
    // before, and comes to what one clip alone comes to.
    [Fact]
    public void ClipByBlockRms()
    {
        double[][] tensors = [[500, 5], [300, 3]];
        var container = PeerFields.With<OptaxBlockRms>(tensors);
        for (int i = 1; i <= 50; i++)
        {
            double threshold = 1.0 / i;
            ClipResult result = container.ClipGradients(threshold);

            Assert.True(result.IsClipped);
            double[][] expected = [.. tensors.Select(tensor => Clipped(tensor, threshold))];
            PeerFields.AssertNear(expected, container, 5e-5);
            var once = PeerFields.With<OptaxBlockRms>(tensors);
            once.ClipGradients(threshold);
            PeerFields.AssertNear(expected, once, 1e-6);
        }

        static double[] Clipped(double[] tensor, double threshold)
        {
            double rms = Math.Sqrt(tensor.Average(x => x * x));
            return [.. tensor.Select(x => x / Math.Max(1, rms / threshold))];
        }
    }

    [Fact]
    public void ClipByBlockRms_WhatIsNotFiniteTakesItsCourse()
    {
        var container = PeerFields.With<OptaxBlockRms>([3, double.PositiveInfinity], [3, double.NaN], [0.5, -0.25, 0.75], [2, -2]);

        container.ClipGradients();

        PeerFields.AssertNear([[0, double.NaN], [double.NaN, double.NaN], [0.5, -0.25, 0.75], [1, -1]], container, 1e-6);
    }

    [Fact]
    public void Clip()
    {
        var container = new KerasValue { Singles = [-3, 0.5f, 1, float.PositiveInfinity] };

        container.ClipGradientValues();

        Assert.Equal([-1, 0.5f, 1, 1], container.Singles);
    }
}
