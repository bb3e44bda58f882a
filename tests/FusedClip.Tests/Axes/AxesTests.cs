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
}
