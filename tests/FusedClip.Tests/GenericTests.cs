using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Containers over a type parameter do what those of its type argument do, bit for bit.</summary>
public sealed class GenericTests
{
    public static TheoryData<double> Orders => new(1, 2, double.PositiveInfinity, 2.5);

    [Theory]
    [MemberData(nameof(Orders))]
    public void Floats(double order)
    {
        foreach (int length in new[] { 0, 1, 15, 64, 100, 1000, 5000 })
        {
            SingleFields plain = Containers.Single(order);
            Fields<float> generic = Make<float>(order);
            (plain.F0, plain.F2, plain.F5) = (SplitMix.Singles(1, length), SplitMix.Singles(2, 33), SplitMix.Singles(3, length / 2));
            (generic.F0, generic.F2, generic.F5) = ([.. plain.F0], [.. plain.F2], [.. plain.F5]);
            (plain.Buffer, generic.Buffer) = (SplitMix.Singles(4, length), SplitMix.Singles(4, length));
            Check((IClipper)plain, (IClipper)generic, () => [.. Bytes<float>(plain.F0, plain.F2, plain.F5, plain.Buffer.ToArray())], () => [.. Bytes<float>(generic.F0, generic.F2, generic.F5, generic.Buffer.ToArray())]);
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Doubles(double order)
    {
        foreach (int length in new[] { 0, 1, 15, 64, 100, 1000, 5000 })
        {
            DoubleFields plain = Containers.Double(order);
            Fields<double> generic = Make<double>(order);
            (plain.F0, plain.F2, plain.F5) = (SplitMix.Doubles(1, length), SplitMix.Doubles(2, 33), SplitMix.Doubles(3, length / 2));
            (generic.F0, generic.F2, generic.F5) = ([.. plain.F0], [.. plain.F2], [.. plain.F5]);
            (plain.Buffer, generic.Buffer) = (SplitMix.Doubles(4, length), SplitMix.Doubles(4, length));
            Check((IClipper)plain, (IClipper)generic, () => [.. Bytes<double>(plain.F0, plain.F2, plain.F5, plain.Buffer.ToArray())], () => [.. Bytes<double>(generic.F0, generic.F2, generic.F5, generic.Buffer.ToArray())]);
        }
    }

    [Fact]
    public void EveryShapeIsClipped()
    {
        var singles = new EveryShapeOf<float>();
        var doubles = new EveryShapeOf<double>();

        Assert.Equal(Math.Sqrt(20), singles.ClipGradients(1).TotalNorm, 1e-6);
        Assert.Equal(Math.Sqrt(20), doubles.ClipGradients(1).TotalNorm, 1e-12);

        double expected = 1 / Math.Sqrt(20);
        Assert.All([singles.Matrix[1, 1], singles.Rows[2][1], singles.Deep[0][0][0, 0], singles.List[1], singles.Scalar, singles.Property, singles.Fixed[1], singles.ListOfArrays[1][0], singles.ArrayOfLists[2]![0], singles.Memories[0].Span[0], singles.Maybe!.Value.Span[0]], x => Assert.Equal(expected, x, 1e-6));
        Assert.All([doubles.Matrix[1, 1], doubles.Rows[2][1], doubles.Deep[0][0][0, 0], doubles.List[1], doubles.Scalar, doubles.Property, doubles.Fixed[1], doubles.ListOfArrays[1][0], doubles.ArrayOfLists[2]![0], doubles.Memories[0].Span[0], doubles.Maybe!.Value.Span[0]], x => Assert.Equal(expected, x, 1e-6));
    }

    [Fact]
    public void AnyOtherTypeArgumentIsRefusedBeforeAnythingIsWritten()
    {
        var container = new EveryShapeOf<int>();

        Assert.All<Action>([() => container.ClipGradients(), () => container.MeasureGradients(), () => container.ScaleGradients(2), container.ZeroGradients], call =>
            Assert.StartsWith("'Matrix' has elements of type System.Int32, which can't be clipped:", Assert.Throws<NotSupportedException>(call).Message, StringComparison.Ordinal));
        Assert.Equal([1, 1], container.Fixed);
        Assert.Equal(1, container.Scalar);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var singles = new EveryShapeOf<float>();
        var doubles = new EveryShapeOf<double>();
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            singles.ClipGradients(singles.MeasureGradients().TotalNorm / 2);
            doubles.ClipGradients(doubles.MeasureGradients().TotalNorm / 2);
            singles.ScaleGradients(2);
            doubles.ScaleGradients(2);
            doubles.ClipGradients(1e9);
        });
    }

    private static void Check(IClipper plain, IClipper generic, Func<byte[]> plainBytes, Func<byte[]> genericBytes)
    {
        Assert.Equal(plainBytes(), genericBytes());
        double norm = plain.MeasureGradients().TotalNorm;
        Assert.Equal(plain.MeasureGradients(), generic.MeasureGradients());
        Assert.Equal(plain.ClipGradients((norm / 3) + 1e-30), generic.ClipGradients((norm / 3) + 1e-30));
        Assert.Equal(plainBytes(), genericBytes());
        plain.ScaleGradients(0.3);
        generic.ScaleGradients(0.3);
        Assert.Equal(plainBytes(), genericBytes());
    }

    private static Fields<T> Make<T>(double order)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => order switch
        {
            1 => new One<T>(),
            2 => new Two<T>(),
            2.5 => new Power<T>(),
            _ => new Max<T>(),
        };

    private static byte[] Bytes<T>(params T[]?[] fields)
        where T : struct => [.. fields.SelectMany(field => MemoryMarshal.AsBytes(field.AsSpan()).ToArray())];
}
