using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>Loops as people write them, beside the settings that give their numbers.</summary>
public sealed class HandWrittenTests
{
    private static readonly double[]?[] Gradients = [SplitMix.Doubles(1, 300), SplitMix.Doubles(2, 7), null, SplitMix.Doubles(3, 40)];

    [Fact]
    public void OneNorm()
    {
        var container = PeerFields.With<LoopGlobal>(Gradients);
        float[]?[] arrays = PeerFields.Of(PeerFields.With<LoopGlobal>(Gradients));
        double sum = 0;
        foreach (float[]? array in arrays)
        {
            foreach (float g in array ?? [])
            {
                sum += (double)g * g;
            }
        }

        double norm = Math.Sqrt(sum);
        Assert.True(norm > 5);
        AssertIs(container.ClipGradients(), norm, container, arrays, _ => 5 / norm);
    }

    [Fact]
    public void OneNormWithEpsilon()
    {
        var container = PeerFields.With<LoopEpsilon>([3], [4]);

        container.ClipGradients(0.001);

        PeerFields.AssertNear([[3 * 0.001 / (5 + 1e-6)], [4 * 0.001 / (5 + 1e-6)]], container, 1e-7);
    }

    [Fact]
    public void OneNormForEachArray()
    {
        var container = PeerFields.With<LoopPerArray>(Gradients);
        float[]?[] arrays = PeerFields.Of(PeerFields.With<LoopPerArray>(Gradients));
        double[] norms = [.. arrays.Select(array => Math.Sqrt((array ?? []).Sum(g => (double)g * g)))];
        Assert.Contains(norms, norm => norm > 5);
        Assert.Contains(norms, norm => norm is > 0 and < 5);

        double all = Math.Sqrt(norms.Sum(norm => norm * norm));
        AssertIs(container.ClipGradients(), all, container, arrays, i => norms[i] > 5 ? 5 / norms[i] : 1);
    }

    // sum / batchSize in the loop, or gradients that are divided by it first.
    [Fact]
    public void Averages()
    {
        var container = PeerFields.With<LoopGlobal>([300], [-400]);

        ClipResult result = container.ClipGradients(preScale: 1.0 / 32);

        Assert.Equal(500.0 / 32, result.TotalNorm);
        PeerFields.AssertNear([[3], [-4]], container, 1e-6);
    }

    [Fact]
    public void EachElement()
    {
        var container = new PyTorchValue { Singles = [-7, 2, 2.5f, 3] };

        container.ClipGradientValues();

        Assert.Equal([-2.5f, 2, 2.5f, 2.5f], container.Singles);
    }

    // if (double.IsNaN(norm)) continue;
    [Fact]
    public void AStepThatIsSkipped()
    {
        var container = PeerFields.With<LoopSkip>([30, double.NaN], [40]);

        Assert.False(container.ClipGradients().IsFinite);

        PeerFields.AssertNear([[30, double.NaN], [40]], container, 0);
    }

    // if (double.IsNaN(norm)) Array.Clear(gradients);
    [Fact]
    public void AStepThatIsCleared()
    {
        var container = PeerFields.With<LoopZero>([30, double.NaN], [40]);

        Assert.False(container.ClipGradients().IsFinite);

        PeerFields.AssertNear([[0, 0], [0]], container, 0);
    }

    private static void AssertIs(ClipResult result, double norm, SingleFields container, float[]?[] arrays, Func<int, double> factor)
    {
        Assert.Equal(norm, result.TotalNorm, norm * 1e-7);
        PeerFields.AssertNear([.. arrays.Select((array, i) => array?.Select(g => g * factor(i)).ToArray())], container, 1e-6);
    }
}
