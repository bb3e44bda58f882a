using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Containers that hold containers, other sources, and lists of either.</summary>
public sealed class NestingTests
{
    private static readonly Comparer Close = new(1e-6);

    [Fact]
    public void OneNormGoesOverTheWholeTree()
    {
        var model = new NestedModel();
        double[] before = GradientWalk.Elements(model);
        double norm = Reference.Norm(before, 2);
        Assert.True(norm > 5);

        ClipResult measured = model.MeasureGradients();
        Assert.Equal(before, GradientWalk.Elements(model));
        ClipResult result = model.ClipGradients();

        Assert.Equal(measured, result);
        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.Equal(before.Select(x => x * result.Coefficient), GradientWalk.Elements(model), Close);
        Assert.InRange(Reference.Norm(GradientWalk.Elements(model), 2), 5 * (1 - 1e-6), 5);
        Assert.False(model.ClipGradients().IsClipped);

        model.ScaleGradients(2);
        Assert.Equal(before.Select(x => x * result.Coefficient * 2), GradientWalk.Elements(model), Close);
        model.ZeroGradients();
        Assert.All(GradientWalk.Elements(model), x => Assert.Equal(0, x));
        Assert.NotEqual(0, ((TouchedRows)model.Rows!).Table[0, 0]);
    }

    [Fact]
    public void BelowTheLimitNothingIsWritten()
    {
        var model = new NestedModel();
        double[] before = GradientWalk.Elements(model);

        ClipResult result = model.ClipGradients(1e6);

        Assert.Equal((1, false, true), (result.Coefficient, result.IsClipped, result.IsFinite));
        Assert.Equal(before, GradientWalk.Elements(model));
    }

    [Fact]
    public void ValuesBeyondTheRangeOfFloatSquaresAreMeasuredAgainAllTheWayDown()
    {
        var model = new NestedModel();
        model.ScaleGradients(1e30);
        double norm = Reference.Norm(GradientWalk.Elements(model), 2);

        ClipResult result = model.ClipGradients();

        Assert.Equal(norm, result.TotalNorm, norm * 1e-9);
        Assert.InRange(Reference.Norm(GradientWalk.Elements(model), 2), 5 * (1 - 1e-6), 5);
    }

    [Fact]
    public void SquaresThatVanishAreMeasuredAgainBehindASourceToo()
    {
        var gradients = new BehindASource([3e-25f, 4e-25f]);
        gradients.Before.ZeroGradients();

        Assert.Equal(5e-25, gradients.MeasureGradients().TotalNorm, 1e-31);
        Assert.True(gradients.ClipGradients(maxNorm: 2e-25).IsClipped);
        Assert.Equal(2e-25, gradients.MeasureGradients().TotalNorm, 1e-30);
    }

    [Fact]
    public void ATreeTakesPartInWhateverHoldsItThroughTheInterface()
    {
        var model = new NestedModel();
        double[] elements = GradientWalk.Elements(model);
        foreach (double order in (double[])[1, 2, 3, double.PositiveInfinity])
        {
            var accumulator = new NormAccumulator(order);
            ((IGradientSource)model).AccumulateNorm(ref accumulator);
            double norm = Reference.Norm(elements, order);
            Assert.Equal(norm, accumulator.TotalNorm, norm * 1e-6);
        }
    }

    public static TheoryData<string, long, Action<NestedModel>> Places => new()
    {
        { "One.W[3]", 3, model => model.One!.W[3] = float.NaN },
        { "Derived.Gate[1, 0]", 2, model => ((GatedLayer)model.Derived!).Gate[1, 0] = double.PositiveInfinity },
        { "Array[2].B[4]", 4, model => model.Array![2]!.B![4] = float.NaN },
        { "List[0].W[63]", 63, model => model.List![0]!.W[63] = float.NaN },
        { "Blocks[2][1].W[8]", 8, model => model.Blocks[2]![1]!.W[8] = float.NaN },
        { "Jagged[1][0].Gate[0, 1]", 1, model => ((GatedLayer)model.Jagged[1][0]!).Gate[0, 1] = double.NaN },
        { "Grid[3].W[0]", 0, model => model.Grid[1, 1]!.W[0] = float.NaN },
        { "Struct.B", 0, model => model.Struct.B = float.NaN },
        { "Structs[1].W[399]", 399, model => model.Structs[1].W[399] = float.NaN },
        { "StructList[0].W[1]", 1, model => model.StructList[0].W[1] = float.NaN },
        { "Source.W[10]", 10, model => ((InterfaceLayer)model.Source!).W[10] = float.NaN },
        { "Interfaces[0].W[2]", 2, model => ((InterfaceLayer)model.Interfaces[0]!).W[2] = float.NaN },
        { "Plain[0].W[16]", 16, model => ((DenseLayer)model.Plain[0]!).W[16] = float.NaN },
        { "PlainOne.W[1]", 1, model => ((DenseLayer)model.PlainOne!).W[1] = float.NaN },
        { "Tree.Children[0].Next.W[4]", 4, model => model.Tree.Children![0]!.Next!.W[4] = float.NaN },
        { "Tree.Children[2].W[0]", 0, model => model.Tree.Children![2]!.W[0] = float.NaN },
        { "Matrices[2][39, 19]", 15 + 799, model => model.Matrices[2]![39, 19] = float.NaN },
        { "Heads[2][1][1]", 32, model => model.Heads[2]![1]![1] = float.NaN },
        { "Lists[2][0]", 2, model => model.Lists[2]![0] = double.NaN },
        { "Memories[0][18]", 18, model => model.Memories[0].Span[18] = float.NaN },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void WhatIsNotFiniteIsNamedWithThePathToIt(string place, long index, Action<NestedModel> put)
    {
        var model = new NestedModel();
        put(model);
        double[] before = GradientWalk.Elements(model);

        var exception = Assert.Throws<NonFiniteGradientException>(() => model.ClipGradients());

        Assert.Contains($" {place} is ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(index, exception.Index);
        Assert.StartsWith(exception.FieldName!, place, StringComparison.Ordinal);
        Assert.Equal(before, GradientWalk.Elements(model));
    }

    [Fact]
    public void ASourceOfOnesOwnIsNamedByItsMember()
    {
        var model = new NestedModel();
        ((TouchedRows)model.Rows!).Table[4, 2] = float.PositiveInfinity;

        var exception = Assert.Throws<NonFiniteGradientException>(() => model.ClipGradients());

        Assert.Equal(("Rows", -1L), (exception.FieldName, exception.Index));

        // A row that isn't touched isn't looked at.
        model = new NestedModel();
        ((TouchedRows)model.Rows!).Table[0, 2] = float.PositiveInfinity;
        Assert.True(model.ClipGradients().IsFinite);
    }

    [Fact]
    public void ThatWhichIsNoSourceIsRefusedBeforeAnythingIsWritten()
    {
        var model = new NestedModel();
        model.Plain.Add(new Unannotated());
        double[] before = GradientWalk.Elements(model);

        var exception = Assert.Throws<InvalidOperationException>(() => model.ClipGradients());

        Assert.Contains("'Plain[2]'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, GradientWalk.Elements(model));
    }

    [Fact]
    public void ADeepTreeIsNoCircle()
    {
        var root = new TreeNode(1);
        TreeNode last = root;
        for (int i = 2; i < 300; i++)
        {
            last.Children = [new TreeNode(1000 + i), null];
            last = last.Next = new TreeNode(i);
        }

        double norm = Reference.Norm(GradientWalk.Elements(root), 2);
        Assert.Equal(norm, root.MeasureGradients().TotalNorm, norm * 1e-6);
    }

    // A list's arrays are gathered for kernel calls of 128: here there are two whole ones and a rest, of many lengths.
    [Fact]
    public void AListOfManyArraysIsClippedAsOne()
    {
        var root = new TreeNode(1) { Children = [] };
        for (int i = 2; i <= 300; i++)
        {
            root.Children.Add(new TreeNode(i) { W = NestedData.Singles(1 + (7 * i % 90), i) });
        }

        double[] before = GradientWalk.Elements(root);
        double norm = Reference.Norm(before, 2);

        ClipResult result = root.ClipGradients();

        Assert.True(result.IsClipped);
        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.Equal(before.Select(x => x * result.Coefficient), GradientWalk.Elements(root), Close);
        Assert.False(root.ClipGradients().IsClipped);
    }

#if DEBUG
    // Release builds don't look, and their stack overflows.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public void AContainerThatHoldsItselfIsRefused(int between)
    {
        var root = new TreeNode(1);
        TreeNode last = root;
        for (int i = 0; i < between; i++)
        {
            last = last.Next = new TreeNode(i + 2);
        }

        last.Next = root;
        float[] before = [.. root.W];

        var exception = Assert.Throws<InvalidOperationException>(() => root.ClipGradients(1e-3));

        Assert.Contains("holds itself", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(TreeNode), exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, root.W);
    }

#endif
    [Fact]
    public void PerFieldClipsEveryFieldOfEveryContainerByItself()
    {
        var model = new NestedPerField();
        List<(Func<double[]> Field, double[] Before)> fields = [];
        foreach (Func<double[]> field in (Func<double[]>[])
            [
                () => GradientWalk.Elements(model.Layers[0]!.W),
                () => GradientWalk.Elements(model.Layers[0]!.B),
                () => GradientWalk.Elements(model.Layers[2]!.W),
                () => GradientWalk.Elements(model.Layers[2]!.B),
                () => GradientWalk.Elements(((GatedLayer)model.Layers[2]!).Gate),
                () => GradientWalk.Elements(model.Heads),
                () => GradientWalk.Elements(model.Rows),
                () => GradientWalk.Elements(model.Own),
            ])
        {
            fields.Add((field, field()));
        }

        double norm = Reference.Norm(GradientWalk.Elements(model), 1);
        ClipResult measured = model.MeasureGradients();
        ClipResult result = model.ClipGradients();

        Assert.Equal(measured, result);
        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        foreach ((Func<double[]> field, double[] before) in fields)
        {
            double coefficient = Math.Min(1, 0.75 / Reference.Norm(before, 1));
            Assert.Equal(before.Select(x => x * coefficient), field(), Close);
            Assert.True(Reference.Norm(field(), 1) <= 0.75);
        }

        double[] once = GradientWalk.Elements(model);
        Assert.False(model.ClipGradients().IsClipped);
        Assert.Equal(once, GradientWalk.Elements(model));
    }

    [Fact]
    public void FieldsBeyondTheRoomForCoefficientsAreClippedToo()
    {
        var model = new ManyNested();
        for (int i = 0; i < 400; i++)
        {
            model.Layers.Add(new NestedLayer(3 + (i % 7), i));
        }

        double[][] before = [.. model.Layers.SelectMany(layer => (double[][])[GradientWalk.Elements(layer.W), GradientWalk.Elements(layer.B)])];
        ClipResult result = model.ClipGradients();
        double[][] after = [.. model.Layers.SelectMany(layer => (double[][])[GradientWalk.Elements(layer.W), GradientWalk.Elements(layer.B)])];

        Assert.True(result.IsClipped);
        for (int i = 0; i < before.Length; i++)
        {
            double coefficient = Math.Min(1, 0.5 / Reference.Norm(before[i], 2));
            Assert.Equal(before[i].Select(x => x * coefficient), after[i], Close);
            Assert.True(Reference.Norm(after[i], 2) <= 0.5);
        }

        Assert.False(model.ClipGradients().IsClipped);
    }

    private sealed class Unannotated : PlainLayer;

    private sealed class Comparer(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance * Math.Max(Math.Abs(x), Math.Abs(y));

        public int GetHashCode(double x) => 0;
    }
}
