using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>TensorFlow's <c>clip_ops</c>, and TensorFlow.NET's.</summary>
public sealed class TensorFlowTests
{
    [Theory]
    [InlineData("tf-global-clipped")]
    [InlineData("tf-global-none")]
    [InlineData("tf-global-notclipped")]
    [InlineData("tf-global-zero")]
    [InlineData("tf-global-inf")]
    [InlineData("tfnet")]
    public void ClipByGlobalNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<TensorFlowGlobal>(peer.Tensors);

        ClipResult result = container.ClipGradients(peer.Parameter("clip_norm"));

        Assert.True(PeerFields.IsNear(peer.Answer("norm"), result.TotalNorm, peer.Tolerance));
        PeerFields.AssertNear(peer.ExpectedTensors, container, peer.Tolerance);
    }

    // With use_norm the norm isn't computed again: ScaleGradients doesn't look at one.
    [Theory]
    [InlineData("tf-global-clipped")]
    [InlineData("tfnet")]
    public void ClipByGlobalNorm_UseNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<TensorFlowGlobal>(peer.Tensors);

        double norm = container.MeasureGradients().TotalNorm;
        container.ScaleGradients(Math.Min(1, peer.Parameter("clip_norm") / norm));

        PeerFields.AssertNear(peer.ExpectedTensors, container, peer.Tolerance);
    }

    [Theory]
    [InlineData("tf-norm-clipped")]
    [InlineData("tf-norm-notclipped")]
    [InlineData("tf-norm-zero")]
    [InlineData("tf-norm-doc")]
    public void ClipByNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];

        // Once for each variable: a second one neither changes the first nor is changed by it.
        var container = PeerFields.With<TensorFlowNorm>(peer.X, [1e-3]);
        container.ClipGradients(peer.Parameter("clip_norm"));

        PeerFields.AssertNear([peer.Y, [1e-3]], container, peer.Tolerance);
    }

    [Theory]
    [InlineData("tf-norm-axis0")]
    [InlineData("tf-norm-axis1")]
    [InlineData("tf-norm-axis1-notclipped")]
    [InlineData("tf-inf-clipnorm")]
    public void ClipByNorm_Axes(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        ISliced container = PeerCase.Numbers(peer.Parameters.GetProperty("axes"))[0] switch
        {
            0 => new TensorFlowNormOfColumns(),
            1 => new TensorFlowNormOfRows(),
            _ => new TensorFlowNormOfTheLast(),
        };
        double[] shape = PeerCase.Numbers(peer.Inputs.GetProperty("shape"));
        container.Singles = new float[(int)shape[0], (int)shape[1]];
        container.Doubles = new double[(int)shape[0], (int)shape[1]];
        for (int i = 0; i < peer.X.Length; i++)
        {
            int column = i % (int)shape[1];
            container.Singles[i / (int)shape[1], column] = (float)peer.X[i];
            container.Doubles[i / (int)shape[1], column] = peer.X[i];
        }

        container.ClipGradients(peer.Parameter("clip_norm"));

        Assert.All(peer.Y.Zip(container.Singles.Cast<float>()), pair => Assert.True(PeerFields.IsNear(pair.First, pair.Second, peer.Tolerance)));
        Assert.All(peer.Y.Zip(container.Doubles.Cast<double>()), pair => Assert.True(PeerFields.IsNear(pair.First, pair.Second, peer.Tolerance)));
    }

    // The derivative of what is only multiplied by a coefficient is the coefficient.
    [Theory]
    [InlineData("tf-norm-zero-grad")]
    public void ClipByNorm_OfZerosHasNoNaN(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<TensorFlowNorm>(peer.X);

        double coefficient = container.ClipGradients(peer.Parameter("clip_norm")).Coefficient;

        Assert.All(PeerCase.Numbers(peer.Expected.GetProperty("dx")), derivative => Assert.Equal(derivative, coefficient));
        Assert.Equal(peer.X, container.F0!.Select(x => (double)x));
    }

    // On purpose: a negative limit is taken for zero there, which sets every gradient to zero.
    [Theory]
    [InlineData("tf-neg-clipnorm")]
    public void ClipByNorm_RefusesALimitBelowZero(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<TensorFlowNorm>(peer.X);

        Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(peer.Parameter("clip_norm")));

        Assert.All(peer.Y, y => Assert.Equal(0, y));
        Assert.Equal(peer.X, container.F0!.Select(x => (double)x));
    }

    // The norm divided by the number of elements is limited: that is the norm, limited to so many times as much.
    [Theory]
    [InlineData("tf-avg-clipped")]
    [InlineData("tf-avg-notclipped")]
    [InlineData("tf-avg-zero")]
    public void ClipByAverageNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<TensorFlowNorm>(peer.X);

        ClipResult result = container.ClipGradients(peer.Parameter("clip_norm") * peer.X.Length);

        PeerFields.AssertNear([peer.Y], container, peer.Tolerance);
        Assert.True(!peer.Expected.TryGetProperty("avg_norm", out JsonElement average)
            || PeerFields.IsNear(PeerCase.Number(average), result.TotalNorm / peer.X.Length, peer.Tolerance));
    }

    [Theory]
    [InlineData("tf-value")]
    [InlineData("tf-value-0")]
    [InlineData("tf-value-2")]
    [InlineData("tf-value-nonfinite")]
    [InlineData("tf-value-slices-0")]
    [InlineData("tf-value-slices-1")]
    [InlineData("tf-value-slices-2")]
    [InlineData("tf-value-empty")]
    public void ClipByValue(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = new TensorFlowValue
        {
            Singles = [.. peer.X.Select(x => (float)x)],
            Doubles = peer.X,
            Halves = [.. peer.X.Select(x => (Half)x)],
        };

        container.ClipGradientValues(End("min"), End("max"));

        Assert.Equal(peer.Y, container.Doubles);
        PeerFields.AssertNear(peer.Y, container.Singles.Select(x => (double)x), peer.Tolerance);
        PeerFields.AssertNear(peer.Y, container.Halves.Select(x => (double)x), 1e-3);

        // An end that is given for each element, and is the same for all of them.
        double End(string name) => peer.Parameters.GetProperty(name) is { ValueKind: JsonValueKind.Array } ends
            ? PeerCase.Numbers(ends).Distinct().Single()
            : peer.Parameter(name);
    }
}
