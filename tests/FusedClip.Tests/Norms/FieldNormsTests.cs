using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>FieldNorms: which field has which norm.</summary>
public sealed class FieldNormsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    public void EveryMember_HasItsNormAfterThePreScale(double preScale)
    {
        NormModel model = Model();
        double[] expected = [.. Expected(model).Select(elements => Reference.Norm(elements, 2) * preScale)];

        ClipResult result = model.ClipGradients(out NormModel.GradientNorms norms, preScale: preScale);

        AssertAre(expected, norms);
        Assert.True(result.IsClipped);
        Assert.Equal(Reference.Norm(expected, 2), result.TotalNorm, 1e-6);

        // Halves are rounded once more, by 2^-11.
        Assert.InRange(Reference.Norm(Expected(model).SelectMany(field => field), 2), 5 * (1 - 1e-3), 5);
    }

    [Fact]
    public void Measuring_GivesTheSameNormsAndWritesNothing()
    {
        NormModel model = Model();
        double[] before = [.. Expected(model).SelectMany(field => field)];

        ClipResult measured = model.MeasureGradients(out NormModel.GradientNorms norms);

        Assert.Equal(before, Expected(model).SelectMany(field => field));
        ClipResult clipped = model.ClipGradients(out NormModel.GradientNorms again);
        Assert.Equal(measured, clipped);
        Assert.Equal(Values(norms), Values(again));
    }

    [Fact]
    public void BelowTheLimit_NothingIsWritten()
    {
        NormModel model = Model();
        double[] before = [.. Expected(model).SelectMany(field => field)];

        ClipResult result = model.ClipGradients(out NormModel.GradientNorms norms, maxNorm: 1e6);

        Assert.Equal((1, false), (result.Coefficient, result.IsClipped));
        Assert.Equal(before, Expected(model).SelectMany(field => field));
        Assert.Equal(Reference.Norm(model.Encoder!.W!, 2), norms.Encoder.W, 1e-6);
    }

    [Fact]
    public void Null_IsZeroAndShiftsNothing()
    {
        var model = new NormModel { Table = new float[,] { { 3, 4 } }, Last = new[] { (Half)2 }, Sources = [null!] };

        ClipResult result = model.ClipGradients(out NormModel.GradientNorms norms);

        Assert.Equal((5, 2), (norms.Table, norms.Last));
        Assert.Equal(Math.Sqrt(29), result.TotalNorm, 1e-6);
        Assert.Equal(2, Values(norms).Count(norm => norm != 0));
    }

    // Its base's fields are those that the member's type says; what a derived type has besides isn't kept, and counts.
    [Fact]
    public void DerivedType_HasTheNormsThatItsMembersTypeSays()
    {
        NormModel model = Model();
        model.Encoder = new NormGatedLayer { W = [3], B = [4], Gate = [(Half)12], Pair = new NormPair { First = 84 } };
        double[] expected = [.. Expected(model).Select(elements => Reference.Norm(elements, 2))];

        ClipResult result = model.ClipGradients(out NormModel.GradientNorms norms);

        AssertAre(expected, norms);
        Assert.Equal((3, 4), (norms.Encoder.W, norms.Encoder.B));
        Assert.Equal(Math.Sqrt(expected.Sum(norm => norm * norm) + (12 * 12) + (84 * 84)), result.TotalNorm, 1e-4);
    }

    [Fact]
    public void DerivedType_AtTheEnd_WritesNothingBehindTheSlots()
    {
        var holder = new NormActorCritic { A = [1], Body = new NormGatedLayer { W = [2], B = [3], Gate = [(Half)4], Pair = new NormPair { First = 5, Second = 6 } } };

        holder.ClipActor(out NormActorCritic.ActorNorms norms, maxNorm: 100);

        Assert.Equal([1, 2, 3], Enumerable.Range(0, norms.Count).Select(i => norms[i]));
    }

    [Fact]
    public void Names_AreThoseOfThePathsToTheFields()
    {
        string[] names = [.. Enumerable.Range(0, NormModel.GradientNorms.SlotCount).Select(NormModel.GradientNorms.NameOf)];

        Assert.Equal(
            [
                "Table", "Encoder.W", "Encoder.B", "Layers", "Gated.W", "Gated.B", "Gated.Gate", "Gated.Pair.First", "Gated.Pair.Second",
                "Rows", "Sources", "Silent", "Pieces", "Pair.First", "Pair.Second", "Pairs", "Self", "Last",
            ],
            names);
        Assert.Equal(["W", "B"], new[] { NormLayer.GradientNorms.NameOf(0), NormLayer.GradientNorms.NameOf(1) });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(18)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void IndexOfNoNorm_Throws(int index)
    {
        Model().ClipGradients(out NormModel.GradientNorms norms);

        Assert.Throws<ArgumentOutOfRangeException>(() => norms[index]);
        Assert.Throws<ArgumentOutOfRangeException>(() => NormModel.GradientNorms.NameOf(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormPair.GradientNorms.NameOf(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(NormPair.GradientNorms)[index]);
    }

    [Fact]
    public void Group_HasAStructOfItsOwn()
    {
        var container = new NormActorCritic { A = [3], Body = new NormLayer { B = [4] }, C = [100] };

        Assert.Equal(5, container.MeasureActor(out NormActorCritic.ActorNorms norms).TotalNorm, 1e-6);
        Assert.Equal((3, 0, 4), (norms.A, norms.Body.W, norms.Body.B));
    }

    [Fact]
    public void KeywordsAndSpans_HaveNorms()
    {
        float[] a = [3, 4], b = [6, 8];
        double[] c = [5];
        var container = new NormKeywords { @class = a, norms = b, index = c, record = [1] };

        container.ClipGradients(out NormKeywords.GradientNorms norms);

        Assert.Equal((5, 10, 5, 1), (norms.@class, norms.norms, norms.index, norms.record));
    }

    [Fact]
    public void TiedField_IsCountedOnce()
    {
        var container = new NormTied<float> { In = [3, 4] };
        container.Out = container.In;
        container.ClipGradients(out NormTied<float>.GradientNorms norms);
        Assert.Equal((5, 0), (norms.In, norms.Out));

        container.Out = [2];
        container.ClipGradients(out norms);
        Assert.Equal(2, norms.Out);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        NormModel model = Model();
        var perField = new NormsPerField { F0 = SplitMix.Singles(1, 100), F5 = SplitMix.Singles(2, 10) };
        var large = new NormsTwo { F0 = SplitMix.Singles(1, 100), F5 = SplitMix.Singles(2, 10) };
        double sum = 0;
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            model.ScaleGradients(100);
            model.ClipGradients(out NormModel.GradientNorms norms);
            for (int i = 0; i < norms.Count; i++)
            {
                sum += norms[i] + NormModel.GradientNorms.NameOf(i).Length;
            }

            // Too large for the squares of a float.
            large.ScaleGradients(1e30);
            large.ClipGradients(out _, 1);
            perField.ScaleGradients(10);
            perField.ClipGradients(out NormsPerField.GradientNorms each, 1);
            sum += each.F5;
        });
        Assert.True(double.IsFinite(sum));
    }

    private static NormModel Model() => new()
    {
        Table = new float[,] { { 1, 2 }, { 3, 4 } },
        Encoder = Layer(1),
        Layers = [Layer(2), null, Layer(3), new NormGatedLayer { W = [1, 2], Gate = [(Half)2], Pair = new NormPair { First = 3 } }],
        Gated = new NormGatedLayer { W = SplitMix.Singles(4, 30), B = SplitMix.Doubles(5, 7), Gate = [(Half)1.5, (Half)(-2)], Pair = new NormPair { First = 1, Second = 7 } },
        Rows = [[1, 2, 3], null!, [4]],
        Sources = [Layer(6), new TouchedRows(new float[,] { { 1, 2 }, { 3, 4 } }, 1), new SilentLayer { W = [2] }, new TouchedRows(new float[,] { { 5 } }, 0)],
        Silent = new SilentLayer { W = SplitMix.Singles(7, 40), Inner = Layer(8) },
        Pieces = [[1, 2], [3]],
        Pair = new NormPair { First = 3, Second = 9 },
        Pairs = [[new NormPair { First = 3, Second = 9 }], null, [new NormPair { First = 1 }, new NormPair { Second = 2 }]],
        Self = new NormModel { Table = new float[,] { { 6 } }, Encoder = Layer(9) },
        Last = new[] { (Half)1, (Half)0.5 },
    };

    private static NormLayer Layer(ulong seed) => new() { W = SplitMix.Singles(seed, 20 + (int)seed), B = SplitMix.Doubles(seed + 100, 5) };

    // The elements behind each norm, found without the sweep.
    private static double[][] Expected(NormModel model) =>
    [
        [.. model.Table!.Cast<float>()],
        [.. Of(model.Encoder!.W)],
        [.. model.Encoder.B!],
        [.. model.Layers.SelectMany(All)],
        [.. Of(model.Gated!.W)],
        [.. model.Gated.B!],
        [.. model.Gated.Gate!.Select(x => (double)x)],
        [model.Gated.Pair.First],
        [model.Gated.Pair.Second],
        [.. model.Rows!.SelectMany(Of)],
        [.. model.Sources.SelectMany(All)],
        [.. All(model.Silent)],
        [.. model.Pieces!.SelectMany(Of)],
        [model.Pair.First],
        [model.Pair.Second],
        [.. model.Pairs!.SelectMany(pairs => pairs ?? []).SelectMany(pair => new[] { pair.First, pair.Second })],
        [.. model.Self!.Table!.Cast<float>(), .. All(model.Self.Encoder)],
        [.. model.Last.ToArray().Select(x => (double)x)],
    ];

    private static IEnumerable<double> Of(float[]? values) => (values ?? []).Select(x => (double)x);

    private static IEnumerable<double> All(IGradientSource? source) => source switch
    {
        NormGatedLayer gated => [.. Of(gated.W), .. gated.B ?? [], .. gated.Gate!.Select(x => (double)x), gated.Pair.First, gated.Pair.Second],
        NormLayer layer => [.. Of(layer.W), .. layer.B ?? []],
        SilentLayer silent => [.. Of(silent.W), .. All(silent.Inner)],
        TouchedRows rows => rows.Touched.SelectMany(row => Enumerable.Range(0, rows.Table.GetLength(1)).Select(i => (double)rows.Table[row, i])),
        _ => [],
    };

    private static double[] Values(in NormModel.GradientNorms norms)
    {
        var values = new double[norms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = norms[i];
        }

        return values;
    }

    private static void AssertAre(double[] expected, in NormModel.GradientNorms norms)
    {
        double[] byIndex = Values(norms);
        double[] byName =
        [
            norms.Table, norms.Encoder.W, norms.Encoder.B, norms.Layers, norms.Gated.W, norms.Gated.B, norms.Gated.Gate,
            norms.Gated.Pair.First, norms.Gated.Pair.Second, norms.Rows, norms.Sources, norms.Silent, norms.Pieces, norms.Pair.First,
            norms.Pair.Second, norms.Pairs, norms.Self, norms.Last,
        ];
        Assert.Equal(byName, byIndex);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - byIndex[i]) <= expected[i] * 3e-7, $"{NormModel.GradientNorms.NameOf(i)}: {byIndex[i]:R} instead of {expected[i]:R}");
        }
    }
}
