using System;
using Xunit;

namespace FusedClip.Tests;

/// <summary>What isn't finite in the adaptive scope, among gradients and among weights: it concerns its unit.</summary>
public sealed class AdaptiveNonFiniteTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Throw_NamesTheGradient(int axis)
    {
        Layers layers = AdaptiveTests.Filled(2, axis, 5, 7);
        layers.DDoubles![3, 2] = double.NegativeInfinity;
        layers.DBias![0] = float.NaN;
        double[][] before = AdaptiveTests.Gradients(layers);

        var exception = Assert.Throws<NonFiniteGradientException>(() => ((IAdaptiveClipper)layers).ClipGradients(0.01));

        Assert.Equal(("DDoubles", 23, double.NegativeInfinity), (exception.FieldName, exception.Index, exception.Value));
        Assert.Contains("DDoubles[3, 2] is -Infinity", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, AdaptiveTests.Gradients(layers));
    }

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.NegativeInfinity)]
    public void Throw_NamesTheWeight(int axis, double value)
    {
        Layers layers = AdaptiveTests.Filled(2, axis, 5, 7);
        layers.Doubles![3, 2] = value;
        double[][] before = AdaptiveTests.Gradients(layers);

        var exception = Assert.Throws<NonFiniteGradientException>(() => ((IAdaptiveClipper)layers).MeasureGradients(0.01));
        exception = Assert.Throws<NonFiniteGradientException>(() => ((IAdaptiveClipper)layers).ClipGradients(0.01));

        Assert.Equal(("DDoubles", 23, value), (exception.FieldName, exception.Index, exception.Value));
        Assert.StartsWith("The weights of the gradient field 'DDoubles' aren't finite: Doubles[3, 2] is ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, AdaptiveTests.Gradients(layers));
    }

    [Fact]
    public void Throw_NamesTheWeightOfAFlatBuffer()
    {
        var container = new AdaptiveFlatRows();
        container.Memory.Span[7] = double.NaN;

        var exception = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients(0.01));

        Assert.Equal("DMemory", exception.FieldName);
        Assert.StartsWith("The weights of the gradient field 'DMemory' aren't finite: Memory[7] is NaN (index 7", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Skip_KeepsTheUnit(bool isWeight)
    {
        AdaptiveColumnsSkip layers = Two<AdaptiveColumnsSkip>(isWeight);

        ClipResult result = layers.ClipGradients(0.1);

        Assert.Equal(isWeight ? 3f : float.NaN, layers.DSingles![0, 0]);
        Assert.Equal(4, layers.DSingles[1, 0]);
        Assert.Equal(0.1f, layers.DSingles[0, 1], 1e-7f);
        Assert.Equal((false, true, "DSingles"), (result.IsFinite, result.IsClipped, result.NonFiniteField));
        Assert.Equal(0.1 / 5, result.Coefficient, 1e-7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Zero_ClearsTheUnit(bool isWeight)
    {
        AdaptiveRowsZero layers = Two<AdaptiveRowsZero>(isWeight);

        ClipResult result = layers.ClipGradients(0.1);

        Assert.Equal((0, 0), (layers.DSingles![0, 0], layers.DSingles[0, 1]));
        Assert.Equal(0.1f, layers.DSingles[1, 0], 1e-7f);
        Assert.Equal((false, true, 0.0, "DSingles"), (result.IsFinite, result.IsClipped, result.Coefficient, result.NonFiniteField));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Propagate_LetsTheArithmeticTakeItsCourse(bool isWeight)
    {
        AdaptiveRowsPropagate layers = Two<AdaptiveRowsPropagate>(isWeight);

        ClipResult result = layers.ClipGradients(0.1);

        Assert.Equal((float.NaN, float.NaN), (layers.DSingles![0, 0], layers.DSingles[0, 1]));
        Assert.Equal(0.1f, layers.DSingles[1, 0], 1e-7f);
        Assert.Equal((false, double.NaN, "DSingles"), (result.IsFinite, result.Coefficient, result.NonFiniteField));
    }

    [Fact]
    public void Propagate_InfiniteWeightsSetNoLimit()
    {
        AdaptiveRowsPropagate layers = Two<AdaptiveRowsPropagate>(isWeight: true);
        layers.Singles![0, 0] = float.PositiveInfinity;

        ClipResult result = layers.ClipGradients(0.1);

        Assert.Equal((3, 5), (layers.DSingles![0, 0], layers.DSingles[0, 1]));
        Assert.Equal(0.1f, layers.DSingles[1, 0], 1e-7f);
        Assert.Equal((false, "DSingles"), (result.IsFinite, result.NonFiniteField));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Poison_MarksTheUnit(bool isWeight)
    {
        AdaptiveColumnsPoison layers = Two<AdaptiveColumnsPoison>(isWeight);

        layers.ClipGradients(0.1);

        Assert.Equal((float.NaN, float.NaN), (layers.DSingles![0, 0], layers.DSingles[1, 0]));
        Assert.Equal(0.1f, layers.DSingles[0, 1], 1e-7f);
    }

    // What isn't finite is in the first row and the first column; the other row, and the other column, are clipped to 0.1.
    private static TLayers Two<TLayers>(bool isWeight)
        where TLayers : Layers, new() => new()
        {
            DSingles = new float[,] { { isWeight ? 3 : float.NaN, 5 }, { 4, 0 } },
            Singles = new float[,] { { isWeight ? float.NaN : 1, 1 }, { 1, 0 } },
        };
}
