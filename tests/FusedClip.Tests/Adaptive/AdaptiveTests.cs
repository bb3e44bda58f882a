using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ClipScope.Adaptive, from the attribute to the elements: every unit is clipped by the norm of its weights.</summary>
public sealed class AdaptiveTests
{
    public static TheoryData<double, int> OrdersAndAxes => new(new[] { 1, 2, 2.7, double.PositiveInfinity }.SelectMany(order => new[] { (order, 0), (order, 1) }));

    [Theory]
    [MemberData(nameof(OrdersAndAxes))]
    public void EveryUnit_EndsJustBelowItsLimit(double order, int axis)
    {
        foreach ((int rows, int columns) in new[] { (1, 1), (1, 9), (9, 1), (3, 2), (17, 33), (70, 70), (5, 1030), (300, 7) })
        {
            Layers layers = Filled(order, axis, rows, columns);
            double[][] before = Gradients(layers), weights = Weights(layers);
            double clipping = MedianRatio(before[0], weights[0], [rows, columns], axis, order) * 0.9999;

            ClipResult measured = ((IAdaptiveClipper)layers).MeasureGradients(clipping);
            Assert.Equal(before, Gradients(layers));
            ClipResult result = ((IAdaptiveClipper)layers).ClipGradients(clipping);

            Assert.Equal(measured, result);
            Assert.Equal(weights, Weights(layers));
            double[][] after = Gradients(layers);
            double smallest = 1;
            for (int i = 0; i < before.Length; i++)
            {
                int[] lengths = i < 3 ? [rows, columns] : [before[i].Length];
                smallest = Math.Min(smallest, AdaptiveCheck.Check(before[i], after[i], weights[i], lengths, [axis], clipping, order, i == 2 ? 2e-3 : 1e-6));
            }

            Assert.Equal(1, result.TotalNorm / Reference.Norm(before.SelectMany(field => field), order), 1e-6);
            Assert.InRange(result.Coefficient, smallest * (1 - 1e-3), smallest);
            Assert.Equal(smallest < 1, result.IsClipped);
            Assert.True(result.IsFinite);

            ClipResult again = ((IAdaptiveClipper)layers).ClipGradients(clipping);
            Assert.False(again.IsClipped);
            Assert.Equal(1, again.Coefficient);
        }
    }

    [Fact]
    public void OutputChannelsOfAConvolution_AreUnits()
    {
        int[] lengths = [3, 3, 5, 21], three = [4, 5, 6];
        var container = new AdaptiveConvolution
        {
            DKernel = new float[3, 3, 5, 21],
            Kernel = new float[3, 3, 5, 21],
            DBias = SplitMix.Singles(1, 21, 0.01),
            Bias = SplitMix.Singles(2, 21),
            DDepthwise = new double[4, 5, 6],
            Depthwise = new double[4, 5, 6],
        };
        Fill(container.DKernel, 3, 0.03);
        Fill(container.Kernel, 4, 1);
        Fill(container.DDepthwise, 5, 0.03);
        Fill(container.Depthwise, 6, 1);
        for (int i = 0; i < 3 * 3 * 5; i++)
        {
            container.DKernel[i / 15, i / 5 % 3, i % 5, 7] *= 1e-3f;
        }

        double[] kernel = SliceCheck.Elements(container.DKernel), bias = SliceCheck.Elements(container.DBias), depthwise = SliceCheck.Elements(container.DDepthwise);

        container.ClipGradients();

        AdaptiveCheck.Check(kernel, SliceCheck.Elements(container.DKernel), SliceCheck.Elements(container.Kernel), lengths, [0, 1, 2], 0.01);
        AdaptiveCheck.Check(bias, SliceCheck.Elements(container.DBias), SliceCheck.Elements(container.Bias), [21], [0], 0.01);
        AdaptiveCheck.Check(depthwise, SliceCheck.Elements(container.DDepthwise), SliceCheck.Elements(container.Depthwise), three, [0, 1, 2], 0.01);
        Assert.Equal((float)kernel[7], container.DKernel[0, 0, 0, 7]);
        Assert.NotEqual((float)kernel[6], container.DKernel[0, 0, 0, 6]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WeightsBelowOneThousandth_CountAsThat(int axis)
    {
        foreach (double scale in new[] { 0, 1e-5, 1e-30, 1e-200 })
        {
            Layers layers = Filled(2, axis, 20, 30, weightScale: scale);
            double[][] before = Gradients(layers);

            ((IAdaptiveClipper)layers).ClipGradients(0.5);

            double[][] after = Gradients(layers);
            foreach (int[] unit in Slicing.Of([20, 30], [axis]))
            {
                Assert.InRange(Reference.Norm(unit.Select(i => after[0][i]), 2), 0.5e-3 * (1 - 1e-6), 0.5e-3);
                Assert.InRange(Reference.Norm(unit.Select(i => after[1][i]), 2), 0.5e-3 * (1 - 1e-12), 0.5e-3);
                Assert.NotEqual(before[0][unit[0]], after[0][unit[0]]);
            }
        }
    }

    // As optax has it: 1e-6 is the smallest norm that is divided by.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void GradientsOfATinyNormAboveTheirLimit_AreDividedByOneMillionth(int axis)
    {
        Layers layers = AdaptiveContainers.Of(2, axis);
        (layers.DDoubles, layers.Doubles) = (new[,] { { 4e-8, 0 }, { 0, 0.5e-9 } }, new double[2, 2]);

        ClipResult result = ((IAdaptiveClipper)layers).ClipGradients(1e-6);

        Assert.Equal(4e-8 * (1e-9 / 1e-6), layers.DDoubles[0, 0], 1e-22);
        Assert.Equal(0.5e-9, layers.DDoubles[1, 1]);
        Assert.Equal(1e-3, result.Coefficient, 1e-12);
        Assert.False(((IAdaptiveClipper)layers).ClipGradients(1e-6).IsClipped);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PreScale_MultipliesEveryUnitFirst(int axis)
    {
        Layers layers = Filled(2, axis, 30, 30);
        double[] before = [.. Gradients(layers)[0].Select(x => x * 0.25)], weights = Weights(layers)[0];
        double clipping = MedianRatio(before, weights, [30, 30], axis, 2);

        ((IAdaptiveClipper)layers).ClipGradients(clipping, 0.25);

        AdaptiveCheck.Check(before, Gradients(layers)[0], weights, [30, 30], [axis], clipping);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PreScaleThatRounds_LeavesTinyNormsWhereTheyAre(int axis)
    {
        Layers layers = AdaptiveContainers.Of(2, axis);
        (layers.DDoubles, layers.Doubles) = (new[,] { { 1e-9 } }, new[,] { { 0.0 } });

        ClipResult result = ((IAdaptiveClipper)layers).ClipGradients(1e-5, 0.7);

        Assert.Equal(0.7e-9, layers.DDoubles[0, 0]);
        Assert.Equal(new ClipResult(0.7e-9, 0.7, false, true), result);
    }

    [Fact]
    public void Epsilon_IsAddedToEveryUnitsNorm()
    {
        var layers = new AdaptiveRowsEpsilon { DDoubles = new double[,] { { 3, 0 }, { 0, 4e-7 } }, Doubles = new double[,] { { 0, 10 }, { 5, 0 } } };

        layers.ClipGradients(0.1);

        Assert.Equal(3 / (3 + 1e-6), layers.DDoubles[0, 0], 1e-15);
        Assert.Equal(4e-7, layers.DDoubles[1, 1]);
    }

    // Weights from 1e-300 to 1e300, a unit each: their squares leave the range of double.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WeightsOfAnySize_GiveTheirLimit(int axis)
    {
        Layers layers = AdaptiveContainers.Of(2, axis);
        layers.DDoubles = MatrixContainers.Matrix<double>(1, 40, 40);
        layers.Doubles = MatrixContainers.Matrix<double>(2, 40, 40);
        layers.DSingles = MatrixContainers.Matrix<float>(3, 40, 40);
        layers.Singles = MatrixContainers.Matrix<float>(4, 40, 40);
        for (int i = 0; i < 1600; i++)
        {
            int unit = axis == 0 ? i % 40 : i / 40;
            layers.Doubles[i / 40, i % 40] *= Math.Pow(10, (15 * unit) - 300);
            layers.DDoubles[i / 40, i % 40] *= Math.Pow(10, (15 * unit) - 300);
            layers.Singles[i / 40, i % 40] *= (float)Math.Pow(10, (1.8 * unit) - 38);
            layers.DSingles[i / 40, i % 40] *= (float)Math.Pow(10, (1.8 * unit) - 38);
        }

        double[][] before = Gradients(layers), weights = Weights(layers);

        ((IAdaptiveClipper)layers).ClipGradients(0.3);

        double[][] after = Gradients(layers);
        foreach (int[] unit in Slicing.Of([40, 40], [axis]))
        {
            for (int field = 0; field < 2; field++)
            {
                double norm = Norm(before[field]), limit = 0.3 * Math.Max(Norm(weights[field]), 1e-3);
                Assert.InRange(Norm(after[field]) / Math.Min(norm, limit), norm > limit ? 1 - 1e-6 : 1, 1 + 1e-15);
            }

            double Norm(double[] elements)
            {
                double largest = unit.Max(i => Math.Abs(elements[i]));
                return largest * Reference.Norm(unit.Select(i => elements[i] / largest), 2);
            }
        }
    }

    // The gradients are half the weights, in another order: no rounding of either norm may carry a unit over its limit.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void UnitsAtTheirLimit_KeepTheirBits(int axis)
    {
        Layers layers = AdaptiveContainers.Of(2, axis);
        layers.Singles = MatrixContainers.Matrix<float>(2, 60, 60);
        layers.DSingles = new float[60, 60];
        for (int i = 0; i < 3600; i++)
        {
            (int row, int column) = (i / 60, i % 60);
            layers.DSingles[row, column] = 0.5f * layers.Singles[axis == 0 ? 59 - row : row, axis == 0 ? column : 59 - column];
        }

        double[] before = SliceCheck.Elements(layers.DSingles);

        ClipResult result = ((IAdaptiveClipper)layers).ClipGradients(0.5 * (1 + 1e-14));

        Assert.False(result.IsClipped);
        Assert.Equal(before, SliceCheck.Elements(layers.DSingles));
    }

    [Fact]
    public void InfiniteClipping_NeverClips()
    {
        Layers layers = Filled(2, 1, 10, 10);
        double[][] before = Gradients(layers);

        Assert.False(((IAdaptiveClipper)layers).ClipGradients(double.PositiveInfinity).IsClipped);
        Assert.Equal(before, Gradients(layers));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void ClippingThatIsNotAboveZero_IsRefused(double clipping)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveRowsTwo().ClipGradients(clipping));
        Assert.Equal("clipping", exception.ParamName);
        Assert.Equal(clipping, exception.ActualValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveRowsTwo().MeasureGradients(clipping));
    }

    internal static Layers Filled(double order, int axis, int rows, int columns, double weightScale = 2)
    {
        Layers layers = AdaptiveContainers.Of(order, axis);
        Fill(layers, rows, columns, weightScale);
        return layers;
    }

    internal static void Fill(Layers layers, int rows, int columns, double weightScale = 2)
    {
        layers.DSingles = MatrixContainers.Matrix<float>(1, rows, columns);
        layers.DDoubles = MatrixContainers.Matrix<double>(2, rows, columns);
        layers.DHalves = MatrixContainers.Matrix<Half>(3, rows, columns);
        layers.DBias = SplitMix.Singles(4, columns);
        layers.DDoubleBias = SplitMix.Doubles(5, rows);
        layers.Singles = MatrixContainers.Matrix<float>(6, rows, columns, weightScale);
        layers.Doubles = MatrixContainers.Matrix<double>(7, rows, columns, weightScale);
        layers.Halves = MatrixContainers.Matrix<Half>(8, rows, columns, weightScale);
        layers.Bias = SplitMix.Singles(9, columns, weightScale);
        layers.DoubleBias = SplitMix.Doubles(10, rows, weightScale);
    }

    internal static double[][] Gradients(Layers layers) =>
        [.. new Array?[] { layers.DSingles, layers.DDoubles, layers.DHalves, layers.DBias, layers.DDoubleBias }.Select(field => SliceCheck.Elements(field ?? Array.Empty<float>()))];

    private static double[][] Weights(Layers layers) =>
        [.. new Array?[] { layers.Singles, layers.Doubles, layers.Halves, layers.Bias, layers.DoubleBias }.Select(field => SliceCheck.Elements(field ?? Array.Empty<float>()))];

    // So that half of the units are clipped.
    private static double MedianRatio(double[] gradients, double[] weights, int[] lengths, int axis, double order)
    {
        double[] ratios = [.. Slicing.Of(lengths, [axis]).Select(unit =>
            Reference.Norm(unit.Select(i => gradients[i]), order) / Reference.Norm(unit.Select(i => weights[i]), order))];
        return ratios.Order().ElementAt(ratios.Length / 2);
    }

    private static void Fill(Array array, ulong seed, double scale)
    {
        int[] indices = new int[array.Rank];
        bool isSingle = array is float[,,,];
        for (int i = 0; i < array.Length; i++)
        {
            int left = i;
            for (int dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                indices[dimension] = left % array.GetLength(dimension);
                left /= array.GetLength(dimension);
            }

            double value = SplitMix.At(seed, i, scale);
            array.SetValue(isSingle ? (float)value : (object)value, indices);
        }
    }
}
