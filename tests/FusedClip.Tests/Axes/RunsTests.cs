using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>A kernel takes several runs at once, and gives each of them the bits that it has alone.</summary>
public sealed class RunsTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(1, 130), 255, 256, 257, 300, 511, 512, 513, 784, 1100, 2049];

    // 1 amid others; beside it, so that a comparison with less than all digits would be seen; and what clears a run.
    private static readonly double[] Coefficients = [0.3, 1, 1 - 1e-12, 2.5, 1, 0, 1e-3, 1];

    public static TheoryData<string> Kernels =>
        new("SingleL1", "SingleL2", "SingleMax", "SingleL2_7", "DoubleL1", "DoubleL2", "DoubleMax", "DoubleL2_7", "HalfL1", "HalfL2");

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SumsHaveTheBitsOfEachRunAlone(string kernel) => Call(kernel, nameof(CompareSums));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ProductsHaveTheBitsOfEachRunAlone(string kernel) => Call(kernel, nameof(CompareProducts));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NothingIsTouchedOutsideTheRuns(string kernel)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard pages are made by mmap.");
        Call(kernel, nameof(TakeGuarded));
    }

    // Elements of every size that a sum has to bear: squares that vanish, that overflow, and what isn't finite.
    private static void CompareSums<T, TKernel>(int length)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        nint[] offsets = Offsets(length, out int room);
        foreach (double scale in new[] { 1, 1e-25, 1e19, double.NaN, double.PositiveInfinity })
        {
            T[] elements = Elements<T>(room, double.IsFinite(scale) ? scale : 1);
            if (!double.IsFinite(scale))
            {
                // In the last of a run's elements, and in the first of another's.
                elements[offsets[1] + length - 1] = Of<T>(scale);
                elements[offsets[3]] = Of<T>(scale);
            }

            double[] expected = [.. offsets.Select(offset => TKernel.Sum(default, ref elements[offset], (nuint)length)), -1];
            double[] sums = new double[expected.Length];
            sums[^1] = -1;
            TKernel.SumRuns(ref elements[0], offsets, (nuint)length, sums);

            Assert.True(
                expected.Select(Bits).SequenceEqual(sums.Select(Bits)),
                $"{length} elements of {scale}: {string.Join(", ", sums)}, not {string.Join(", ", expected)}.");
        }
    }

    // The whole buffer is compared: the elements between runs keep their bits, and so do runs whose coefficient is 1.
    private static void CompareProducts<T, TKernel>(int length)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        nint[] offsets = Offsets(length, out int room);
        T[] expected = Elements<T>(room, 1);
        for (int i = 0; i < expected.Length; i += 5)
        {
            expected[i] = Of<T>((i % 4) switch { 0 => -0.0, 1 => double.NegativeInfinity, 2 => double.NaN, _ => 0 });
        }

        // A signalling NaN of any type: multiplied by 1, it would become a quiet one.
        Span<byte> bytes = MemoryMarshal.AsBytes(expected.AsSpan((int)offsets[1], 1));
        bytes.Fill(0x55);
        bytes[^1] = (byte)(typeof(T) == typeof(Half) ? 0x7D : 0x7F);
        bytes[^2] = (byte)(typeof(T) == typeof(double) ? 0xF5 : typeof(T) == typeof(float) ? 0xA5 : 0x55);
        T[] actual = [.. expected];
        for (int i = 0; i < offsets.Length; i++)
        {
            if (Coefficients[i] != 1)
            {
                TKernel.Scale(default, ref expected[offsets[i]], (nuint)length, Coefficients[i]);
            }
        }

        TKernel.ScaleRuns(ref actual[0], offsets, (nuint)length, Coefficients);

        bool areEqual = MemoryMarshal.AsBytes<T>(expected).SequenceEqual(MemoryMarshal.AsBytes<T>(actual));
        Assert.True(areEqual, $"The products of {length} elements are others.");
    }

    private static void TakeGuarded<T, TKernel>(int length)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        foreach (bool isAtEnd in new[] { false, true })
        {
            using var memory = new GuardedMemory<T>(2 * length, isAtEnd);
            Elements<T>(2 * length, 1).CopyTo(memory.GetSpan());
            nint[] offsets = [length, 0];
            double[] sums = new double[2];
            TKernel.SumRuns(ref memory.GetSpan()[0], offsets, (nuint)length, sums);
            TKernel.ScaleRuns(ref memory.GetSpan()[0], offsets, (nuint)length, [0.5, 1e-3]);
            Assert.True(sums[0] > 0 && sums[1] > 0);

            memory.MakeReadOnly();
            TKernel.ScaleRuns(ref memory.GetSpan()[0], offsets, (nuint)length, [1, 1]);
        }
    }

    // Neither in order nor at one distance, so that runs begin at any place in a vector.
    private static nint[] Offsets(int length, out int room)
    {
        nint[] offsets = [.. Coefficients.Select((_, i) => (nint)((i * length) + (i * i) + 3))];
        room = (int)offsets[^1] + length + 9;
        return [.. offsets.OrderBy(offset => offset * 7 % 11)];
    }

    private static T[] Elements<T>(int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(i => Of<T>(SplitMix.At(17, i, scale) / 3))];

    private static T Of<T>(double value) =>
        (T)(typeof(T) == typeof(float) ? (object)(float)value : typeof(T) == typeof(double) ? (object)value : (Half)value);

    // Which NaN it is depends on the order in which the JIT has the summands of one addition.
    private static long Bits(double sum) => double.IsNaN(sum) ? -1 : BitConverter.DoubleToInt64Bits(sum);

    // The kernels are in a namespace of the assembly's own, whose name has a hash in it.
    private static void Call(string kernel, string method)
    {
        Type type = typeof(RunsTests).Assembly.GetTypes().Single(type => type.Name == kernel && type.IsValueType);
        Type element = kernel[0] switch { 'S' => typeof(float), 'D' => typeof(double), _ => typeof(Half) };
        var compare = typeof(RunsTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element, type).CreateDelegate<Action<int>>();
        Assert.All(Lengths, compare);
    }
}
