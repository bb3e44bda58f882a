using System.Collections.Generic;
using FusedClip;

/// <summary>A layer that is seen by its interface, too.</summary>
public interface ILayer : IGradientSource
{
    /// <summary>Its name.</summary>
    string Name { get; }
}

/// <summary>A class that says nothing of gradients.</summary>
public abstract class PlainLayer;

/// <summary>A layer of its own kind.</summary>
[ClipGradients]
public partial class Dense : PlainLayer, ILayer
{
    /// <summary>The gradient.</summary>
    public float[] W = [0, 0];

    /// <inheritdoc/>
    public string Name => "dense";
}

/// <summary>A layer with more gradients than its base class.</summary>
[ClipGradients]
public partial class Gated : Dense
{
    /// <summary>The gate's gradient.</summary>
    public double[,] Gate = { { 0 } };
}

/// <summary>A struct that refers to its gradients.</summary>
[ClipGradients]
public readonly partial record struct Point(float[] Values);

/// <summary>A struct with its gradient in place.</summary>
[ClipGradients]
public partial struct Scale
{
    /// <summary>The gradient.</summary>
    [Gradient] public double Value { get; set; }
}

/// <summary>A source in place.</summary>
public struct Number(double value) : IGradientSource
{
    /// <summary>The gradient.</summary>
    public readonly double Value => value;

    /// <inheritdoc/>
    public readonly void AccumulateNorm(ref NormAccumulator accumulator) => accumulator.Add(value);

    /// <inheritdoc/>
    public void ScaleGradients(double coefficient) => value *= coefficient;

    /// <inheritdoc/>
    public void ZeroGradients() => value = 0;
}

/// <summary>A node that holds all that can hold gradients, and a node.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Node
{
    /// <summary>Lists of lists, null anywhere.</summary>
    public List<List<Dense?>?> Blocks = [[null], null];

    /// <summary>An array of several dimensions.</summary>
    public Dense?[,] Grid = new Dense?[1, 2];

    /// <summary>By an interface.</summary>
    public List<ILayer> Interfaces = [];

    /// <summary>By a base class.</summary>
    public List<PlainLayer> Plain = [];

    /// <summary>Buffers in lists.</summary>
    public List<List<float[,]?>> Matrices = [];

    /// <summary>A struct that can't be written.</summary>
    public readonly Point Point = new([0]);

    /// <summary>A struct that is written back.</summary>
    public Scale Scale { get; set; }

    /// <summary>Sources in place.</summary>
    public Number[] Numbers = [];

    /// <summary>Another node.</summary>
    public Node? Next;
}

internal static class NestingChecks
{
    public static string?[] Run() => [OfATree(), OfCircles()];

    // Sixteen elements of 10.
    private static string? OfATree()
    {
        var node = new Node
        {
            Blocks = [[null, new() { W = [10, 10] }], null],
            Interfaces = [new Dense { W = [10] }],
            Plain = [new Gated { W = [10], Gate = { [0, 0] = 10 } }],
            Matrices = [[null, new float[,] { { 10 }, { 10 } }]],
            Scale = new() { Value = 10 },
            Numbers = [new(10)],
            Next = new() { Numbers = [new(10)] },
        };
        node.Grid[0, 1] = new() { W = [10, 10, 10, 10, 10] };
        node.Point.Values[0] = 10;
        return Check.Clips(40, () => node.ClipGradients().TotalNorm, () => node.MeasureGradients().TotalNorm, nameof(OfATree))
            ?? (Check.IsNear(1.25, node.Scale.Value) && Check.IsNear(1.25, node.Next.Numbers[0].Value) ? null : nameof(OfATree));
    }

    private static string? OfCircles()
    {
        var node = new Node();
#if DEBUG
        node.Next = new() { Next = node };
        try
        {
            node.ClipGradients();
            return nameof(OfCircles);
        }
        catch (System.InvalidOperationException exception)
        {
            return exception.Message.Contains("holds itself", System.StringComparison.Ordinal) ? null : nameof(OfCircles);
        }
#else
        return node.ClipGradients().IsClipped ? nameof(OfCircles) : null;
#endif
    }
}
