using System;
using System.Collections.Generic;
using FusedClip;

/// <summary>A tree: layers in a list, an embedding that measures itself, a head that may be tied.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Network
{
    /// <summary>The layers.</summary>
    [Gradient] public List<Layer> Layers { get; } = [new(), new()];

    /// <summary>Storage of its own.</summary>
    [Gradient] public TouchedRows Embedding { get; } = new();

    /// <summary>Of the first layer's weights, as rows.</summary>
    [Gradient] public float[,] In = new float[4, 3];

    /// <summary>The same buffer as <see cref="In"/>, where the weights are tied.</summary>
    [Gradient(TiedTo = nameof(In))] public float[,]? Out;

    /// <summary>No gradients.</summary>
    public float[,] Weights = { { 7 } };
}

/// <summary>A layer, whose gradient is a span; none while it is frozen.</summary>
[ClipGradients]
public partial class Layer
{
    private readonly float[] _gradient = new float[30];

    /// <summary>Whether it isn't trained.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The gradient.</summary>
    [Gradient] public Span<float> Gradient => IsFrozen ? default : _gradient;
}

/// <summary>A table of which one row counts.</summary>
public sealed class TouchedRows : IGradientSource
{
    /// <summary>All rows.</summary>
    public float[][] Rows { get; } = [new float[8], new float[8]];

    /// <inheritdoc/>
    public void AccumulateNorm(ref NormAccumulator accumulator) => accumulator.Add(Rows[1]);

    /// <inheritdoc/>
    public void ScaleGradients(double coefficient)
    {
        foreach (ref float x in Rows[1].AsSpan())
        {
            x = (float)(x * coefficient);
        }
    }

    /// <inheritdoc/>
    public void ZeroGradients() => Array.Clear(Rows[1]);
}
