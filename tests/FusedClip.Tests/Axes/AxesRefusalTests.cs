using System;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Members that lack the axes, or the shape that they are said to have, are refused before anything is written.</summary>
public sealed class AxesRefusalTests
{
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
}
