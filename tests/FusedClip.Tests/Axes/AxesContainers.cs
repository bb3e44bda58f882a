using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;
using FusedClip;
using MathNet.Numerics.LinearAlgebra;

namespace FusedClip.Tests;

/// <summary>A matrix of every element type, any of which may be null.</summary>
internal abstract class Matrices
{
    public float[,]? Singles;
    public double[,]? Doubles;
    public Half[,]? Halves;
}

[ClipGradients(Axes = new[] { 0 })]
internal sealed partial class ColumnsTwo : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 })]
internal sealed partial class RowsTwo : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0 }, Norm = 1)]
internal sealed partial class ColumnsOne : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 }, Norm = 1)]
internal sealed partial class RowsOne : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0 }, Norm = double.PositiveInfinity)]
internal sealed partial class ColumnsMax : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 }, Norm = double.PositiveInfinity)]
internal sealed partial class RowsMax : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0 }, Norm = 2.5)]
internal sealed partial class ColumnsPower : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 }, Norm = 2.5)]
internal sealed partial class RowsPower : Matrices, IClipper;

[ClipGradients(Axes = new[] { -2 }, Norm = 2.7)]
internal sealed partial class ColumnsOther : Matrices, IClipper;

[ClipGradients(Axes = new[] { -1 }, Norm = 2.7)]
internal sealed partial class RowsOther : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0 }, Norm = 0.7)]
internal sealed partial class ColumnsBelowOne : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 }, Norm = 0.7)]
internal sealed partial class RowsBelowOne : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0, -1 })]
internal sealed partial class WholeMatrices : Matrices, IClipper;

[ClipGradients(Scope = ClipScope.PerField)]
internal sealed partial class MatricesPerField : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0 }, Epsilon = 1e-6)]
internal sealed partial class ColumnsEpsilon : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 }, Epsilon = 1e-6)]
internal sealed partial class RowsEpsilon : Matrices, IClipper;

[ClipGradients(Axes = new[] { 0 }, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class ColumnsSkip : Matrices, IClipper;

[ClipGradients(Axes = new[] { 1 }, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class RowsZero : Matrices, IClipper;

/// <summary>Arrays of every rank.</summary>
internal abstract class Ranks
{
    public float[]? One;
    public float[,]? Two;
    public double[,,]? Three;
    public float[,,,]? Four;
}

[ClipGradients(Axes = new[] { -1 })]
internal sealed partial class LastAxis : Ranks, IClipper;

[ClipGradients(Axes = new[] { 0 })]
internal sealed partial class FirstAxis : Ranks, IClipper;

[InlineArray(6)]
internal struct SixSingles
{
    public float First;
}

/// <summary>Flat buffers of every kind with a shape.</summary>
internal abstract unsafe class ShapedFields
{
    protected const int Width = 3;

    private readonly float[] _pinned = GC.AllocateArray<float>(30, pinned: true);

    protected ShapedFields() => Pointer = (float*)Unsafe.AsPointer(ref _pinned[0]);

    public int Rows = 2;

    [Gradient(Shape = new object[] { nameof(Rows), 3 })] public float[]? Array = new float[6];
    [Gradient(Shape = new object[] { nameof(Rows), 3 })] public float[]? NoArray = null;
    [Gradient(Shape = new object[] { nameof(Rows), nameof(Width), 2 })] public Memory<double> Memory = new double[12];
    [Gradient(Shape = new object[] { nameof(Rows), 3 })] public List<float> List = [0, 0, 0, 0, 0, 0];
    [Gradient(Shape = new object[] { 1, nameof(Rows), 2 })] public ArraySegment<float> Segment = new(new float[9], 2, 4);
    [Gradient(Shape = new object[] { nameof(Rows), 5 })] public Span<float> Span => _pinned.AsSpan(20, 10);
    [Gradient(Shape = new object[] { nameof(Rows), 3 })] public SixSingles Inline;
    [Gradient(Shape = new object[] { 2, 3 })] public SixSingles InlineProperty { get; set; }
    [Gradient(Shape = new object[] { nameof(Rows), 4 }, Length = nameof(Eight))] public float[] Pooled = new float[20];
    [Gradient(Shape = new object[] { 2, 2, nameof(Rows) }, Length = nameof(Eight))] public float* Pointer;
    [Gradient(Shape = new object[] { 2, 4 }, Length = nameof(Eight))] public float* NoPointer = null;
    [Gradient(Shape = new object[] { nameof(Rows), 2 })] public Half[] Halves = new Half[4];

    public long Eight => 8;

    public Span<float> BehindPointer => _pinned.AsSpan(0, 8);
}

[ClipGradients(Axes = new[] { 1 })]
internal sealed partial class ShapedRows : ShapedFields, IClipper;

[ClipGradients(Axes = new[] { 0 })]
internal sealed partial class ShapedColumns : ShapedFields, IClipper;

[ClipGradients]
internal sealed partial class ShapedGlobal : ShapedFields, IClipper;

/// <summary>A matrix in the place of a type parameter's elements, and a buffer with a shape.</summary>
[ClipGradients(Axes = new[] { 0 })]
internal sealed partial class GenericColumns<T> : IClipper
    where T : struct
{
    [Gradient] public T[,]? Matrix;
    [Gradient(Shape = new object[] { 4, 5 })] public T[]? Flat;
}

[ClipGradients]
internal partial class AxesLayer
{
    public float[,]? W;
    public float[]? B;
}

[ClipGradients(Norm = 1)]
internal sealed partial class AxesLayerOfOtherNorm
{
    public double[,]? W;
}

/// <summary>What every field of a container that is held can be refused for.</summary>
[ClipGradients]
internal sealed partial class WithoutDimensions
{
    [Gradient] public float[][]? Jagged;
    [Gradient] public List<float[]>? List;
    [Gradient] public float Scalar;
}

internal sealed class HandWritten : IGradientSource
{
    public void AccumulateNorm(ref NormAccumulator accumulator) => accumulator.Add(3);

    public void ScaleGradients(double coefficient) => throw new NotSupportedException();

    public void ZeroGradients() => throw new NotSupportedException();
}

[ClipGradients(Axes = new[] { 1 })]
internal sealed partial class AxesTree : IClipper
{
    public float[,]? Head;
    public List<AxesLayer> Layers = [];
    public AxesLayerOfOtherNorm? Other;
    public IGradientSource? Source;
    public WithoutDimensions? Strange;
}

[ClipGradients(Axes = new[] { -1 }, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class AxesTreeOfAnyRank : IClipper
{
    public List<AxesLayer> Layers = [];
    public WithoutDimensions? Strange;
}

/// <summary>Members of other libraries' types.</summary>
internal abstract class LibraryMatrices
{
    [Gradient] public Tensor<float>? Dense = Tensor.Create(new float[12], [3, 4]);
    [Gradient] public Tensor<float>? Missing = null;
    [Gradient] public Tensor<float> Permuted = Tensor.PermuteDimensions(Tensor.Create(new float[12], [3, 4]), [1, 0]);
    [Gradient] public Memory2D<double> Gapped = new(new double[40], 2, 3, 5, 4);
    [Gradient] public Memory2D<float> NoRows = default;
    [Gradient] public Matrix<double>? ColumnMajor = Matrix<double>.Build.Dense(3, 5);
    [Gradient] public Matrix<float>? NoMatrix = null;
}

[ClipGradients(Axes = new[] { 0 })]
internal sealed partial class LibraryColumns : LibraryMatrices, IClipper;

[ClipGradients(Axes = new[] { 1 })]
internal sealed partial class LibraryRows : LibraryMatrices, IClipper;

internal static partial class AxesMethods
{
    [ClipGradients(Axes = new[] { 1 }, MaxNorm = 4)]
    public static partial ClipResult ClipRows(float[,] w, double[,]? v, double preScale = 1);
}

/// <summary>The containers of matrices, by norm order.</summary>
internal static class MatrixContainers
{
    public static Matrices Of(double order, int axis) => (order, axis) switch
    {
        (1, 0) => new ColumnsOne(),
        (1, _) => new RowsOne(),
        (2, 0) => new ColumnsTwo(),
        (2, _) => new RowsTwo(),
        (2.5, 0) => new ColumnsPower(),
        (2.5, _) => new RowsPower(),
        (2.7, 0) => new ColumnsOther(),
        (2.7, _) => new RowsOther(),
        (0.7, 0) => new ColumnsBelowOne(),
        (0.7, _) => new RowsBelowOne(),
        (_, 0) => new ColumnsMax(),
        _ => new RowsMax(),
    };

    public static T[,] Matrix<T>(ulong seed, int rows, int columns, double scale = 1)
        where T : System.Numerics.INumberBase<T>
    {
        var matrix = new T[rows, columns];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i / columns, i % columns] = T.CreateTruncating(SplitMix.At(seed, i, scale));
        }

        return matrix;
    }
}
