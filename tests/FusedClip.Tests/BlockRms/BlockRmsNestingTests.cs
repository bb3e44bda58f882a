using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ClipScope.BlockRms over containers that a container holds, and sources that can't be counted.</summary>
public sealed class BlockRmsNestingTests
{
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
            double coefficient = Math.Min(1, 0.5 / MeanCheck.Mean(before[i], 2));
            Assert.True(MeanCheck.Mean(after[i], 2) <= 0.5 * (1 + MeanCheck.Slack));
            MeanCheck.IsNear([.. before[i].Select(x => x * coefficient)], after[i], MeanCheck.Window);
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
}
