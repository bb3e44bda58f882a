using System;
using System.Buffers;
using System.Linq;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Tied buffers that are no plain references or spans are compared by where their elements lie.</summary>
public sealed class TiedPlaceTests
{
    private static readonly float[] Pinned = GC.AllocateArray<float>(8, pinned: true);

    /// <summary>Fields that are one buffer, of the elements 3 and 4.</summary>
    public static TheoryData<string> OneBuffer => new(Cases.Where(one => one.IsOne).Select(one => one.Name));

    /// <summary>Fields that are two buffers, each of the elements 3 and 4.</summary>
    public static TheoryData<string> TwoBuffers => new(Cases.Where(one => !one.IsOne).Select(one => one.Name));

    private static readonly Case[] Cases =
    [
        new("one tensor", true, fields => fields.OtherTensor = fields.Tensor = Of([3, 4])),
        new("one tensor, and its span", true, fields => fields.SpanOf = fields.Tensor = Of([3, 4])),
        new("two tensors of one array", true, fields =>
        {
            float[] array = [3, 4];
            (fields.Tensor, fields.OtherTensor, fields.SpanOf) = (Of(array), Of(array, 2, 1), Of(array, 1, 2));
        }),
        new("a tensor and its transpose", true, fields => fields.OtherTensor = System.Numerics.Tensors.Tensor.PermuteDimensions(fields.Tensor = Of([3, 0, 0, 4], 2, 2), [1, 0])),
        new("a tensor and the array behind it", true, fields => fields.Tensor = Of(fields.Flat = [3, 4], 2, 1)),
        new("another tensor and the array behind it", true, fields => fields.OtherTensor = Of(fields.Flat = [3, 4])),
        new("two equal windows", true, fields => fields.OtherTensor = Window(fields.Tensor = Window(Of([0, 0, 0, 0, 3, 4, 0, 0, 0], 3, 3), 1..2, 1..3), 0..1, 0..2)),
        new("tensors apart", false, fields => (fields.Tensor, fields.OtherTensor) = (Of([3, 4]), Of([3, 4]))),
        new("a tensor that is null", false, fields => (fields.OtherTensor, fields.SpanOf) = (Of([3, 4]), Of([3, 4]))),
        new("windows apart", false, fields =>
        {
            Tensor<float> whole = Of([3, 4, 3, 4], 2, 2);
            (fields.Tensor, fields.OtherTensor) = (Window(whole, 0..1, 0..2), Window(whole, 1..2, 0..2));
        }),
        new("columns apart", false, fields =>
        {
            Tensor<float> whole = Of([3, 3, 4, 4], 2, 2);
            (fields.Tensor, fields.OtherTensor) = (Window(whole, 0..2, 0..1), Window(whole, 0..2, 1..2));
        }),
        new("a matrix and its rows", true, fields => fields.Rows = fields.Table = new float[,] { { 3 }, { 4 } }),
        new("a matrix and a span over it", true, fields => fields.SpanOfRows = fields.Table = new float[,] { { 3, 4 } }),
        new("a matrix and its elements", true, fields => fields.Rows = new Memory2D<float>(fields.ElementsOf = [3, 4], 1, 2)),
        new("two views of the same rows", true, fields => fields.SpanOfRows = fields.Rows = new Memory2D<float>(new float[] { 0, 3, 0, 0, 4, 0 }, 1, 2, 1, 2)),
        new("rows apart", false, fields =>
        {
            float[,] whole = { { 3, 3 }, { 4, 4 } };
            (fields.Rows, fields.SpanOfRows) = (new Memory2D<float>(whole).Slice(0, 0, 2, 1), new Memory2D<float>(whole).Slice(0, 1, 2, 1));
        }),
        new("one matrix", true, fields => fields.OtherMatrix = fields.Matrix = Matrix<double>.Build.Dense(2, 1, [3, 4])),
        new("two matrices of one array", true, fields =>
        {
            double[] array = [3, 4];
            (fields.Matrix, fields.OtherMatrix) = (Matrix<double>.Build.Dense(1, 2, array), Matrix<double>.Build.Dense(2, 1, array));
        }),
        new("a matrix and the vector of its array", true, fields =>
        {
            double[] array = [3, 4];
            (fields.Matrix, fields.Vector, fields.Doubles) = (Matrix<double>.Build.Dense(1, 2, array), Vector<double>.Build.Dense(array), array);
        }),
        new("matrices apart", false, fields => (fields.Matrix, fields.OtherMatrix) = (Matrix<double>.Build.Dense(2, 1, [3, 4]), Matrix<double>.Build.Dense(2, 1, [3, 4]))),
        new("pointers to one place", true, fields => Point(fields, 0, 2, 0, 2)),
        new("a pointer and its array", true, fields => Managed(fields, 0)),
        new("pointers apart", false, fields => Point(fields, 0, 2, 2, 2)),
        new("a pointer and another part of its array", false, fields => Managed(fields, 2)),
        new("a pointer that is null", false, fields =>
        {
            Point(fields, 0, 2, 2, 2);
            Nullify(fields);
            fields.Segment = new float[] { 3, 4 };
        }),
    ];

    [Theory]
    [MemberData(nameof(OneBuffer))]
    public void OneBufferIsCountedAndScaledOnce(string name) => Check(name, 5);

    [Theory]
    [MemberData(nameof(TwoBuffers))]
    public void TwoBuffersAreCountedEach(string name) => Check(name, Math.Sqrt(50));

    [Theory]
    [MemberData(nameof(OneBuffer))]
    [MemberData(nameof(TwoBuffers))]
    public void NothingIsAllocated(string name)
    {
        TiedPlaces fields = Create(name);
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            fields.ClipGradients(fields.MeasureGradients().TotalNorm / 2);
            fields.ScaleGradients(2);
            var accumulator = new NormAccumulator(3);
            fields.AccumulateNorm(ref accumulator);
        });
    }

    [Fact]
    public void PartOfABufferIsNotTheSame()
    {
        float[] array = [3, 4];
        TiedPlaces[] parts =
        [
            new() { Tensor = Of(array), Flat = array[..1] },
            new() { Tensor = Of(array), OtherTensor = Of([3, 4, 0, 0], 2, 2) },
            new() { Tensor = Of([3, 0, 4, 0], 2, 2), OtherTensor = null, Rows = new Memory2D<float>(array, 1, 2), ElementsOf = array[..1] },
        ];

        Assert.Equal([Math.Sqrt(34), Math.Sqrt(50), Math.Sqrt(59)], parts.Select(part => part.MeasureGradients().TotalNorm).ToArray(), Close);
    }

    [Fact]
    public void ALengthThatDiffersIsAnotherBuffer()
    {
        float[] array = [3, 4, 12];
        var fields = new TiedLengths { Pooled = array, SameLength = array, Count = 2, OtherLength = array, OtherCount = 2 };
        Assert.Equal(5, fields.MeasureGradients().TotalNorm);

        // What counts of both is the same, though the buffers aren't.
        Assert.Equal(5, new TiedLengths { Pooled = array, Count = 2, Whole = array.AsMemory(0, 2) }.MeasureGradients().TotalNorm);
        Assert.Equal(13, new TiedLengths { Pooled = array, Count = 3, Whole = array }.MeasureGradients().TotalNorm);
#if !DEBUG
        // Where more counts of one than of the other, nothing is left out. Debug builds refuse it: they share memory, and aren't one buffer.
        fields = new TiedLengths { Pooled = array, Count = 1, OtherLength = array, OtherCount = 3 };
        Assert.Equal(Math.Sqrt(9 + 169), fields.MeasureGradients().TotalNorm, 1e-12);
#endif
    }

    [Fact]
    public void AnElementThatIsNotFiniteIsThatOfTheBufferThatIsCounted()
    {
        var fields = new TiedPlaces { Table = new float[,] { { 1 }, { float.NaN } } };
        fields.Rows = fields.Table;
        Assert.Equal("Table", Assert.Throws<NonFiniteGradientException>(() => fields.ClipGradients(1)).FieldName);

        fields.Table = null;
        Assert.Equal(("Rows", 1), Name(Assert.Throws<NonFiniteGradientException>(() => fields.ClipGradients(1))));

        static (string?, long) Name(NonFiniteGradientException exception) => (exception.FieldName, exception.Index);
    }

    [Fact]
    public void FieldsMayHaveTheNamesOfTheComparisonsLocals()
    {
        float[] array = [3, 4];
        var fields = new NamesOfTiedLocals { otherTensor = Of(array), tensor = Of(array), place = array, other = Of(array), tied = Of([12]) };
        Assert.Equal(13, fields.MeasureGradients().TotalNorm);
    }

    private static void Check(string name, double norm)
    {
        ClipResult result = Create(name).ClipGradients(1000);
        Assert.Equal(norm, result.TotalNorm, 1e-5);

        TiedPlaces fields = Create(name);
        Assert.Equal(norm, fields.ClipGradients(norm / 2).TotalNorm, 1e-5);
        Assert.Equal(norm / 2, fields.MeasureGradients().TotalNorm, 1e-5);
        fields.ScaleGradients(-6);
        Assert.Equal(norm * 3, fields.MeasureGradients().TotalNorm, 1e-4);
        var accumulator = new NormAccumulator(1);
        fields.AccumulateNorm(ref accumulator);
        Assert.Equal(norm == 5 ? 21 : 42, accumulator.TotalNorm, 1e-4);
        fields.ZeroGradients();
        Assert.Equal(0, fields.MeasureGradients().TotalNorm);
    }

    private static TiedPlaces Create(string name)
    {
        var fields = new TiedPlaces();
        Array.Find(Cases, one => one.Name == name)!.Put(fields);
        return fields;
    }

    private static Tensor<float> Of(float[] array, params nint[] lengths) =>
        System.Numerics.Tensors.Tensor.Create(array, lengths.Length == 0 ? [array.Length] : lengths);

    private static Tensor<float> Window(Tensor<float> tensor, NRange rows, NRange columns) => tensor.Slice((ReadOnlySpan<NRange>)[rows, columns]);

    private static unsafe void Point(TiedPlaces fields, int first, int count, int second, int otherCount)
    {
        Fill();
        (fields.Count, fields.OtherCount) = (count, otherCount);
        fields.Pointer = (float*)Unsafe.AsPointer(ref Pinned[first]);
        fields.OtherPointer = (float*)Unsafe.AsPointer(ref Pinned[second]);
    }

    private static unsafe void Managed(TiedPlaces fields, int start)
    {
        Fill();
        fields.Count = 2;
        fields.Pointer = (float*)Unsafe.AsPointer(ref Pinned[0]);
        fields.Managed = Pinned.AsMemory(start, 2);
        fields.Segment = new ArraySegment<float>(Pinned, start, 2);
    }

    private static unsafe void Nullify(TiedPlaces fields) => fields.Pointer = null;

    private static void Fill() => ((float[])[3, 4, 3, 4, 0, 0, 0, 0]).CopyTo(Pinned, 0);

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;

    private sealed record Case(string Name, bool IsOne, Action<TiedPlaces> Put);
}
