using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;
using FusedClip;
using MathNet.Numerics.LinearAlgebra;

namespace FusedClip.Tests;

/// <summary>Members of other libraries' types: dense, with gaps, in another order than that of memory, empty, and null.</summary>
internal abstract class LibraryFields
{
    private readonly double[] _backing = new double[64];

    protected LibraryFields()
    {
        Permuted = Tensor.PermuteDimensions(Tensor.Create(new float[24], [2, 3, 4]), [2, 0, 1]);
        EveryOther = Tensor.Create(new float[40], [3, 5], [12, 2]);
        Window = Tensor.Create(new double[60], [3, 4, 5]).Slice((ReadOnlySpan<NRange>)[1..3, 1..4, 2..4]);
        Rows = new Memory2D<double>(_backing, 2, 3, 5, 4);
        SpanRows = new Memory2D<double>(_backing, 40, 2, 3, 1);
        Column = new Memory2D<float>(new float[4, 6]).Slice(0, 2, 4, 1);
    }

    [Gradient] public Tensor<float>? Dense = Tensor.Create(new float[12], [3, 4]);
    [Gradient] public Tensor<float>? Missing = null;
    [Gradient] public Tensor<double> None { get; } = Tensor.CreateFromShape<double>([0, 4]);
    [Gradient] public Tensor<float> Permuted { get; }
    [Gradient] public Tensor<float> EveryOther;
    [Gradient] public Tensor<double> Window;
    [Gradient] public TensorSpan<float> DenseSpan => Middle.AsTensorSpan((ReadOnlySpan<NRange>)[2..4, 0..5]);
    [Gradient] public Memory2D<double> Rows;
    [Gradient] public Memory2D<float> DenseRows { get; set; } = new float[3, 4];
    [Gradient] public Memory2D<float> Column;
    [Gradient] public Memory2D<float> NoRows = default;
    [Gradient] public Span2D<double> Span2D => SpanRows.Span;
    [Gradient] public Vector<float>? Bias = Vector<float>.Build.Dense(7);
    [Gradient] public Vector<double>? NoBias = null;
    [Gradient] public Matrix<double>? Weights { get; set; } = Matrix<double>.Build.Dense(3, 4);
    [Gradient] public MathNet.Numerics.LinearAlgebra.Single.DenseMatrix Derived = new(2, 5);
    [Gradient] public Matrix<float>? NoWeights = null;

    public Tensor<float> Middle { get; } = Tensor.Create(new float[30], [6, 5]);

    public Memory2D<double> SpanRows { get; }

    public IReadOnlyList<Place[]> Fields =>
    [
        Grid("Dense", Dense!),
        [],
        [],
        Cube("Permuted", Permuted),
        Grid("EveryOther", EveryOther),
        Cube("Window", Window),
        Place.Grid("DenseSpan", 2, 5, (i, j) => At(Middle, 2 + i, j), (i, j, value) => At(Middle, 2 + i, j) = (float)value),
        Place.Grid("Rows", 3, 5, (i, j) => Rows.Span[i, j], (i, j, value) => Rows.Span[i, j] = value),
        Place.Grid("DenseRows", 3, 4, (i, j) => DenseRows.Span[i, j], (i, j, value) => DenseRows.Span[i, j] = (float)value),
        Place.Grid("Column", 4, 1, (i, j) => Column.Span[i, j], (i, j, value) => Column.Span[i, j] = (float)value),
        [],
        Place.Grid("Span2D", 2, 3, (i, j) => SpanRows.Span[i, j], (i, j, value) => SpanRows.Span[i, j] = value),
        Place.Row("Bias", 7, i => Bias![i], (i, value) => Bias![i] = (float)value),
        [],
        Place.Grid("Weights", 3, 4, (i, j) => Weights![i, j], (i, j, value) => Weights![i, j] = value),
        Place.Grid("Derived", 2, 5, (i, j) => Derived[i, j], (i, j, value) => Derived[i, j] = (float)value),
        [],
    ];

    public IEnumerable<double> Beside =>
        [.. Enumerable.Range(0, 2).Concat([7, 8, 9, 10, 16, 39, 43, 47]).Select(i => _backing[i]), At(Middle, 1, 4), At(Middle, 4, 0)];

    /// <summary>Fills what lies beside the elements.</summary>
    public LibraryFields Surrounded()
    {
        _backing.AsSpan().Fill(3);
        Middle.Fill(4);
        return this;
    }

    private static ref T At<T>(Tensor<T> tensor, params nint[] indices) => ref tensor[indices.AsSpan()];

    private static Place[] Grid(string name, Tensor<float> tensor) => Place.Grid(
        name, (int)tensor.Lengths[0], (int)tensor.Lengths[1], (i, j) => At(tensor, i, j), (i, j, value) => At(tensor, i, j) = (float)value);

    private static Place[] Cube<T>(string name, Tensor<T> tensor) =>
    [
        .. from i in Enumerable.Range(0, (int)tensor.Lengths[0])
           from j in Enumerable.Range(0, (int)tensor.Lengths[1])
           from k in Enumerable.Range(0, (int)tensor.Lengths[2])
           select new Place(
               $"{name}[{i}, {j}, {k}]",
               () => Convert.ToDouble(At(tensor, i, j, k), System.Globalization.CultureInfo.InvariantCulture),
               value => At(tensor, i, j, k) = typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value),
    ];
}

[ClipGradients]
internal sealed partial class Libraries : LibraryFields, IPlaces;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class LibrariesMax : LibraryFields, IPlaces;

[ClipGradients(Norm = 2.7)]
internal sealed partial class LibrariesOther : LibraryFields, IPlaces;

[ClipGradients(Scope = ClipScope.PerField)]
internal sealed partial class LibrariesPerField : LibraryFields, IPlaces;

[ClipGradients(Norm = 2.7, Scope = ClipScope.BlockRms)]
internal sealed partial class LibrariesBlockMean : LibraryFields, IPlaces;

[ClipGradients(Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class LibrariesZero : LibraryFields, IPlaces;

[ClipGradients(NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class LibrariesPoison : LibraryFields, IPlaces;

/// <summary>Taken without a mark.</summary>
[ClipGradients(MaxNorm = 1)]
internal partial class UnmarkedLibraries
{
    public float[] First = [30];
    public Tensor<float>? Tensor;
    public Memory2D<float> Memory2D;
    public Vector<float>? Vector;
    public Matrix<double>? Matrix;
}

/// <summary>Its base's fields may be refused.</summary>
[ClipGradients(MaxNorm = 1)]
internal sealed partial class DerivedFromLibraries : UnmarkedLibraries, IClipper
{
    public float[] Last = [40];
}

/// <summary>Taken without a mark.</summary>
[ClipGradients(MaxNorm = 1)]
internal ref partial struct LibrarySpans
{
    public TensorSpan<float> Tensor;
    public Span2D<double> Grid;
}
