using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Axes of every kind of member that has dimensions.</summary>
public sealed class AxesMemberTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void ArraysOfEveryRank_AreTaken(int axis)
    {
        Ranks container = axis == 0 ? new FirstAxis() : new LastAxis();
        container.One = SplitMix.Singles(1, 9);
        container.Two = MatrixContainers.Matrix<float>(2, 5, 20);
        container.Three = new double[4, 5, 6];
        container.Four = new float[2, 3, 4, 5];
        Fill(container.Three, 3);
        Fill(container.Four, 4);
        Array[] fields = [container.One, container.Two, container.Three, container.Four];
        double[][] before = [.. fields.Select(SliceCheck.Elements)];

        ((IClipper)container).ClipGradients(1.2);

        for (int i = 0; i < fields.Length; i++)
        {
            int[] lengths = [.. Enumerable.Range(0, fields[i].Rank).Select(fields[i].GetLength)];
            SliceCheck.Check(before[i], SliceCheck.Elements(fields[i]), lengths, [axis], 1.2);
        }
    }

    [Fact]
    public void FieldsThatAreNull_ArePassedOver()
    {
        ClipResult result = ((IClipper)new LastAxis()).ClipGradients(1);

        Assert.Equal(new ClipResult(0, 1, false, true), result);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public unsafe void FlatBuffersWithAShape_AreTaken(int axis)
    {
        ShapedFields container = axis == 0 ? new ShapedColumns() : new ShapedRows();
        SixSingles inline = default, property = default;
        ((Span<float>)[1, 2, 3, 4, 5, 6]).CopyTo(inline);
        ((Span<float>)[1, -2, 3, 0.1f, 0.2f, 0.3f]).CopyTo(property);
        (container.Inline, container.InlineProperty) = (inline, property);
        SplitMix.Singles(1, 6, 3).CopyTo(container.Array!, 0);
        SplitMix.Doubles(2, 12, 3).CopyTo(container.Memory);
        container.List = [.. SplitMix.Singles(3, 6, 3)];
        SplitMix.Singles(4, 4, 3).CopyTo(container.Segment.AsSpan());
        SplitMix.Singles(5, 10, 3).CopyTo(container.Span);
        SplitMix.Singles(6, 20, 3).CopyTo(container.Pooled, 0);
        SplitMix.Singles(7, 8, 3).CopyTo(container.BehindPointer);
        SplitMix.Singles(8, 4, 3).Select(x => (Half)x).ToArray().CopyTo(container.Halves, 0);
        (double[] Elements, int[] Lengths)[] before = Read();
        float behind = container.Pooled[8];

        ((IClipper)container).ClipGradients(2);

        (double[] Elements, int[] Lengths)[] after = Read();
        for (int i = 0; i < before.Length; i++)
        {
            SliceCheck.Check(before[i].Elements, after[i].Elements, before[i].Lengths, [axis], 2, window: i == before.Length - 1 ? 2e-3 : 1e-6);
        }

        Assert.Equal(behind, container.Pooled[8]);

        (double[], int[])[] Read() =>
        [
            (SliceCheck.Elements(container.Array!), [2, 3]),
            (SliceCheck.Elements(container.Memory.ToArray()), [2, 3, 2]),
            (SliceCheck.Elements(container.List), [2, 3]),
            (SliceCheck.Elements(container.Segment), [1, 2, 2]),
            (SliceCheck.Elements(container.Span.ToArray()), [2, 5]),
            (SliceCheck.Elements(((Span<float>)container.Inline).ToArray()), [2, 3]),
            (SliceCheck.Elements(Copy(container.InlineProperty)), [2, 3]),
            (SliceCheck.Elements(container.Pooled[..8]), [2, 4]),
            (SliceCheck.Elements(container.BehindPointer.ToArray()), [2, 2, 2]),
            (SliceCheck.Elements(container.Halves), [2, 2]),
        ];
    }

    [Fact]
    public void TypeParameters_AreTaken()
    {
        CheckGeneric(new GenericColumns<float>(), MatrixContainers.Matrix<float>(1, 6, 20), SplitMix.Singles(2, 20));
        CheckGeneric(new GenericColumns<double>(), MatrixContainers.Matrix<double>(1, 6, 20), SplitMix.Doubles(2, 20));
    }

    [Fact]
    public void ContainersThatAreHeld_AreClippedOverTheHoldersAxes()
    {
        var tree = new AxesTree
        {
            Head = MatrixContainers.Matrix<float>(1, 4, 8),
            Layers = [new AxesLayer { W = MatrixContainers.Matrix<float>(2, 9, 4) }, new AxesLayer(), new AxesLayer { W = MatrixContainers.Matrix<float>(3, 2, 50) }],
            Other = new AxesLayerOfOtherNorm { W = MatrixContainers.Matrix<double>(4, 5, 5) },
        };
        (Array Field, int[] Lengths)[] fields = [(tree.Head, [4, 8]), (tree.Layers[0].W!, [9, 4]), (tree.Layers[2].W!, [2, 50]), (tree.Other.W, [5, 5])];
        double[][] before = [.. fields.Select(field => SliceCheck.Elements(field.Field))];

        ClipResult result = tree.ClipGradients(1);

        for (int i = 0; i < fields.Length; i++)
        {
            SliceCheck.Check(before[i], SliceCheck.Elements(fields[i].Field), fields[i].Lengths, [1], 1);
        }

        Assert.Equal(1, result.TotalNorm / Reference.Norm(before.SelectMany(field => field), 2), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void MembersOfOtherLibraries_AreTaken(int axis)
    {
        LibraryMatrices container = axis == 0 ? new LibraryColumns() : new LibraryRows();
        Fill((i, j, x) => container.Dense![(ReadOnlySpan<nint>)[i, j]] = (float)x, 3, 4);
        Fill((i, j, x) => container.Permuted[(ReadOnlySpan<nint>)[i, j]] = (float)x, 4, 3);
        Fill((i, j, x) => container.Gapped.Span[i, j] = x, 3, 5);
        Fill((i, j, x) => container.ColumnMajor![i, j] = x, 3, 5);
        double[][] before = Read();

        ((IClipper)container).ClipGradients(3);

        double[][] after = Read();
        int[][] lengths = [[3, 4], [4, 3], [3, 5], [3, 5]];
        for (int i = 0; i < before.Length; i++)
        {
            SliceCheck.Check(before[i], after[i], lengths[i], [axis], 3);
        }

        double[][] Read() =>
        [
            Elements((i, j) => container.Dense![(ReadOnlySpan<nint>)[i, j]], 3, 4), Elements((i, j) => container.Permuted[(ReadOnlySpan<nint>)[i, j]], 4, 3),
            Elements((i, j) => container.Gapped.Span[i, j], 3, 5), Elements((i, j) => container.ColumnMajor![i, j], 3, 5),
        ];

        static void Fill(Action<int, int, double> set, int rows, int columns)
        {
            for (int i = 0; i < rows * columns; i++)
            {
                set(i / columns, i % columns, SplitMix.At(5, i, 4));
            }
        }

        static double[] Elements(Func<int, int, double> get, int rows, int columns) =>
            [.. Enumerable.Range(0, rows * columns).Select(i => get(i / columns, i % columns))];
    }

    private static float[] Copy(SixSingles inline) => ((ReadOnlySpan<float>)inline).ToArray();

    private static void CheckGeneric<T>(GenericColumns<T> container, T[,] matrix, T[] flat)
        where T : struct
    {
        (container.Matrix, container.Flat) = (matrix, flat);
        double[] matrixBefore = SliceCheck.Elements(matrix), flatBefore = SliceCheck.Elements(flat);

        container.ClipGradients(0.9);

        SliceCheck.Check(matrixBefore, SliceCheck.Elements(matrix), [6, 20], [0], 0.9);
        SliceCheck.Check(flatBefore, SliceCheck.Elements(flat), [4, 5], [0], 0.9);
    }

    private static void Fill(Array array, ulong seed)
    {
        int[] indices = new int[array.Rank];
        for (int i = 0; i < array.Length; i++)
        {
            int left = i;
            for (int dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                indices[dimension] = left % array.GetLength(dimension);
                left /= array.GetLength(dimension);
            }

            double x = SplitMix.At(seed, i, 1);
            array.SetValue(array is double[,,]? x : (object)(float)x, indices);
        }
    }
}
