using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>A tree of layers, attention heads in lists, an embedding by its touched rows.</summary>
public sealed class TransformerTrainerTests : ProgramTests<TransformerTrainer>
{
    [Fact]
    public void WhatIsNotFiniteIsNamedWithThePathToIt()
    {
        AssertIsNamed("Layers[2].Dq[1, 0]", trainer => trainer.Layers[2].Dq[1, 0] = float.NaN);
        AssertIsNamed("Layers[0].DBias[7]", trainer => trainer.Layers[0].DBias![7] = float.NegativeInfinity);
        AssertIsNamed("Layers[1].DHeads[1][0][2, 3]", trainer => trainer.Layers[1].DHeads[1][0][2, 3] = float.NaN);
        AssertIsNamed("DOutput[11, 1]", trainer => trainer.DOutput![11, 1] = float.PositiveInfinity);
    }

    [Fact]
    public void ARowOfTheEmbeddingThatIsNotFiniteIsNamedAsTheEmbedding()
    {
        TransformerTrainer trainer = Make();
        trainer.Embedding.Gradients[9][1] = float.NaN;

        NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(() => trainer.ClipByNorm(1));

        Assert.Equal(("Embedding", -1L), (exception.FieldName, exception.Index));
        trainer.Embedding.Touched.Remove(9);
        Assert.True(trainer.ClipByNorm(1).IsFinite);
    }

    [Fact]
    public void WithoutAnOutputLayerToTrainTheRestIsClipped()
    {
        TransformerTrainer trainer = Make(), byHand = Make();
        trainer.DOutput = byHand.DOutput = null;

        double norm = ClipByHand(byHand, 1);

        Assert.Equal(norm, trainer.ClipByNorm(1).TotalNorm, norm * 1e-6);
        Assert.Equal(1, Reference.Norm(Gradients(trainer), 2), 1e-6);
    }

    [Fact]
    public void ItsOwnMethodGoesOn()
    {
        TransformerTrainer trainer = Make();
        float weight = trainer.Output[3, 2];

        trainer.Step(0.5f);

        Assert.Equal(1, Reference.Norm(Gradients(trainer), 2), 1e-6);
        Assert.Equal(weight - (0.5f * trainer.DOutput![3, 2]), trainer.Output[3, 2]);
    }

    [Fact]
    public void ZeroingGoesOverTheSameGradients()
    {
        TransformerTrainer trainer = Make();
        double[] others = Others(trainer);

        trainer.ZeroByNorm();

        Assert.All(Gradients(trainer), x => Assert.Equal(0, x));
        Assert.Equal(others, Others(trainer));
    }

    protected override TransformerTrainer Make()
    {
        var trainer = new TransformerTrainer { Embedding = new TokenEmbedding(20, 8), Output = Table(1, 12, 8), DOutput = Table(2, 12, 8) };
        for (int token = 0; token < 20; token++)
        {
            Table(100 + (ulong)token, 1, 8).Cast<float>().ToArray().CopyTo(trainer.Embedding.Gradients[token], 0);
        }

        trainer.Embedding.Touched.UnionWith([17, 3, 9]);
        for (ulong i = 0; i < 3; i++)
        {
            ulong seed = 10 * (i + 1);
            trainer.Layers.Add(new TransformerLayer
            {
                Wq = Table(seed, 8, 8),
                Wo = Table(seed + 1, 8, 8),
                Dq = Table(seed + 2, 8, 8),
                Do = Table(seed + 3, 8, 8),
                DBias = i < 2 ? SplitMix.Singles(seed + 4, 8) : null,
                DHeads = [[Table(seed + 5, 8, 4), Table(seed + 6, 8, 4)], [Table(seed + 7, 8, 4), Table(seed + 8, 8, 4)]],
            });
        }

        return trainer;
    }

    protected override ClipResult Clip(TransformerTrainer program, double maxNorm) => program.ClipByNorm(maxNorm);

    protected override double ClipByHand(TransformerTrainer program, double maxNorm)
    {
        double sum = 0;
        foreach (TransformerLayer layer in program.Layers)
        {
            foreach (float g in layer.Dq) { sum += (double)g * g; }
            foreach (float g in layer.Do) { sum += (double)g * g; }
            foreach (float g in layer.DBias ?? []) { sum += (double)g * g; }
            foreach (float[,] d in layer.DHeads.SelectMany(head => head))
            {
                foreach (float g in d) { sum += (double)g * g; }
            }
        }

        foreach (int token in program.Embedding.Touched)
        {
            foreach (float g in program.Embedding.Gradients[token]) { sum += (double)g * g; }
        }

        foreach (float g in program.DOutput ?? new float[0, 0]) { sum += (double)g * g; }

        double norm = Math.Sqrt(sum);
        double scale = Math.Min(1, maxNorm / norm);
        foreach (TransformerLayer layer in program.Layers)
        {
            Scale(layer.Dq, scale);
            Scale(layer.Do, scale);
            for (int i = 0; i < layer.DBias?.Length; i++) { layer.DBias[i] = (float)(layer.DBias[i] * scale); }
            foreach (float[,] d in layer.DHeads.SelectMany(head => head)) { Scale(d, scale); }
        }

        foreach (int token in program.Embedding.Touched)
        {
            float[] row = program.Embedding.Gradients[token];
            for (int i = 0; i < row.Length; i++) { row[i] = (float)(row[i] * scale); }
        }

        Scale(program.DOutput, scale);
        return norm;
    }

    protected override double[] Gradients(TransformerTrainer program) =>
    [
        .. program.Embedding.Touched.SelectMany(token => program.Embedding.Gradients[token]),
        .. program.Layers.SelectMany(layer => (double[])[
            .. Numbers(layer.Dq), .. Numbers(layer.Do), .. layer.DBias ?? [],
            .. layer.DHeads.SelectMany(head => head).SelectMany(Numbers)]),
        .. Numbers(program.DOutput),
    ];

    protected override double[] Others(TransformerTrainer program) =>
    [
        .. program.Embedding.Gradients.Where((_, token) => !program.Embedding.Touched.Contains(token)).SelectMany(row => row),
        .. program.Layers.SelectMany(layer => (double[])[.. Numbers(layer.Wq), .. Numbers(layer.Wo)]),
        .. Numbers(program.Output),
    ];

    private static void Scale(float[,]? d, double scale)
    {
        for (int i = 0; i < d?.GetLength(0); i++)
        {
            for (int j = 0; j < d.GetLength(1); j++) { d[i, j] = (float)(d[i, j] * scale); }
        }
    }
}
