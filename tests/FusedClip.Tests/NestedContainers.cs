using System;
using System.Collections.Generic;

namespace FusedClip.Tests;

/// <summary>A layer that other containers hold.</summary>
[ClipGradients(MaxNorm = 1)]
public partial class NestedLayer(int length, int seed)
{
    public float[] W = NestedData.Singles(length, seed);
    public float[]? B = NestedData.Singles(length / 3, seed + 1);
}

/// <summary>A layer with more gradients than its base class.</summary>
[ClipGradients(MaxNorm = 1)]
public partial class GatedLayer(int length, int seed) : NestedLayer(length, seed)
{
    public double[,] Gate = { { seed, 0.5 }, { -0.25, 1 } };
}

/// <summary>A layer of which nothing says that it holds gradients but the types that derive from it.</summary>
public abstract class PlainLayer;

/// <summary>A layer whose base class says nothing of gradients.</summary>
[ClipGradients(MaxNorm = 1)]
public partial class DenseLayer(int length, int seed) : PlainLayer
{
    public float[] W = NestedData.Singles(length, seed);
}

/// <summary>A layer that is a struct, with a number in place.</summary>
[ClipGradients(MaxNorm = 1)]
public partial struct StructLayer(int length, int seed)
{
    [Gradient]
    public float[] W = NestedData.Singles(length, seed);

    [Gradient]
    public float B = seed;
}

/// <summary>A layer by an interface that extends the source of gradients.</summary>
public interface ILayer : IGradientSource
{
    /// <summary>Its name.</summary>
    string Name { get; }
}

/// <summary>A layer that is seen through its interface.</summary>
[ClipGradients(MaxNorm = 1)]
public partial class InterfaceLayer(int length, int seed) : ILayer
{
    public float[] W = NestedData.Singles(length, seed);

    public string Name => "layer";
}

/// <summary>An embedding of which only the rows that a batch touched have gradients: storage of one's own.</summary>
public sealed class TouchedRows(float[,] table, params int[] rows) : ILayer
{
    public IReadOnlyList<int> Touched => rows;

    public float[,] Table { get; } = table;

    public string Name => "embedding";

    public void AccumulateNorm(ref NormAccumulator accumulator)
    {
        foreach (int row in rows)
        {
            accumulator.Add(Row(row));
        }
    }

    public void ScaleGradients(double coefficient)
    {
        foreach (int row in rows)
        {
            foreach (ref float x in Row(row))
            {
                x = (float)(x * coefficient);
            }
        }
    }

    public void ZeroGradients()
    {
        foreach (int row in rows)
        {
            Row(row).Clear();
        }
    }

    private Span<float> Row(int row) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Table[row, 0], Table.GetLength(1));
}

/// <summary>A node that holds nodes.</summary>
[ClipGradients(MaxNorm = 1)]
public partial class TreeNode(int seed)
{
    public float[] W = NestedData.Singles(5, seed);
    public List<TreeNode?>? Children;
    public TreeNode? Next;
}

/// <summary>Everything that can hold something that holds gradients.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class NestedModel
{
    public float[] Own = NestedData.Singles(70, 1);
    public NestedLayer? One = new(300, 2);
    public NestedLayer? None;
    public NestedLayer? Derived = new GatedLayer(20, 3);
    public NestedLayer?[]? Array = [new(10, 4), null, new GatedLayer(33, 5)];
    public List<NestedLayer?>? List = [new(64, 6), null];
    public List<List<NestedLayer?>?> Blocks = [[new(7, 7)], null, [null, new(9, 8)]];
    public NestedLayer?[][] Jagged = [[new(3, 9)], [new GatedLayer(4, 10), null]];
    public NestedLayer?[,] Grid = { { new(6, 11), null }, { null, new(8, 12) } };
    public StructLayer Struct = new(12, 13);
    public StructLayer[] Structs = [new(3, 14), new(400, 15)];
    public List<StructLayer> StructList = [new(5, 16)];
    public IGradientSource? Source = new InterfaceLayer(11, 17);
    public IGradientSource? Rows = new TouchedRows(NestedData.Table(6, 8, 18), 1, 4);
    public List<ILayer?> Interfaces = [new InterfaceLayer(21, 19), null, new TouchedRows(NestedData.Table(3, 4, 20), 0)];
    public List<PlainLayer?> Plain = [new DenseLayer(17, 21), null];
    public PlainLayer? PlainOne = new DenseLayer(2, 22);
    public TreeNode Tree = new(23) { Children = [new(24) { Next = new(25) }, null, new(26)] };
    public List<float[,]?> Matrices = [NestedData.Table(3, 5, 27), null, NestedData.Table(40, 20, 28)];
    public List<List<float[]?>?> Heads = [[NestedData.Singles(31, 29)], null, [null, NestedData.Singles(2, 30)]];
    public List<double>?[] Lists = [[0.5, -2], null, [1]];
    public Memory<float>[] Memories = [NestedData.Singles(19, 31), default];
}

/// <summary>The same, each field by its own norm.</summary>
[ClipGradients(MaxNorm = 0.75, Scope = ClipScope.PerField, Norm = 1)]
public partial class NestedPerField
{
    public List<NestedLayer?> Layers = [new(50, 1), null, new GatedLayer(9, 2)];
    public List<List<float[]>> Heads = [[NestedData.Singles(31, 3)], [NestedData.Singles(5, 4), NestedData.Singles(2, 5)]];
    public IGradientSource Rows = new TouchedRows(NestedData.Table(6, 8, 6), 1, 4);
    public float[] Own = NestedData.Singles(70, 7);
}

/// <summary>A list of more fields than there is room to keep coefficients for.</summary>
[ClipGradients(MaxNorm = 0.5, Scope = ClipScope.PerField)]
public partial class ManyNested
{
    public List<NestedLayer> Layers = [];
}

/// <summary>A source that hands on to a container: its norm comes with the error of that one's kernels.</summary>
public sealed class HandedOn(IGradientSource source) : IGradientSource
{
    public void AccumulateNorm(ref NormAccumulator accumulator) => source.AccumulateNorm(ref accumulator);

    public void ScaleGradients(double coefficient) => source.ScaleGradients(coefficient);

    public void ZeroGradients() => source.ZeroGradients();
}

[ClipGradients(MaxNorm = 1)]
public partial class BehindASource(float[] own)
{
    public readonly IGradientSource Before = new HandedOn(new InterfaceLayer(11, 17));
    public readonly float[] Own = own;
}

internal static class NestedData
{
    public static float[] Singles(int length, int seed) => SplitMix.Singles((ulong)seed, length);

    public static float[,] Table(int rows, int columns, int seed)
    {
        var table = new float[rows, columns];
        Buffer.BlockCopy(Singles(rows * columns, seed), 0, table, 0, rows * columns * sizeof(float));
        return table;
    }
}
