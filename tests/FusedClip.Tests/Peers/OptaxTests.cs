using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>optax's <c>clip_by_global_norm</c> and <c>clip</c>, by their formulas.</summary>
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

    [Fact]
    public void Clip()
    {
        var container = new KerasValue { Singles = [-3, 0.5f, 1, float.PositiveInfinity] };

        container.ClipGradientValues();

        Assert.Equal([-1, 0.5f, 1, 1], container.Singles);
    }
}
