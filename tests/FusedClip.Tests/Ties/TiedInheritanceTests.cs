using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Fields that are tied to what a base container lists, and fields that are one object.</summary>
public sealed class TiedInheritanceTests
{
    /// <summary>Which of five matrices each field of a base container, one between, and a derived one is; 0 for null.</summary>
    public static TheoryData<int, int, int, int, int> Assignments
    {
        get
        {
            var all = new TheoryData<int, int, int, int, int>();
            for (int i = 0; i < 4 * 4 * 4 * 4 * 4; i += 7)
            {
                all.Add(i & 3, (i >> 2) & 3, (i >> 4) & 3, (i >> 6) & 3, (i >> 8) & 3);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Assignments))]
    public void EveryMatrixIsCountedAndScaledOnceWhicheverFieldsItIs(int embedding, int decoder, int middle, int head, int last)
    {
        int[] assigned = [embedding, decoder, middle, head, last];
        float[,]?[] matrices = [null, .. Enumerable.Range(0, 3).Select(i => NestedData.Table(5, 7, i))];
        double[] before = Elements(matrices, assigned);
        var fields = new TiedHead { Matrices = [.. assigned.Select(i => matrices[i])], Bias = [2] };
        double norm = Reference.Norm([.. before, 2], 2);

        Assert.Equal(norm, fields.MeasureGradients().TotalNorm, norm * 1e-6);
        ClipResult result = fields.ClipGradients(norm / 3);
        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.Equal(before.Select(x => x * result.Coefficient), Elements(matrices, assigned), Close);
        fields.ScaleGradients(3 / result.Coefficient);
        Assert.Equal(before.Select(x => x * 3), Elements(matrices, assigned), Close);
        var accumulator = new NormAccumulator(1);
        fields.AccumulateNorm(ref accumulator);
        Assert.Equal(3 * Reference.Norm([.. before, 2], 1), accumulator.TotalNorm, norm * 1e-5);
    }

    [Fact]
    public void OfFieldsThatAreOneTheBasesIsCounted()
    {
        float[,] shared = { { 1, float.NaN } };
        string[] names =
        [
            .. Enumerable.Range(0, 5).Select(first =>
            {
                var fields = new TiedHead { Matrices = [.. Enumerable.Range(0, 5).Select(i => i < first ? null : shared)] };
                return Assert.Throws<NonFiniteGradientException>(() => fields.ClipGradients(1)).FieldName!;
            }),
        ];

        Assert.Equal(["Embedding", "Decoder", "Middle", "Head", "Last"], names);
    }

    [Fact]
    public void MemoryIsTiedToAnArrayOfTheBase()
    {
        float[] bias = [3, 4];
        Assert.Equal(5, new TiedHead { Bias = bias, Pool = bias }.MeasureGradients().TotalNorm);
        Assert.Equal(Math.Sqrt(50), new TiedHead { Bias = bias, Pool = new float[] { 3, 4 } }.MeasureGradients().TotalNorm, 1e-12);
    }

    [Fact]
    public void ObjectsAreCountedOnceWhateverTheyAreSeenAs()
    {
        TiedObjects together = Objects(isTied: true);
        TiedObjects single = Objects(isTied: true);
        (single.Decoder, single.Source, single.OtherRows, single.OtherBlocks, single.OtherPlain) = (null, null, null, null, null);
        Assert.Equal(single.MeasureGradients(), together.MeasureGradients());
        double norm = single.MeasureGradients().TotalNorm;
        Assert.Equal(single.ClipGradients(norm / 7), together.ClipGradients(norm / 7));
        Assert.Equal(norm / 7, together.MeasureGradients().TotalNorm, norm * 1e-6);

        TiedObjects apart = Objects(isTied: false);
        Assert.Equal(norm * Math.Sqrt(2), apart.MeasureGradients().TotalNorm, norm * 1e-6);
        apart.ClipGradients(norm / 7);
        Assert.Equal(norm / 7, apart.MeasureGradients().TotalNorm, norm * 1e-6);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        TiedObjects objects = Objects(isTied: true);
        float[,] shared = NestedData.Table(5, 7, 1);
        var head = new TiedHead { Matrices = [shared, null, shared, null, shared], Bias = [1] };
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            foreach (IClipper container in (ReadOnlySpan<IClipper>)[objects, head])
            {
                container.ClipGradients(container.MeasureGradients().TotalNorm / 2);
                container.ScaleGradients(2);
            }
        });
    }

    private static TiedObjects Objects(bool isTied)
    {
        List<NestedLayer> encoder = [new(10, 1), new(7, 2)];
        NestedLayer layer = new GatedLayer(11, 3);
        List<float[]> rows = [[1, 2], [3]];
        List<List<NestedLayer>> blocks = [[new(5, 4)], [new(6, 5)]];
        PlainLayer plain = new DenseLayer(9, 6);
        return new TiedObjects
        {
            Encoder = encoder,
            Decoder = isTied ? encoder : [new(10, 1), new(7, 2)],
            Layer = layer,
            Source = isTied ? layer : new GatedLayer(11, 3),
            Rows = rows,
            OtherRows = isTied ? rows : [[1, 2], [3]],
            Blocks = blocks,
            OtherBlocks = isTied ? blocks : [[new(5, 4)], [new(6, 5)]],
            Plain = plain,
            OtherPlain = isTied ? plain : new DenseLayer(9, 6),
        };
    }

    private static double[] Elements(float[,]?[] matrices, int[] assigned) =>
        [.. assigned.Distinct().Where(i => i > 0).Order().SelectMany(i => GradientWalk.Elements(matrices[i]))];

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected);
}
