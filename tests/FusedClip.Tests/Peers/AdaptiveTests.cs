using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>optax's <c>adaptive_grad_clip</c>, by its formula and as its own test has it; and the ports to PyTorch.</summary>
public sealed class AdaptiveTests
{
    // The parameters and updates of optax's own test of it, clipped again and again, to 1/1, 1/2, … 1/50 of the parameters' norms.
    [Fact]
    public void AdaptiveGradClip_AsInItsOwnTest()
    {
        var container = new OptaxAdaptive { DBias = [500, 5], Bias = [1, 2], DScale = [300, 3], Scale = [3, 4] };
        for (int i = 1; i <= 50; i++)
        {
            container.ClipGradients(1.0 / i);

            Assert.InRange(Norm(container.DBias) - (Norm(container.Bias) / i), -1e-5, 1e-12);
            Assert.InRange(Norm(container.DScale) - (Norm(container.Scale) / i), -1e-5, 1e-12);
            float[] before = [.. container.DBias, .. container.DScale];
            Assert.False(container.ClipGradients(1.0 / i).IsClipped);
            Assert.Equal(before, container.DBias.Concat(container.DScale));
        }
    }

    [Fact]
    public void AdaptiveGradClip()
    {
        var container = new OptaxAdaptive
        {
            DDense = Filled(1, 0.02),
            Dense = Filled(2, 1),
            DBias = SplitMix.Singles(3, 20, 0.02),
            Bias = SplitMix.Singles(4, 20),
            DHeads = new double[3, 2, 2],
            Heads = new double[3, 2, 2],
        };
        container.DHeads[1, 0, 1] = 4;
        container.Heads[2, 0, 1] = 100;
        container.DHeads[1, 1, 1] = 4;
        float[,] before = (float[,])container.DDense.Clone();
        double[] bias = SliceCheck.Elements(container.DBias);

        container.ClipGradients();

        for (int column = 0; column < 20; column++)
        {
            double norm = Norm(Enumerable.Range(0, 30).Select(row => before[row, column]));
            double limit = 0.01 * Math.Max(Norm(Enumerable.Range(0, 30).Select(row => container.Dense[row, column])), 1e-3);
            double factor = norm < limit ? 1 : limit / Math.Max(norm, 1e-6);
            PeerFields.AssertNear(
                Enumerable.Range(0, 30).Select(row => before[row, column] * factor), Enumerable.Range(0, 30).Select(row => (double)container.DDense[row, column]), 1e-6);
        }

        double ofBias = Math.Min(1, 0.01 * Norm(container.Bias) / Reference.Norm(bias, 2));
        PeerFields.AssertNear(bias.Select(x => x * ofBias), SliceCheck.Elements(container.DBias), 1e-6);
        PeerFields.AssertNear([0, 0, 0, 0, 0, 1, 0, 1e-5, 0, 0, 0, 0], SliceCheck.Elements(container.DHeads), 1e-6);
    }

    [Fact]
    public void AdaptiveGradClip_OfConvolutions()
    {
        var container = new OptaxAdaptiveKernels { DKernel = new float[2, 2, 1, 2], Kernel = new float[2, 2, 1, 2] };
        (container.DKernel[0, 0, 0, 0], container.DKernel[1, 1, 0, 0], container.DKernel[1, 0, 0, 1]) = (3, 4, 0.5f);
        (container.Kernel[0, 1, 0, 0], container.Kernel[0, 0, 0, 1]) = (100, 60);

        container.ClipGradients();

        PeerFields.AssertNear([0.6, 0, 0, 0, 0, 0.5, 0.8, 0], SliceCheck.Elements(container.DKernel), 1e-6);
    }

    // g · (max / max(∞, 1e-6)), and NaN where a norm of either is.
    [Fact]
    public void AdaptiveGradClip_WhatIsNotFiniteTakesItsCourse()
    {
        var container = new OptaxAdaptive
        {
            DDense = new float[,] { { 3, 5, 7 }, { float.PositiveInfinity, float.NaN, 1 } },
            Dense = new float[,] { { 1, 1, float.NaN }, { 1, 1, 1 } },
            DBias = [3, 4],
            Bias = [float.PositiveInfinity, 1],
        };

        container.ClipGradients();

        PeerFields.AssertNear([0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], SliceCheck.Elements(container.DDense), 0);
        PeerFields.AssertNear([3, 4], SliceCheck.Elements(container.DBias), 0);
    }

    [Fact]
    public void AdaptiveGradClip_OfPyTorchsLayout()
    {
        var container = new PyTorchAdaptive
        {
            DLinear = new float[,] { { 3, 4, 0 }, { 0.1f, 0, 0 } },
            Linear = new float[,] { { 0, 0, 50 }, { 30, 40, 0 } },
            DBias = [0, 1],
            Bias = [20, 0],
        };

        container.ClipGradients();

        PeerFields.AssertNear([0.3, 0.4, 0, 0.1f, 0, 0], SliceCheck.Elements(container.DLinear), 1e-6);
        PeerFields.AssertNear([0, 0.2], SliceCheck.Elements(container.DBias), 1e-6);
    }

    private static float[,] Filled(ulong seed, double scale) => MatrixContainers.Matrix<float>(seed, 30, 20, scale);

    private static double Norm(System.Collections.Generic.IEnumerable<float> elements) => Reference.Norm(elements.Select(x => (double)x), 2);
}
