using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>Gradients between weights and velocities of the same type, in the global namespace.</summary>
public sealed class FullyConnectedNetworkTests : ProgramTests<FullyConnectedNetwork>
{
    [Fact]
    public void WhatIsNotFiniteIsNamed()
    {
        AssertIsNamed("Layers[1].WeightGradients[2][0]", network => network.Layers[1].WeightGradients[2][0] = float.NaN);
        AssertIsNamed("Layers[0].BiasGradients[4]", network => network.Layers[0].BiasGradients[4] = float.PositiveInfinity);
        AssertIsNamed("Layers[2].SlopeGradient", network => network.Layers[2].SlopeGradient = float.NaN);
    }

    [Fact]
    public void AWeightThatIsNotFiniteIsNotLookedAt()
    {
        FullyConnectedNetwork network = Make();
        network.Layers[0].Weights[0][0] = float.NaN;
        network.Layers[1].SlopeVelocity = float.NaN;

        Assert.True(network.ClipGradients(1).IsFinite);
    }

    [Fact]
    public void WhereTheOthersAreMarkedTheGradientsAreLeft()
    {
        var layer = new FullyConnectedLayerByExclusion { Weights = [100], WeightGradients = [3, 4], WeightVelocities = [100] };

        Assert.Equal(5, layer.ClipGradients(2.5).TotalNorm);
        Assert.Equal(2.5, Reference.Norm(layer.WeightGradients, 2), 1e-5);
        Assert.Equal((100, 100), (layer.Weights[0], layer.WeightVelocities[0]));
    }

    protected override FullyConnectedNetwork Make() => new() { Layers = [Layer(10, 6, 5), Layer(20, 5, 9), Layer(30, 9, 2)] };

    protected override ClipResult Clip(FullyConnectedNetwork program, double maxNorm) => program.ClipGradients(maxNorm);

    protected override double ClipByHand(FullyConnectedNetwork program, double maxNorm)
    {
        double sum = 0;
        foreach (FullyConnectedLayer layer in program.Layers)
        {
            foreach (float[] row in layer.WeightGradients)
            {
                foreach (float g in row) { sum += (double)g * g; }
            }

            foreach (float g in layer.BiasGradients) { sum += (double)g * g; }
            sum += (double)layer.SlopeGradient * layer.SlopeGradient;
        }

        double norm = Math.Sqrt(sum);
        double scale = Math.Min(1, maxNorm / norm);
        foreach (FullyConnectedLayer layer in program.Layers)
        {
            foreach (float[] row in layer.WeightGradients)
            {
                for (int j = 0; j < row.Length; j++) { row[j] = (float)(row[j] * scale); }
            }

            for (int j = 0; j < layer.BiasGradients.Length; j++) { layer.BiasGradients[j] = (float)(layer.BiasGradients[j] * scale); }
            layer.SlopeGradient = (float)(layer.SlopeGradient * scale);
        }

        return norm;
    }

    protected override double[] Gradients(FullyConnectedNetwork program) =>
    [
        .. program.Layers.SelectMany(layer => (float[])[
            .. layer.WeightGradients.SelectMany(row => row), .. layer.BiasGradients, layer.SlopeGradient]),
    ];

    protected override double[] Others(FullyConnectedNetwork program) =>
    [
        .. program.Layers.SelectMany(layer => (float[])[
            .. layer.Weights.SelectMany(row => row), .. layer.WeightVelocities.SelectMany(row => row),
            .. layer.Biases, .. layer.BiasVelocities, layer.Slope, layer.SlopeVelocity]),
    ];

    private static FullyConnectedLayer Layer(ulong seed, int inputs, int outputs)
    {
        return new()
        {
            Weights = Rows(0),
            WeightGradients = Rows(100),
            WeightVelocities = Rows(200),
            Biases = SplitMix.Singles(seed + 1, outputs),
            BiasGradients = SplitMix.Singles(seed + 2, outputs),
            BiasVelocities = SplitMix.Singles(seed + 3, outputs),
            Slope = 0.25f,
            SlopeGradient = -0.5f,
            SlopeVelocity = 0.125f,
        };

        float[][] Rows(ulong offset) =>
            [.. Enumerable.Range(0, outputs).Select(row => SplitMix.Singles(seed + offset + (ulong)row + 5, inputs))];
    }
}
