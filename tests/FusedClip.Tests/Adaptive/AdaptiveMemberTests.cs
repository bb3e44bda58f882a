using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>What fields and weights may be in the adaptive scope, and what is refused at run time.</summary>
public sealed class AdaptiveMemberTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FlatBuffers_AreTaken(int axis)
    {
        AdaptiveFlat container = Flat(axis);
        (double[] Gradients, double[] Weights, int[] Lengths)[] before = Read(container);
        float behind = container.DPooled[8];

        ((IAdaptiveClipper)container).ClipGradients(0.3);

        (double[] Gradients, double[] Weights, int[] Lengths)[] after = Read(container);
        for (int i = 0; i < before.Length; i++)
        {
            double smallest = AdaptiveCheck.Check(before[i].Gradients, after[i].Gradients, before[i].Weights, before[i].Lengths, [axis], 0.3);
            Assert.True(smallest < 1);
            Assert.Equal(before[i].Weights, after[i].Weights);
        }

        Assert.Equal(behind, container.DPooled[8]);
    }

    [Fact]
    public void TypeParameters_AreTaken()
    {
        var singles = new AdaptiveGeneric<float> { DMatrix = new float[,] { { 3, 4 } }, Matrix = new float[,] { { 5, 0 } }, DFlat = [3, 4, 0, 0, 0, 1], Flat = [5, 0, 0, 0, 6, 8] };
        var doubles = new AdaptiveGeneric<double> { DMatrix = new double[,] { { 3, 4 } }, Matrix = new double[,] { { 5, 0 } }, DFlat = [3, 4, 0, 0, 0, 1], Flat = [5, 0, 0, 0, 6, 8] };

        singles.ClipGradients(0.5);
        doubles.ClipGradients(0.5);

        Assert.Equal([1.5, 2], SliceCheck.Elements(singles.DMatrix), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1.5, 2], SliceCheck.Elements(doubles.DMatrix), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([1.5, 2, 0, 0, 0, 1], SliceCheck.Elements(singles.DFlat), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1.5, 2, 0, 0, 0, 1], SliceCheck.Elements(doubles.DFlat), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void FieldsThatAreNull_ArePassedOver()
    {
        Assert.Equal(new ClipResult(0, 1, false, true), new AdaptiveRowsTwo().ClipGradients(0.1));
        Assert.Equal(new ClipResult(0, 1, false, true), new AdaptiveRowsTwo { Singles = new float[2, 2], Bias = [1] }.ClipGradients(0.1));

        var flat = (AdaptiveFlatRows)Flat(1);
        (flat.DArray, flat.DMemory, flat.DNullableMemory, flat.DList, flat.DPlain) = (null, default, null, [], default);
        flat.ClipGradients(0.1);
    }

    [Fact]
    public void EmptyFields_AreTaken()
    {
        var layers = new AdaptiveColumnsTwo { DSingles = new float[0, 3], Singles = new float[0, 3], DBias = [], Bias = [] };

        Assert.Equal(new ClipResult(0, 1, false, true), layers.ClipGradients(0.1));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "null", "The weights 'Doubles' of the gradient field 'DDoubles' are null or empty, and the field is of the dimensions [2, 3]. Nothing was written." },
        { "transposed", "The weights 'Doubles' of the gradient field 'DDoubles' are of the dimensions [3, 2], and the field is of the dimensions [2, 3]. Nothing was written." },
        { "short bias", "The weights 'DoubleBias' of the gradient field 'DDoubleBias' are of the dimensions [1], and the field is of the dimensions [2]. Nothing was written." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WeightsThatAreNotTheFields_AreRefusedBeforeAnythingIsWritten(string what, string message)
    {
        var layers = new AdaptiveRowsTwo
        {
            DSingles = new float[,] { { 5 } },
            Singles = new float[,] { { 1 } },
            DDoubles = new double[2, 3],
            Doubles = what == "null" ? null : what == "transposed" ? new double[3, 2] : new double[2, 3],
            DDoubleBias = [1, 2],
            DoubleBias = [1],
        };

        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => layers.ClipGradients(0.1)).Message);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => layers.MeasureGradients()).Message);
        Assert.Equal(5, layers.DSingles[0, 0]);

        // These don't look at weights.
        layers.ScaleGradients(0.5);
        Assert.Equal([0.5, 1], layers.DDoubleBias);
        layers.ZeroGradients();
        Assert.Equal([0, 0], layers.DDoubleBias);
    }

    [Fact]
    public void FlatWeightsOfAnotherLength_AreRefusedBeforeAnythingIsWritten()
    {
        var container = (AdaptiveFlatRows)Flat(1);
        double[] before = Read(container)[0].Gradients;
        container.List = [1, 2];

        string message = Assert.Throws<InvalidOperationException>(() => container.ClipGradients(0.1)).Message;
        Assert.Equal("The weights 'List' of the gradient field 'DList' are of 2 elements, and the field is of 6 elements. Nothing was written.", message);
        Assert.Equal(before, Read(container)[0].Gradients);

        container.List = null!;
        message = Assert.Throws<InvalidOperationException>(() => container.ClipGradients(0.1)).Message;
        Assert.Equal("The weights 'List' of the gradient field 'DList' are null or empty, and the field is of 6 elements. Nothing was written.", message);

        container.Rows = 3;
        message = Assert.Throws<InvalidOperationException>(() => container.ClipGradients(0.1)).Message;
        Assert.Equal("The Shape of the gradient field 'DArray' is [3, 3], which isn't that of a buffer of 6 elements. Nothing was written.", message);
    }

    // In another container's norm, and to another group, a field is what it is without weights.
    [Fact]
    public void HoldersAndGroups_KnowNoWeights()
    {
        var holder = new HolderOfAdaptive { Layer = { DW = new float[,] { { 3 } }, Other = new float[,] { { 4 } } } };

        Assert.Equal(5, holder.ClipGradients().TotalNorm);
        Assert.Equal(0.6f, holder.Layer.DW[0, 0], 1e-6f);
        Assert.True(holder.Layer.ClipRest(0.1).IsClipped);
        Assert.Throws<InvalidOperationException>(() => holder.Layer.ClipGradients());

        holder.Layer.W = new float[,] { { 1 } };
        Assert.Equal(0.5 / 0.6, holder.Layer.ClipGradients().Coefficient, 1e-6);
        Assert.Equal(0.5f, holder.Layer.DW[0, 0], 1e-6f);
    }

    private static AdaptiveFlat Flat(int axis)
    {
        AdaptiveFlat container = axis == 0 ? new AdaptiveFlatColumns() : new AdaptiveFlatRows();
        SplitMix.Singles(1, 6).CopyTo(container.DArray!, 0);
        SplitMix.Doubles(2, 12).CopyTo(container.DMemory);
        SplitMix.Doubles(3, 4).CopyTo(container.DNullableMemory!.Value);
        container.DList = [.. SplitMix.Singles(4, 6)];
        SplitMix.Singles(5, 4).CopyTo(container.DSegment.AsSpan());
        SplitMix.Singles(6, 10).CopyTo(container.DSpan);
        SplitMix.Singles(7, 20).CopyTo(container.DPooled, 0);
        SplitMix.Singles(8, 7).CopyTo(container.DPlain);
        SplitMix.Singles(11, 6).CopyTo(container.Array!, 0);
        SplitMix.Doubles(12, 12).CopyTo(container.Memory);
        SplitMix.Doubles(13, 4).CopyTo(container.NullableMemory!.Value);
        container.List = [.. SplitMix.Singles(14, 6)];
        SplitMix.Singles(15, 4).CopyTo(container.Segment.AsSpan());
        SplitMix.Singles(16, 10).CopyTo(container.Span);
        SplitMix.Singles(17, 11).CopyTo(container.Pooled, 0);
        SplitMix.Singles(18, 7).CopyTo(container.Plain);
        return container;
    }

    private static (double[] Gradients, double[] Weights, int[] Lengths)[] Read(AdaptiveFlat container) =>
    [
        (SliceCheck.Elements(container.DArray!), SliceCheck.Elements(container.Array!), [2, 3]),
        (SliceCheck.Elements(container.DMemory.ToArray()), SliceCheck.Elements(container.Memory.ToArray()), [2, 6]),
        (SliceCheck.Elements(container.DNullableMemory!.Value.ToArray()), SliceCheck.Elements(container.NullableMemory!.Value.ToArray()), [2, 2]),
        (SliceCheck.Elements(container.DList), SliceCheck.Elements(container.List), [2, 3]),
        (SliceCheck.Elements(container.DSegment), SliceCheck.Elements(container.Segment), [2, 2]),
        (SliceCheck.Elements(container.DSpan.ToArray()), SliceCheck.Elements(container.Span.ToArray()), [2, 5]),
        (SliceCheck.Elements(container.DPooled[..8]), SliceCheck.Elements(container.Pooled[..8]), [2, 4]),
        (SliceCheck.Elements(container.DPlain.ToArray()), SliceCheck.Elements(container.Plain.ToArray()), [7]),
    ];
}
