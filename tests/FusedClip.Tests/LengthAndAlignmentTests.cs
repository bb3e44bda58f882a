using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Every length, at every place in a 64-byte line, against the scalar reference; nothing beside the buffer changes.</summary>
public sealed class LengthAndAlignmentTests
{
    private const int Line = 64;

    public static TheoryData<double> Orders => new(Containers.Orders);

    private static IEnumerable<int> Lengths =>
        Enumerable.Range(0, 201).Concat(Enumerable.Range(250, 12)).Concat(Enumerable.Range(505, 14))
            .Concat(Enumerable.Range(4090, 12)).Concat(Enumerable.Range(8186, 12));

    [Theory]
    [MemberData(nameof(Orders))]
    public void Floats(double order)
    {
        float[] source = SplitMix.Singles(11, 8300);
        float[] memory = GC.AllocateArray<float>(source.Length + 64, pinned: true);
        SingleFields container = Containers.Single(order);
        foreach (int length in Lengths)
        {
            double exact = Reference.Norm(source.Take(length), order);
            double? norm = null;
            foreach (int residue in Enumerable.Range(0, Line / sizeof(float)))
            {
                int start = StartAt(ref memory[0], residue, sizeof(float));
                Span<float> around = memory.AsSpan(0, start + length + 32);
                around.Fill(7);
                source.AsSpan(0, length).CopyTo(memory.AsSpan(start));
                container.Buffer = memory.AsMemory(start, length);

                ClipResult result = ((IClipper)container).ClipGradients(exact * 0.75 + 1e-30);

                // The same bits, whatever the address.
                Assert.Equal(norm ?? result.TotalNorm, result.TotalNorm);
                norm = result.TotalNorm;
                Close(exact, result.TotalNorm, 1e-7);
                var c = (float)result.Coefficient;
                for (int i = 0; i < around.Length; i++)
                {
                    bool isInside = i >= start && i < start + length;
                    float expected = isInside ? source[i - start] * c : 7;
                    if (!expected.Equals(around[i]))
                    {
                        Assert.Fail($"length {length}, residue {residue}: element {i - start} is {around[i]}, not {expected}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Doubles(double order)
    {
        double[] source = SplitMix.Doubles(12, 8300);
        double[] memory = GC.AllocateArray<double>(source.Length + 64, pinned: true);
        DoubleFields container = Containers.Double(order);
        foreach (int length in Lengths)
        {
            double exact = Reference.Norm(source.Take(length), order);
            double? norm = null;
            foreach (int residue in Enumerable.Range(0, Line / sizeof(double)))
            {
                int start = StartAt(ref memory[0], residue, sizeof(double));
                Span<double> around = memory.AsSpan(0, start + length + 32);
                around.Fill(7);
                source.AsSpan(0, length).CopyTo(memory.AsSpan(start));
                container.Buffer = memory.AsMemory(start, length);

                ClipResult result = ((IClipper)container).ClipGradients(exact * 0.75 + 1e-300);

                Assert.Equal(norm ?? result.TotalNorm, result.TotalNorm);
                norm = result.TotalNorm;
                Close(exact, result.TotalNorm, 1e-14);
                for (int i = 0; i < around.Length; i++)
                {
                    bool isInside = i >= start && i < start + length;
                    double expected = isInside ? source[i - start] * result.Coefficient : 7;
                    if (!expected.Equals(around[i]))
                    {
                        Assert.Fail($"length {length}, residue {residue}: element {i - start} is {around[i]}, not {expected}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Halves(double order)
    {
        const int Size = 2;
        Half[] source = HalfContainers.Random(13, 8300);
        Half[] memory = GC.AllocateArray<Half>(source.Length + 128, pinned: true);
        HalfFields container = HalfContainers.Of(order);
        foreach (int length in Lengths)
        {
            double exact = Reference.Norm(HalfContainers.ToSingles(source.AsSpan(0, length)), order);
            double? norm = null;
            foreach (int residue in Enumerable.Range(0, Line / Size))
            {
                int start = StartAt(ref memory[0], residue, Size);
                Span<Half> around = memory.AsSpan(0, start + length + 32);
                around.Fill((Half)7);
                source.AsSpan(0, length).CopyTo(memory.AsSpan(start));
                container.Buffer = memory.AsMemory(start, length);

                ClipResult result = ((IClipper)container).ClipGradients((exact * 0.75) + 1e-30);

                Assert.Equal(norm ?? result.TotalNorm, result.TotalNorm);
                norm = result.TotalNorm;
                Close(exact, result.TotalNorm, 1e-7);
                var c = (float)result.Coefficient;
                for (int i = 0; i < around.Length; i++)
                {
                    bool isInside = i >= start && i < start + length;
                    Half expected = isInside ? (Half)((float)source[i - start] * c) : (Half)7;
                    if (!expected.Equals(around[i]))
                    {
                        Assert.Fail($"length {length}, residue {residue}: element {i - start} is {around[i]}, not {expected}");
                    }
                }
            }
        }
    }

    // Several fields in one call: the sums go on in the registers from field to field.
    [Theory]
    [MemberData(nameof(Orders))]
    public void FieldsOfAllLengthsTogether(double order)
    {
        SingleFields container = Containers.Single(order);
        for (int round = 0; round < 300; round++)
        {
            int[] lengths = Enumerable.Range(0, 7).Select(k => (int)((SplitMix.At((ulong)round, k, 0.5) + 0.5) * (k % 2 == 0 ? 70 : 1200))).ToArray();
            float[][] fields = lengths.Select((length, k) => SplitMix.Singles((ulong)(100 + (round * 7) + k), length)).ToArray();
            (container.F0, container.F1, container.F2) = (fields[0], fields[1], fields[2]);
            (container.F3, container.F4, container.F5) = (null, fields[4], fields[5]);
            container.Buffer = fields[6];

            ClipResult result = ((IClipper)container).MeasureGradients();

            Close(Reference.Norm(fields.Where((_, k) => k != 3).SelectMany(field => field), order), result.TotalNorm, 1e-7);
        }
    }

    private static int StartAt<T>(ref T first, int residue, int size)
        where T : unmanaged
    {
        var address = (long)Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref first);
        long toLine = (Line - (address % Line)) % Line / size;
        return (int)toLine + residue + (Line / size);
    }

    private static void Close(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= relative * expected, $"expected {expected:R}, got {actual:R}");
}
