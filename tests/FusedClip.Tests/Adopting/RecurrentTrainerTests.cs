using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>Gradients in locals and parameters, with a list of layers among them.</summary>
public sealed class RecurrentTrainerTests : ProgramTests<RecurrentTrainerTests.Locals>
{
    [Fact]
    public void WhatIsNotFiniteIsNamedByItsParameter()
    {
        AssertIsNamed("dInput[2, 1]", locals => locals.DInput[2, 1] = float.NaN);
        AssertIsNamed("dBias[5]", locals => locals.DBias[5] = float.PositiveInfinity);
        AssertIsNamed("layers[1].DHidden[0, 3]", locals => locals.Layers[1].DHidden[0, 3] = float.NaN);
        AssertIsNamed("layers[0].DState[2]", locals => locals.Layers[0].DState![2] = double.NaN);
    }

    [Fact]
    public void AStepGoesDownByAClippedGradient()
    {
        List<RecurrentLayer> layers = [new() { DHidden = Table(3, 4, 4) }];
        float[] errors = [3, -1, 2, 4];
        float[] all = [.. errors, .. errors, .. errors, .. errors, .. errors, .. layers[0].DHidden.Cast<float>()];
        double norm = Reference.Norm(all, 2);
        var trainer = new RecurrentTrainer(4, layers);

        double first = trainer.Step(errors, 1);
        layers[0].ZeroGradients();
        double second = trainer.Step(errors, 1);

        // All the gradients moved by 1 / norm of themselves.
        Assert.Equal(norm, first, 1e-5);
        Assert.Equal(Math.Sqrt(5) * Reference.Norm(errors, 2) * (1 - (1 / norm)), second, 1e-4);
    }

    protected override Locals Make() => new(
        Table(1, 6, 6),
        SplitMix.Singles(2, 6),
        [
            new() { DHidden = Table(3, 6, 6), DState = SplitMix.Doubles(4, 6), Hidden = Table(5, 6, 6) },
            new() { DHidden = Table(6, 6, 6), Hidden = Table(7, 6, 6) },
        ]);

    protected override ClipResult Clip(Locals program, double maxNorm) =>
        RecurrentTrainer.Clip(program.DInput, program.DBias, program.Layers, maxNorm);

    protected override double ClipByHand(Locals program, double maxNorm)
    {
        (float[,] dInput, float[] dBias, List<RecurrentLayer> layers) = program;
        double sum = 0;
        foreach (float g in dInput) { sum += (double)g * g; }
        foreach (float g in dBias) { sum += (double)g * g; }
        foreach (RecurrentLayer layer in layers)
        {
            foreach (float g in layer.DHidden) { sum += (double)g * g; }
            foreach (double g in layer.DState ?? []) { sum += g * g; }
        }

        double norm = Math.Sqrt(sum);
        double scale = Math.Min(1, maxNorm / norm);
        Scale(dInput, scale);
        for (int i = 0; i < dBias.Length; i++) { dBias[i] = (float)(dBias[i] * scale); }
        foreach (RecurrentLayer layer in layers)
        {
            Scale(layer.DHidden, scale);
            for (int i = 0; i < layer.DState?.Length; i++) { layer.DState[i] *= scale; }
        }

        return norm;
    }

    protected override double[] Gradients(Locals program) =>
    [
        .. Numbers(program.DInput), .. program.DBias,
        .. program.Layers.SelectMany(layer => (double[])[.. Numbers(layer.DHidden), .. layer.DState ?? []]),
    ];

    protected override double[] Others(Locals program) => [.. program.Layers.SelectMany(layer => Numbers(layer.Hidden))];

    private static void Scale(float[,] d, double scale)
    {
        for (int i = 0; i < d.GetLength(0); i++)
        {
            for (int j = 0; j < d.GetLength(1); j++) { d[i, j] = (float)(d[i, j] * scale); }
        }
    }

    /// <summary>What a training step has in its locals.</summary>
    public sealed record Locals(float[,] DInput, float[] DBias, List<RecurrentLayer> Layers);
}
