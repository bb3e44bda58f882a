using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// The passes that are written out for fixed lengths have the bits of their kernel's loops. <see cref="BitsTests"/> has those, so they
/// are the same on every instruction set.
/// </summary>
public sealed class FixedLengthTests
{
    // The fields of FixedLengthContainers.cs, up to the budget of 1 KB.
    private static readonly int[] Lengths = [1, 3, 4, 7, 15, 16, 17, 31, 32, 48, 63, 64, 65, 100, 127, 128, 129, 255, 256];

    private static readonly double[] Scales = [1, 1e-44, 1e-38, 1e-25, 1e-19, 1e10, 1e18];

    public static TheoryData<string> Kernels => new("SingleL1", "SingleL2", "SingleMax", "DoubleL1", "DoubleL2", "DoubleMax");

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryLengthWithinTheBudgetIsWrittenOut(string kernel)
    {
        int budget = kernel.StartsWith("Single", StringComparison.Ordinal) ? 256 : 128;
        int[] written = [.. OfLengths(kernel).Select(one => one.Length)];
        Assert.Empty(Lengths.Where(length => length <= budget).Except(written));
        Assert.DoesNotContain(written, length => length > budget);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheBitsAreThoseOfTheLoops(string kernel)
    {
        foreach ((int length, Type type) in OfLengths(kernel))
        {
            Call(kernel, nameof(CompareSingles), nameof(CompareDoubles), type, length);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NothingIsTouchedOutsideTheBuffer(string kernel)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard pages are made by mmap.");
        foreach ((int length, Type type) in OfLengths(kernel))
        {
            Call(kernel, nameof(SumGuarded), nameof(SumGuarded), type, length);
        }
    }

    [Fact]
    public void EveryElementCounts()
    {
        AssertEveryElementCounts(new FixedLengths());
        AssertEveryElementCounts(new FixedLengthsOne());
        AssertEveryElementCounts(new FixedLengthsMax());
    }

    [Fact]
    public void NoPassAllocates()
    {
        var container = new FixedLengths();
        container.S257[256] = 3;
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            container.ClipGradients(1);
            container.ScaleGradients(10);
            container.MeasureGradients(2);
        });
    }

    private static void AssertEveryElementCounts<TContainer>(TContainer container)
        where TContainer : FixedLengthFields, IClipper
    {
        Span<float> singles = container.S255;
        singles.Fill(1);
        Span<double> doubles = container.D100;
        doubles.Fill(1);
        Span<float> beyond = container.S257;
        beyond.Fill(1);
        double expected = container switch
        {
            FixedLengths => Math.Sqrt(255 + 100 + 257),
            FixedLengthsOne => 255 + 100 + 257,
            _ => 1,
        };

        ClipResult result = container.ClipGradients(expected / 2);

        Assert.Equal(expected, result.TotalNorm);
        Assert.True(result.IsClipped);
        Assert.Equal(255, singles.ToArray().Count(x => Math.Abs(x - 0.5) < 1e-6));
        Assert.Equal(100, doubles.ToArray().Count(x => Math.Abs(x - 0.5) < 1e-6));
        Assert.Equal(257, beyond.ToArray().Count(x => Math.Abs(x - 0.5) < 1e-6));
    }

    // The kernels are in a namespace of the assembly's own, whose name has a hash in it.
    private static Type Kernel(string name) =>
        typeof(FixedLengthTests).Assembly.GetTypes().Single(type => type.Name == name && typeof(ValueType).IsAssignableFrom(type));

    private static IEnumerable<(int Length, Type Type)> OfLengths(string kernel) => Kernel(kernel)
        .GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public)
        .Select(type => (int.Parse(type.Name.AsSpan("Of".Length), CultureInfo.InvariantCulture), type));

    private static void Call(string kernel, string ofSingles, string ofDoubles, Type sum, int length)
    {
        bool isSingle = kernel.StartsWith("Single", StringComparison.Ordinal);
        string name = isSingle ? ofSingles : ofDoubles;
        MethodInfo method = typeof(FixedLengthTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
        Type[] arguments = [isSingle ? typeof(float) : typeof(double), Kernel(kernel), sum];
        arguments = arguments[^method.GetGenericArguments().Length..];
        method.MakeGenericMethod(arguments).Invoke(null, [length]);
    }

    private static void CompareSingles<TKernel, TFixed>(int length)
        where TKernel : struct, IClipKernel<float>
        where TFixed : struct, IFixedLengthKernel<float>
    {
        foreach (double scale in Scales)
        {
            float[] buffer = SplitMix.Singles(11, length + 16, scale);
            Compare<float, TKernel, TFixed>(buffer, length);
        }
    }

    private static void CompareDoubles<TKernel, TFixed>(int length)
        where TKernel : struct, IClipKernel<double>
        where TFixed : struct, IFixedLengthKernel<double>
    {
        foreach (double scale in Scales.Append(1e-200).Append(1e150))
        {
            // All 53 bits of them.
            double[] buffer = [.. SplitMix.Doubles(11, length + 16, scale).Select(x => x / 3)];
            Compare<double, TKernel, TFixed>(buffer, length);
        }
    }

    private static void Compare<T, TKernel, TFixed>(T[] buffer, int length)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        for (int at = 0; at < 16; at++)
        {
            double loops = TKernel.Sum(default, ref buffer[at], (nuint)length);
            double written = TFixed.Sum(ref buffer[at]);
            Assert.True(
                BitConverter.DoubleToInt64Bits(loops) == BitConverter.DoubleToInt64Bits(written),
                $"{typeof(TFixed)} at {at}: {written:R}, not {loops:R}");

            T[] scaled = [.. buffer];
            TKernel.Scale(default, ref scaled[at], (nuint)length, 0.7);
            T[] scaledByWritten = [.. buffer];
            TFixed.Scale(ref scaledByWritten[at], 0.7);
            Assert.Equal(scaled, scaledByWritten);
        }
    }

    private static void SumGuarded<T, TKernel, TFixed>(int length)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        foreach (bool isAtEnd in new[] { true, false })
        {
            using var memory = new GuardedMemory<T>(length, isAtEnd);
            Assert.Equal(0, TFixed.Sum(ref memory.GetSpan()[0]));
            TFixed.Scale(ref memory.GetSpan()[0], 2);
        }
    }
}
