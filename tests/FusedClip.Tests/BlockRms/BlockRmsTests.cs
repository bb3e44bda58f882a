using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ClipScope.BlockRms: every field is clipped by the power mean of its elements.</summary>
public sealed class BlockRmsTests
{
    private const double Window = 1e-6;
    private const double HalfWindow = 1e-3;

    // The reference's roundings: it divides by n, and takes roots.
    private const double Slack = 2e-14;

    public static TheoryData<double> Orders => new((double[])[1, 2, double.PositiveInfinity, 2.7, 0.5]);

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryFieldEndsJustBelowTheLimit(double order)
    {
        foreach ((double limit, double preScale) in new[] { (0.4, 1), (0.01, 1), (0.4, 0.7), (7, 20), (100, 1.0) })
        {
            MeanFields container = Filled(order);
            double[][] before = container.Elements();

            ClipResult measured = ((IClipper)container).MeasureGradients(limit, preScale);
            Assert.Equal(before, container.Elements());
            ClipResult result = ((IClipper)container).ClipGradients(limit, preScale);

            Assert.Equal(measured, result);
            double smallest = preScale;
            double[][] after = container.Elements();
            for (int i = 0; i < before.Length; i++)
            {
                double window = i == 2 ? HalfWindow : Window;
                double mean = Mean(before[i], order) * preScale;
                double coefficient = Math.Min(1, limit / mean) * preScale;
                Assert.True(Mean(after[i], order) <= limit * (1 + Slack), $"field {i}: {Mean(after[i], order):R} is above {limit:R}");
                PeerNear([.. before[i].Select(x => x * coefficient)], after[i], window);
                if (mean < limit && preScale == 1)
                {
                    Assert.Equal(before[i], after[i]);
                }

                smallest = Math.Min(smallest, coefficient);
            }

            Assert.InRange(result.Coefficient, smallest * (1 - HalfWindow), smallest);
            Assert.Equal(smallest < preScale, result.IsClipped);
            Assert.Equal(1, result.TotalNorm / (Reference.Norm(before.SelectMany(field => field), order) * preScale), 1e-6);
            Assert.Equal(new ClipResult(((IClipper)container).MeasureGradients().TotalNorm, 1, false, true), ((IClipper)container).ClipGradients(limit));
            Assert.Equal(after, container.Elements());
        }
    }

    // The mean of equal elements is the element, but neither their sum nor the root of their number is exact.
    [Theory]
    [MemberData(nameof(Orders))]
    public void EqualElementsAtTheLimitAreLeftAlone(double order)
    {
        for (int length = 1; length < 400; length += length < 40 ? 1 : 37)
        {
            foreach (double size in new[] { 0.1, 1, 3, 1e-3, 1e200, 1e-200 })
            {
                double element = size * (1 + (length / 7.0));
                MeanFields container = Of(order);
                container.Doubles = [.. Enumerable.Repeat(element, length)];
                container.Singles = [.. Enumerable.Repeat((float)element, length)];
                double[][] before = container.Elements();
                bool isSingle = size is > 1e-30 and < 1e30;
                double limit = isSingle ? Math.Max((float)element, element) : element;
                container.Singles = isSingle ? container.Singles : null;

                Assert.False(((IClipper)container).ClipGradients(limit).IsClipped, $"{length} × {element:R}");
                Assert.Equal(before[1], container.Doubles);
                if (isSingle)
                {
                    Assert.False(((IClipper)container).ClipGradients((float)element * (1 + 1e-7)).IsClipped && (float)element >= element);
                }
            }
        }
    }

    // A limit that the float kernels' own error could decide.
    [Theory]
    [MemberData(nameof(Orders))]
    public void LimitsNextToTheMeanAreDecidedInDouble(double order)
    {
        foreach (int length in new[] { 3, 1000, 9000 })
        {
            foreach (double offset in new[] { -4e-7, -1e-8, -1e-12, 1e-12, 1e-8, 4e-7 })
            {
                MeanFields container = Of(order);
                container.Singles = SplitMix.Singles(4, length);
                double limit = Mean(container.Elements()[0], order) * (1 + offset);

                ClipResult result = ((IClipper)container).ClipGradients(limit);

                Assert.Equal(offset < 0, result.IsClipped);
                double after = Mean(container.Elements()[0], order);
                Assert.InRange(after, limit * (1 - Window), limit * (1 + Slack));
            }
        }
    }

    [Theory]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void MeansOfFloatsWhoseSquaresAreOutOfRange_AreRight(double size)
    {
        MeanFields container = new MeanTwo { Singles = SplitMix.Singles(1, 300, size), Jagged = [SplitMix.Singles(2, 5, size), [], SplitMix.Singles(3, 500, size)] };
        double limit = 0.1 * size;

        ((IClipper)container).ClipGradients(limit);

        double[][] after = container.Elements();
        Assert.InRange(Mean(after[0], 2), limit * (1 - Window), limit * (1 + Slack));
        Assert.InRange(Mean(after[3], 2), limit * (1 - Window), limit * (1 + Slack));
    }

    [Fact]
    public void LimitsAtTheEndsOfTheRange()
    {
        var container = new MeanTwo { Doubles = [.. Enumerable.Repeat(1e300, 100)] };
        Assert.False(((IClipper)container).ClipGradients(double.MaxValue).IsClipped);
        Assert.False(((IClipper)container).ClipGradients(double.PositiveInfinity).IsClipped);
        Assert.True(((IClipper)container).ClipGradients(9e299).IsClipped);

        container.Doubles = [double.Epsilon, double.Epsilon, double.Epsilon];
        Assert.False(((IClipper)container).ClipGradients(double.Epsilon).IsClipped);
        Assert.Throws<ArgumentOutOfRangeException>(() => ((IClipper)container).ClipGradients(0));
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

    [Fact]
    public void ThreeHundredLayers_EachByItself()
    {
        var tree = new MeanTree { Own = SplitMix.Singles(9, 100, 3) };
        for (int i = 0; i < 300; i++)
        {
            tree.Layers.Add(new MeanLayer { W = SplitMix.Singles((ulong)i, 1 + i, 2), B = SplitMix.Doubles((ulong)i, 1 + (i / 3), 0.5) });
        }

        double[][] before = Elements(tree);
        ((IClipper)tree).ClipGradients(0.5);
        double[][] after = Elements(tree);

        for (int i = 0; i < before.Length; i++)
        {
            double coefficient = Math.Min(1, 0.5 / Mean(before[i], 2));
            Assert.True(Mean(after[i], 2) <= 0.5 * (1 + Slack));
            PeerNear([.. before[i].Select(x => x * coefficient)], after[i], Window);
        }

        Assert.False(((IClipper)tree).ClipGradients(0.5).IsClipped);

        static double[][] Elements(MeanTree tree) =>
        [
            [.. tree.Own!.Select(x => (double)x)],
            .. tree.Layers.SelectMany(layer => new[] { layer.W!.Select(x => (double)x).ToArray(), layer.B!.ToArray() }),
        ];
    }

    [Theory]
    [InlineData("Source")]
    [InlineData("Layers[1].Hand")]
    public void SourcesThatDoNotCount_AreRefusedBeforeAnythingIsWritten(string field)
    {
        var tree = new MeanTree { Own = [30, 40], Layers = [new MeanLayer { W = [3] }, new MeanLayer { B = [4] }] };
        tree.Source = field == "Source" ? new HandWritten() : new MeanLayer { W = [5] };
        tree.Layers[1].Hand = field == "Source" ? null : new HandWritten();

        foreach (Action call in new Action[] { () => ((IClipper)tree).ClipGradients(1), () => ((IClipper)tree).MeasureGradients() })
        {
            var exception = Assert.Throws<InvalidOperationException>(call);
            Assert.Equal(
                $"The gradient field '{field}' can't be clipped by its root mean square, since it is a source that measures its gradients itself, "
                + "and doesn't say how many elements it has. Nothing was written.",
                exception.Message);
        }

        Assert.Equal([30, 40], tree.Own);
        Assert.Equal([4], tree.Layers[1].B!);
        tree.Layers[1].Hand = null;
        tree.Source = new MeanLayer { W = [5] };
        ((IClipper)tree).ClipGradients(1);
        Assert.Equal(1f, ((MeanLayer)tree.Source).W![0], 1e-6f);
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

    [Theory]
    [InlineData(1, "F15368C99566B6C9")]
    [InlineData(2, "A9F4169956BAAFE4")]
    [InlineData(double.PositiveInfinity, "25B0E590DD82CB98")]
    [InlineData(2.7, "7D105F4E39914094")]
    [InlineData(0.5, "8EAF7AB838FCF836")]
    public void TheBitsAreTheSameEverywhere(double order, string expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (double limit in new[] { 0.4, 0.01, 1e-20 })
        {
            MeanFields container = Filled(order);
            ClipResult result = ((IClipper)container).ClipGradients(limit, 0.7);
            hash.AppendData(BitConverter.GetBytes(result.TotalNorm));
            hash.AppendData(BitConverter.GetBytes(result.Coefficient));
            hash.AppendData(MemoryMarshal.AsBytes<double>(container.Elements().SelectMany(field => field).ToArray()));
        }

        Assert.Equal(expected, Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        MeanFields container = Filled(2);
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

    private static MeanFields Of(double order) => order switch
    {
        1 => new MeanOne(),
        2 => new MeanTwo(),
        2.7 => new MeanOther(),
        0.5 => new MeanBelowOne(),
        _ => new MeanMax(),
    };

    private static MeanFields Filled(double order)
    {
        MeanFields container = Of(order);
        container.Singles = SplitMix.Singles(1, 1000, 2);
        container.Doubles = SplitMix.Doubles(2, 77, 0.5);
        container.Halves = [.. SplitMix.Singles(3, 300).Select(x => (Half)x)];
        container.Jagged = [SplitMix.Singles(4, 30), [], SplitMix.Singles(5, 7, 9)];
        container.JaggedMatrices = [MatrixContainers.Matrix<double>(6, 4, 5, 3), MatrixContainers.Matrix<double>(7, 1, 3)];
        container.List = [SplitMix.Singles(8, 11), null, SplitMix.Singles(9, 600, 0.1)];
        return container;
    }

    private static double Mean(double[] elements, double order) =>
        elements.Length == 0 ? 0 : Reference.Norm(elements, order) / (double.IsPositiveInfinity(order) ? 1 : Math.Pow(elements.Length, 1 / order));

    private static void PeerNear(double[] expected, double[] actual, double window)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - expected[i]) <= window * 2 * Math.Abs(expected[i]), $"{i}: {actual[i]:R} isn't {expected[i]:R}");
        }
    }
}
