using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using FusedClip.CompilerServices;
using FusedClip.Numerics;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// The powers that kernels take, without the sweep that would measure again what they got wrong: within the bound that each of them
/// states, or visibly out of range.
/// </summary>
public sealed class PowerTests
{
    // The reference: Math.Pow is good to a unit in the last place, a sum of a few thousand to a little more.
    private const double ReferenceError = 1e-15;

    private static readonly MethodInfo KernelSum = typeof(PowerTests).GetMethod(nameof(Sum), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static TheoryData<double> Orders => new(0.003, 0.1, 0.7, 0.98, 1.001, 1.1, 1.5, 1.7, 2.3, 2.5, 2.7, 3.7, 7.9, 12.5, 100);

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryFloatIsWithinTheBound(double order)
    {
        // Some bits of every exponent, and the ends of the logarithm's range.
        var kernel = Kernel<float>(order);
        int isRight = 0;
        for (int bits = 1; bits < 0x7F800000; bits += 88_883)
        {
            isRight += AssertIsRight(kernel, order, [BitConverter.Int32BitsToSingle(bits)]);
        }

        for (int offset = -40; offset <= 40; offset++)
        {
            isRight += AssertIsRight(kernel, order, [BitConverter.Int32BitsToSingle(0x3F3504F3 + offset)]);
            isRight += AssertIsRight(kernel, order, [BitConverter.Int32BitsToSingle(0x3F800000 + offset)]);
        }

        Assert.InRange(isRight, Math.Min(162, 100_000 / order / 10), double.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryDoubleIsWithinTheBound(double order)
    {
        var kernel = Kernel<double>(order);
        int isRight = 0;
        for (long bits = 1; bits < 0x7FF0000000000000; bits += 388_888_888_888_883)
        {
            isRight += AssertIsRight(kernel, order, [BitConverter.Int64BitsToDouble(bits)]);
        }

        for (int offset = -40; offset <= 40; offset++)
        {
            isRight += AssertIsRight(kernel, order, [BitConverter.Int64BitsToDouble(0x3FE6A09E667F3BCD + offset)]);
            isRight += AssertIsRight(kernel, order, [BitConverter.Int64BitsToDouble(0x3FF0000000000000 + offset)]);
        }

        Assert.InRange(isRight, 162, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void SumsAreWithinTheBound(double order)
    {
        foreach (int length in new[] { 2, 15, 16, 17, 255, 256, 300, 5000 })
        {
            float[] singles = SplitMix.Singles(61, length).Select(x => x + MathF.CopySign(0.5f, x)).ToArray();
            double[] doubles = SplitMix.Doubles(62, length).Select(x => x + Math.CopySign(0.5, x)).ToArray();
            Assert.Equal(1, AssertIsRight(Kernel<float>(order), order, singles));
            Assert.Equal(1, AssertIsRight(Kernel<double>(order), order, doubles));
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void ZerosAddNothing(double order)
    {
        Assert.Equal(0, Kernel<float>(order)(new float[1000]));
        Assert.Equal(0, Kernel<double>(order)(new double[1000]));
        Assert.Equal(Kernel<float>(order)([1.25f]), Kernel<float>(order)([0, 0, 1.25f, -0f]));
        Assert.Equal(Kernel<double>(order)([1.25]), Kernel<double>(order)([0, 0, 1.25, -0.0]));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void WhatIsNotFiniteMakesTheSumSo(double order)
    {
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, BitConverter.Int32BitsToSingle(-1) })
        {
            foreach (int position in new[] { 0, 15, 16, 300, 1030 })
            {
                float[] singles = SplitMix.Singles(63, 1031);
                double[] doubles = SplitMix.Doubles(63, 1031);
                (singles[position], doubles[position]) = (value, value);
                Assert.False(double.IsFinite(Kernel<float>(order)(singles)));
                Assert.False(double.IsFinite(Kernel<double>(order)(doubles)));
            }
        }
    }

    [Fact]
    public void OrdersBeyondTheKernelsAreMeasuredInDouble()
    {
        var container = new PowerBeyondKernels { Singles = [0.75f], Doubles = [-0.9999999999999999] };
        Assert.Equal(1, container.MeasureGradients().TotalNorm, 1e-9);
    }

    [Fact]
    public void PowersInDoubleAreGoodToTheLastDigit()
    {
        foreach (double order in new[] { 0.003, 0.1, 0.7, 1.1, 2.3, 2.5, 3.7, 12.5, 100 })
        {
            for (long bits = 1; bits < 0x7FF0000000000000; bits += 3_388_888_888_888_883)
            {
                double x = BitConverter.Int64BitsToDouble(bits);
                AssertUnit(Math.Pow(x, order), Power.Of(-x, order), x, order);

                // 1 / p is rounded for Math.Pow: exact roots are of powers of two.
                AssertUnit(x, Power.Root(x, 1), x, 1);
            }
        }

        Assert.Equal(27, Power.Of(3, 3));
        Assert.Equal(1.5, Power.Root(1.5 * 1.5 * 1.5, 3));
        Assert.Equal(double.PositiveInfinity, Power.Of(double.NegativeInfinity, 0.1));
        Assert.Equal(double.PositiveInfinity, Power.Of(1e300, 2.3));
        Assert.Equal(0, Power.Of(1e-300, 2.3));
        Assert.Equal(0, Power.Of(0, 0.1));
        Assert.True(double.IsNaN(Power.Root(double.NaN, 2.3)));
        Assert.Equal(Math.Pow(2, -3.3), Power.OfTwo(-1100, 0.003), 1e-16);
    }

    // A unit, and for high orders a little more: p times the error of the logarithm, of which the norm has a p-th.
    private static void AssertUnit(double expected, double actual, double x, double order) => Assert.True(
        Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual)) <= 1 + (order / 50),
        $"{x:R} to the power of {order}: {actual:R}, not {expected:R}");

    // 1 where the sum is right; 0 where it is out of range, and says so.
    private static int AssertIsRight<T>(Func<T[], double> kernel, double order, T[] elements)
        where T : unmanaged, IConvertible
    {
        double exact = 0, lost = 0;
        foreach (T element in elements)
        {
            TwoSum.Add(ref exact, ref lost, Math.Pow(Math.Abs(element.ToDouble(null)), order));
        }

        exact += lost;
        double sum = kernel(elements);
        (double relativeError, double smallestSafeSum) = Constants<T>(order);
        if (!double.IsFinite(sum) || sum < smallestSafeSum)
        {
            double largest = typeof(T) == typeof(float) ? Math.Pow(2, 86.5) : Math.Pow(2, 1022.5);
            Assert.True(exact < smallestSafeSum * (1 + 1e-6) || exact > largest, $"{elements[0]} is in range: {exact:R}, not {sum:R}");
            return 0;
        }

        // A root divides the sum's error by p.
        double bound = (order * relativeError) + ReferenceError;
        Assert.True(Math.Abs(sum - exact) <= bound * exact, $"{elements[0]}: {sum:R}, not {exact:R}: {(sum - exact) / exact:E2}");
        return 1;
    }

    private static Func<T[], double> Kernel<T>(double order)
        where T : unmanaged =>
        KernelSum.MakeGenericMethod(typeof(T), KernelType<T>(order)).CreateDelegate<Func<T[], double>>();

    private static Type KernelType<T>(double order)
        where T : unmanaged =>
        typeof(PowerTests).Assembly.GetTypes().Single(type =>
            type.GetInterfaces().Contains(typeof(IClipKernel<T>)) && (double)type.GetProperty("Order")!.GetValue(null)! == order);

    private static (double RelativeError, double SmallestSafeSum) Constants<T>(double order)
        where T : unmanaged
    {
        if (!Known.TryGetValue((typeof(T), order), out (double, double) constants))
        {
            Type kernel = KernelType<T>(order);
            constants = (Value("RelativeError"), Value("SmallestSafeSum"));
            Known.Add((typeof(T), order), constants);

            double Value(string name) => (double)kernel.GetProperty(name)!.GetValue(null)!;
        }

        return constants;
    }

    private static readonly Dictionary<(Type, double), (double, double)> Known = [];

    private static double Sum<T, TKernel>(T[] elements)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        TKernel.Sum([elements], ref Unsafe.NullRef<T>(), 0);
}
