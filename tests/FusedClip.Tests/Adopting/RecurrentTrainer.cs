using System;
using System.Collections.Generic;

namespace FusedClip.Tests.Adopting;

/// <summary>A trainer whose gradients are locals of the method that goes back through time.</summary>
public sealed partial class RecurrentTrainer(int width, List<RecurrentLayer> layers)
{
    private readonly float[,] _input = new float[width, width];
    private readonly float[] _bias = new float[width];

    /// <summary>One step down; returns the norm that the gradients had.</summary>
    public double Step(ReadOnlySpan<float> errors, float learningRate)
    {
        var dInput = new float[width, width];
        Span<float> dBias = stackalloc float[width];
        Back(errors, dInput, dBias);

        ClipResult clip = Clip(dInput, dBias, layers, maxNorm: 1);

        for (int i = 0; i < width; i++)
        {
            _bias[i] -= learningRate * dBias[i];
            for (int j = 0; j < width; j++)
            {
                _input[i, j] -= learningRate * dInput[i, j];
            }
        }

        return clip.TotalNorm;
    }

    [ClipGradients(MaxNorm = 10)]
    internal static partial ClipResult Clip(float[,] dInput, Span<float> dBias, List<RecurrentLayer> layers, double maxNorm = 10);

    // Of 0.5 · |bias − errors|², and of the weights likewise.
    private void Back(ReadOnlySpan<float> errors, float[,] dInput, Span<float> dBias)
    {
        for (int i = 0; i < width; i++)
        {
            dBias[i] = _bias[i] - errors[i];
            for (int j = 0; j < width; j++)
            {
                dInput[i, j] = _input[i, j] - errors[j];
            }
        }
    }
}

/// <summary>A layer that keeps its own gradients.</summary>
[ClipGradients]
public sealed partial class RecurrentLayer
{
    [Gradient] public float[,] DHidden = new float[0, 0];
    [Gradient] public double[]? DState;
    public float[,] Hidden = new float[0, 0];
}
