using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Axes, from the attribute to the elements: every slice of every field is clipped by its own norm.</summary>
public sealed class AxesTests
{
    public static TheoryData<double, int> OrdersAndAxes => new(Containers.Orders.SelectMany(order => new[] { (order, 0), (order, 1) }));

    [Theory]
    [MemberData(nameof(OrdersAndAxes))]
    public void RowsAndColumns_EndJustBelowTheLimit(double order, int axis)
    {
        foreach ((int rows, int columns) in new[] { (1, 1), (1, 9), (9, 1), (3, 2), (17, 33), (70, 70), (5, 1030), (300, 7) })
        {
            Matrices container = MatrixContainers.Of(order, axis);
            container.Singles = MatrixContainers.Matrix<float>(1, rows, columns, 2);
            container.Doubles = MatrixContainers.Matrix<double>(2, rows, columns, 2);
            container.Halves = MatrixContainers.Matrix<Half>(3, rows, columns, 2);
            double[] singles = SliceCheck.Elements(container.Singles), doubles = SliceCheck.Elements(container.Doubles), halves = SliceCheck.Elements(container.Halves);
            double[] norms = [.. Slicing.Of([rows, columns], [axis]).Select(slice => Reference.Norm(slice.Select(i => singles[i]), order))];
            double limit = norms.Order().ElementAt(norms.Length / 2) * 0.9999;

            ClipResult measured = ((IClipper)container).MeasureGradients(limit);
            Assert.Equal(singles, SliceCheck.Elements(container.Singles));
            ClipResult result = ((IClipper)container).ClipGradients(limit);

            Assert.Equal(measured, result);
            double smallest = SliceCheck.Check(singles, SliceCheck.Elements(container.Singles), [rows, columns], [axis], limit, order);
            smallest = Math.Min(smallest, SliceCheck.Check(doubles, SliceCheck.Elements(container.Doubles), [rows, columns], [axis], limit, order));
            smallest = Math.Min(smallest, SliceCheck.Check(halves, SliceCheck.Elements(container.Halves), [rows, columns], [axis], limit, order, 2e-3));
            Assert.Equal(1, result.TotalNorm / Reference.Norm([.. singles, .. doubles, .. halves], order), 1e-6);
            Assert.InRange(result.Coefficient, smallest * (1 - 1e-3), smallest);
            Assert.Equal(smallest < 1, result.IsClipped);
            Assert.True(result.IsFinite);

            ClipResult again = ((IClipper)container).ClipGradients(limit);
            Assert.False(again.IsClipped);
            Assert.Equal(1, again.Coefficient);
        }
    }

    [Fact]
    public void AllAxes_AreAsPerField()
    {
        var over = new WholeMatrices();
        var perField = new MatricesPerField();
        foreach (Matrices container in new Matrices[] { over, perField })
        {
            container.Singles = MatrixContainers.Matrix<float>(1, 50, 40);
            container.Doubles = MatrixContainers.Matrix<double>(2, 3, 400);
            container.Halves = MatrixContainers.Matrix<Half>(3, 30, 30, 0.01);
        }

        ClipResult expected = perField.ClipGradients(1, 0.7);

        Assert.Equal(expected, over.ClipGradients(1, 0.7));
        Assert.Equal(perField.Singles, over.Singles);
        Assert.Equal(perField.Doubles, over.Doubles);
        Assert.Equal(perField.Halves, over.Halves);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PreScale_MultipliesEverySlice(int axis)
    {
        Matrices container = MatrixContainers.Of(2, axis);
        container.Singles = MatrixContainers.Matrix<float>(1, 30, 30);
        double[] before = SliceCheck.Elements(container.Singles);
        double[] scaled = [.. before.Select(x => x * 0.25)];
        double limit = Slicing.Of([30, 30], [axis]).Select(slice => Reference.Norm(slice.Select(i => scaled[i]), 2)).Order().ElementAt(15);

        ClipResult result = ((IClipper)container).ClipGradients(limit, 0.25);

        double smallest = SliceCheck.Check(scaled, SliceCheck.Elements(container.Singles), [30, 30], [axis], limit);
        Assert.Equal(smallest * 0.25, result.Coefficient, 1e-6);
        Assert.Equal(1, result.TotalNorm / Reference.Norm(scaled, 2), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Epsilon_IsAddedToEverySlicesNorm(int axis)
    {
        Matrices container = axis == 0 ? new ColumnsEpsilon() : new RowsEpsilon();
        container.Doubles = new double[,] { { 3, 0 }, { 0, 4e-7 } };

        ((IClipper)container).ClipGradients(1);

        Assert.Equal(3 / (3 + 1e-6), container.Doubles[0, 0], 1e-15);
        Assert.Equal(4e-7, container.Doubles[1, 1]);
    }

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

    [Theory]
    [InlineData(3, "[3, 3]")]
    [InlineData(0, "[0, 3]")]
    [InlineData(-2, "[-2, 3]")]
    [InlineData(int.MaxValue, "[2147483647, 3]")]
    public void ShapeThatIsNotTheBuffers_IsRefusedBeforeAnythingIsWritten(int rows, string shape)
    {
        foreach (ShapedFields container in new ShapedFields[] { new ShapedRows(), new ShapedGlobal() })
        {
            container.Rows = rows;
            container.Array!.AsSpan().Fill(5);
            Action[] calls =
            [
                () => ((IClipper)container).ClipGradients(1), () => ((IClipper)container).MeasureGradients(1),
                () => ((IClipper)container).ScaleGradients(0.5), ((IClipper)container).ZeroGradients,
            ];
            foreach (Action call in calls)
            {
                var exception = Assert.Throws<InvalidOperationException>(call);
                Assert.Equal($"The Shape of the gradient field 'Array' is {shape}, which isn't that of a buffer of 6 elements. Nothing was written.", exception.Message);
                Assert.All(container.Array!, element => Assert.Equal(5, element));
            }
        }
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

    public static TheoryData<string, string> Refused => new()
    {
        { "Layers[1].B", "it has 1 dimension, and each axis has to be another one of them" },
        { "Source", NoDimensions },
        { "Strange.Jagged", NoDimensions },
        { "Strange.List", NoDimensions },
        { "Strange.Scalar", NoDimensions },
    };

    private const string NoDimensions = "it has no dimensions: it is a number, a jagged array, a list of buffers, or a source that measures its gradients itself";

    [Theory]
    [MemberData(nameof(Refused))]
    public void FieldsThatLackTheAxes_AreRefusedBeforeAnythingIsWritten(string field, string why)
    {
        var tree = new AxesTree { Head = new float[,] { { 3, 4 } }, Layers = [new AxesLayer { W = new float[2, 2] }, new AxesLayer()] };
        if (field == "Layers[1].B")
        {
            tree.Layers[1].B = [1];
        }
        else if (field == "Source")
        {
            tree.Source = new HandWritten();
        }
        else
        {
            tree.Strange = new WithoutDimensions { Jagged = field == "Strange.Jagged" ? [[1]] : null, List = field == "Strange.List" ? [[1]] : null };
        }

        // What comes first is named.
        string name = field is "Strange.List" or "Strange.Scalar" ? "Strange.Jagged" : field;
        var exception = Assert.Throws<InvalidOperationException>(() => tree.ClipGradients(1));
        Assert.Equal($"The gradient field '{name}' can't be clipped over the axes [1], since {why}. Nothing was written.", exception.Message);
        Assert.Throws<InvalidOperationException>(() => tree.MeasureGradients());
        Assert.Equal(3, tree.Head[0, 0]);
        tree.Source = null;
        tree.ScaleGradients(0.5);
        Assert.Equal(1.5f, tree.Head[0, 0]);
    }

    [Fact]
    public void TheWholePathIsNamed_WhateverThePolicy()
    {
        var tree = new AxesTreeOfAnyRank { Layers = [new AxesLayer { B = [3, 4] }], Strange = new WithoutDimensions() };
        var exception = Assert.Throws<InvalidOperationException>(() => tree.ClipGradients(1));
        Assert.Contains("'Strange.Jagged'", exception.Message, StringComparison.Ordinal);
        Assert.Equal([3, 4], tree.Layers[0].B!);

        tree.Strange = null;
        tree.ClipGradients(1);
        Assert.Equal(0.6f, tree.Layers[0].B![0], 1e-6f);
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

    [Fact]
    public void Methods_ClipSlicesOfTheirParameters()
    {
        var w = new float[,] { { 3, 4 }, { 0, 3 } };

        ClipResult result = AxesMethods.ClipRows(w, null);

        Assert.Equal(3.2f, w[0, 1], 1e-5f);
        Assert.Equal(3, w[1, 1]);
        Assert.Equal(0.8, result.Coefficient, 1e-6);
    }

    [Fact]
    public void Throw_NamesTheElementBeforeAnythingIsWritten()
    {
        foreach (int axis in new[] { 0, 1 })
        {
            Matrices container = MatrixContainers.Of(2, axis);
            container.Singles = new float[,] { { 30, 40 }, { 1, 2 } };
            container.Doubles = new double[,] { { 30, 40 }, { 1, double.NaN } };

            var exception = Assert.Throws<NonFiniteGradientException>(() => ((IClipper)container).ClipGradients(1));

            Assert.Equal("Doubles", exception.FieldName);
            Assert.Equal(3, exception.Index);
            Assert.Contains("Doubles[1, 1]", exception.Message, StringComparison.Ordinal);
            Assert.Equal(30, container.Singles[0, 0]);
            Assert.Equal(30, container.Doubles[0, 0]);
        }
    }

    [Fact]
    public void OtherPolicies_ConcernTheSliceAlone()
    {
        var columns = new ColumnsSkip { Singles = new float[,] { { 3, float.NaN }, { 4, 5 } } };
        ClipResult skipped = columns.ClipGradients(1);
        Assert.Equal(("Singles", false, true), (skipped.NonFiniteField, skipped.IsFinite, skipped.IsClipped));
        Assert.Equal(0.8f, columns.Singles[1, 0], 1e-6f);
        Assert.Equal(5, columns.Singles[1, 1]);

        var rows = new RowsZero { Singles = new float[,] { { 3, float.NaN }, { 3, 4 } } };
        ClipResult zeroed = rows.ClipGradients(1);
        Assert.Equal(0, zeroed.Coefficient);
        Assert.Equal([0, 0], [rows.Singles[0, 0], rows.Singles[0, 1]]);
        Assert.Equal(0.8f, rows.Singles[1, 1], 1e-6f);
    }

    [Fact]
    public void OtherMethods_KnowNoAxes()
    {
        var container = new ShapedRows();
        container.Array!.AsSpan().Fill(2);
        container.ScaleGradients(0.5);
        Assert.All(container.Array!, element => Assert.Equal(1, element));
        var norm = new NormAccumulator(2);
        container.AccumulateNorm(ref norm);
        Assert.Equal(Math.Sqrt(6), norm.TotalNorm, 1e-12);
        container.ZeroGradients();
        Assert.All(container.Array!, element => Assert.Equal(0, element));
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
