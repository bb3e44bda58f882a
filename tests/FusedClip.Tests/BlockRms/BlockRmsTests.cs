using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ClipScope.BlockRms: every field is clipped by the power mean of its elements.</summary>
public sealed class BlockRmsTests
{
    [Theory]
    [MemberData(nameof(MeanContainers.Orders), MemberType = typeof(MeanContainers))]
    public void EveryFieldEndsJustBelowTheLimit(double order)
    {
        foreach ((double limit, double preScale) in new[] { (0.4, 1), (0.01, 1), (0.4, 0.7), (7, 20), (100, 1.0) })
        {
            MeanFields container = MeanContainers.Filled(order);
            double[][] before = container.Elements();

            ClipResult measured = ((IClipper)container).MeasureGradients(limit, preScale);
            Assert.Equal(before, container.Elements());
            ClipResult result = ((IClipper)container).ClipGradients(limit, preScale);

            Assert.Equal(measured, result);
            double smallest = preScale;
            double[][] after = container.Elements();
            for (int i = 0; i < before.Length; i++)
            {
                double window = i == 2 ? MeanCheck.HalfWindow : MeanCheck.Window;
                double mean = MeanCheck.Mean(before[i], order) * preScale;
                double coefficient = Math.Min(1, limit / mean) * preScale;
                double left = MeanCheck.Mean(after[i], order);
                Assert.True(left <= limit * (1 + MeanCheck.Slack), $"field {i}: {left:R} is above {limit:R}");
                MeanCheck.IsNear([.. before[i].Select(x => x * coefficient)], after[i], window);
                if (mean < limit && preScale == 1)
                {
                    Assert.Equal(before[i], after[i]);
                }

                smallest = Math.Min(smallest, coefficient);
            }

            Assert.InRange(result.Coefficient, smallest * (1 - MeanCheck.HalfWindow), smallest);
            Assert.Equal(smallest < preScale, result.IsClipped);
            Assert.Equal(1, result.TotalNorm / (Reference.Norm(before.SelectMany(field => field), order) * preScale), 1e-6);
            Assert.Equal(new ClipResult(((IClipper)container).MeasureGradients().TotalNorm, 1, false, true), ((IClipper)container).ClipGradients(limit));
            Assert.Equal(after, container.Elements());
        }
    }

    [Fact]
    public void Epsilon_IsAddedToTheNorm()
    {
        IClipper clipper = new MeanEpsilon { Doubles = [3, 3, 3, 3], Singles = [0.1f, 0.1f] };

        ClipResult result = clipper.ClipGradients(1);

        Assert.Equal(2 / (6 + 1e-6), result.Coefficient, 1e-15);
        Assert.Equal(6 / (6 + 1e-6), ((MeanFields)clipper).Doubles![3], 1e-15);
        Assert.Equal([0.1f, 0.1f], ((MeanFields)clipper).Singles!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WithAxes_EverySliceEndsBelowTheLimit(int axis)
    {
        Matrices container = axis == 0 ? new MeanColumns() : new MeanRows();
        container.Singles = MatrixContainers.Matrix<float>(1, 70, 40, 2);
        container.Doubles = MatrixContainers.Matrix<double>(2, 3, 400, 2);
        double[] singles = SliceCheck.Elements(container.Singles), doubles = SliceCheck.Elements(container.Doubles);

        ClipResult result = ((IClipper)container).ClipGradients(1.1);

        double smallest = Math.Min(
            SliceCheck.Check(singles, SliceCheck.Elements(container.Singles), [70, 40], [axis], 1.1 * Math.Sqrt(axis == 0 ? 70 : 40)),
            SliceCheck.Check(doubles, SliceCheck.Elements(container.Doubles), [3, 400], [axis], 1.1 * Math.Sqrt(axis == 0 ? 3 : 400)));
        Assert.Equal(smallest, result.Coefficient, 1e-6);
        Assert.True(smallest < 1);
        Assert.False(((IClipper)container).ClipGradients(1.1).IsClipped);
    }

    [Fact]
    public void Methods_ClipEveryParameter()
    {
        float[] w = [2, -2, 2];
        float[][] rows = [[6, 8], [0], []];
        double bias = 0.5;

        ClipResult result = MeanMethods.Clip(w, rows, ref bias);

        Assert.Equal(1f, w[0], 1e-6f);
        Assert.Equal(6 / Math.Sqrt(100 / 3.0), rows[0][0], 1e-5);
        Assert.Equal(0.5, bias);
        Assert.Equal(1 / Math.Sqrt(100 / 3.0), result.Coefficient, 1e-6);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WhatIsNotFiniteConcernsItsField(double value)
    {
        MeanFields container = new MeanZero { Singles = [2, 2], Doubles = [1, value], Jagged = [[0.5f]] };

        ClipResult result = ((IClipper)container).ClipGradients(1);

        Assert.Equal(("Doubles", false, 0.0), (result.NonFiniteField, result.IsFinite, result.Coefficient));
        Assert.Equal([0, 0], container.Doubles!);
        Assert.Equal(1f, container.Singles![1], 1e-6f);
        Assert.Equal(0.5f, container.Jagged![0][0]);

        container = new MeanTwo { Singles = [2, 2], Doubles = [1, value] };
        var exception = Assert.Throws<NonFiniteGradientException>(() => ((IClipper)container).ClipGradients(1));
        Assert.Equal(("Doubles", 1L), (exception.FieldName, exception.Index));
        Assert.Equal([2, 2], container.Singles!);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        MeanFields container = MeanContainers.Filled(2);
        var tree = new MeanTree { Own = SplitMix.Singles(9, 100, 3), Layers = [new MeanLayer { W = [3], B = [4] }] };
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            ((IClipper)container).ScaleGradients(100);
            ((IClipper)container).ClipGradients(0.5);
            ((IClipper)container).MeasureGradients(1e-30, 0.5);
            tree.ScaleGradients(100);
            ((IClipper)tree).ClipGradients(0.5);
        });
    }
}
