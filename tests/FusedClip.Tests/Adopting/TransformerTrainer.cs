using System;
using System.Collections.Generic;

namespace FusedClip.Tests.Adopting;

/// <summary>A trainer of a transformer that has a method <c>ClipGradients</c> of its own, which its training loop calls.</summary>
[ClipGradients(MethodName = "ClipByNorm")]
public sealed partial class TransformerTrainer
{
    [Gradient] public TokenEmbedding Embedding { get; set; } = null!;
    [Gradient] public List<TransformerLayer> Layers { get; } = [];
    public float[,] Output { get; set; } = null!;
    [Gradient] public float[,]? DOutput { get; set; }

    public void Step(float learningRate)
    {
        ClipGradients(1f);
        for (int i = 0; DOutput is not null && i < Output.GetLength(0); i++)
        {
            for (int j = 0; j < Output.GetLength(1); j++)
            {
                Output[i, j] -= learningRate * DOutput[i, j];
            }
        }
    }

    private void ClipGradients(float maxNorm) => ClipByNorm(maxNorm);
}

/// <summary>Weights and gradients side by side; the last layer has no bias.</summary>
[ClipGradients]
public sealed partial class TransformerLayer
{
    public float[,] Wq { get; set; } = null!;
    public float[,] Wo { get; set; } = null!;
    [Gradient] public float[,] Dq { get; set; } = null!;
    [Gradient] public float[,] Do { get; set; } = null!;
    [Gradient] public float[]? DBias { get; set; }

    // Of each attention head: keys, values.
    [Gradient] public List<List<float[,]>> DHeads { get; set; } = [];
}

/// <summary>A row for each token. What stands in the rows that the batch didn't touch is left over from the batches before.</summary>
public sealed class TokenEmbedding(int tokens, int width) : IGradientSource
{
    public float[][] Gradients { get; } = NewRows(tokens, width);
    public HashSet<int> Touched { get; } = [];

    public void AccumulateNorm(ref NormAccumulator accumulator)
    {
        foreach (int token in Touched)
        {
            accumulator.Add(Gradients[token]);
        }
    }

    public void ScaleGradients(double coefficient)
    {
        foreach (int token in Touched)
        {
            foreach (ref float x in Gradients[token].AsSpan())
            {
                x = (float)(x * coefficient);
            }
        }
    }

    public void ZeroGradients()
    {
        foreach (int token in Touched)
        {
            Array.Clear(Gradients[token]);
        }
    }

    private static float[][] NewRows(int tokens, int width)
    {
        var rows = new float[tokens][];
        for (int token = 0; token < tokens; token++)
        {
            rows[token] = new float[width];
        }

        return rows;
    }
}
