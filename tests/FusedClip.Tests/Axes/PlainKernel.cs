using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using FusedClip.CompilerServices;

namespace FusedClip.Tests;

/// <summary>A norm order, as a type.</summary>
internal interface INormOrder
{
    static abstract double Value { get; }
}

internal readonly struct OrderOne : INormOrder
{
    public static double Value => 1;
}

internal readonly struct OrderTwo : INormOrder
{
    public static double Value => 2;
}

internal readonly struct OrderMax : INormOrder
{
    public static double Value => double.PositiveInfinity;
}

internal readonly struct OrderOther : INormOrder
{
    public static double Value => 2.7;
}

/// <summary>A kernel in the plainest way: one element after the other, in double.</summary>
internal readonly struct PlainKernel<T, TOrder> : IClipKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TOrder : struct, INormOrder
{
    public static double Order => TOrder.Value;

    public static double RelativeError => 1e-12;

    public static double SmallestSafeSum => TOrder.Value is 1 or double.PositiveInfinity ? 0 : 1e-280;

    public static double Sum(ReadOnlySpan<Array?> fields, ref T last, nuint lastLength)
    {
        double sum = 0;
        for (nuint i = 0; i < lastLength; i++)
        {
            double x = Math.Abs(double.CreateTruncating(Unsafe.Add(ref last, i)));
            sum = TOrder.Value switch
            {
                1 => sum + x,
                2 => sum + (x * x),
                double.PositiveInfinity => Math.Max(sum, x),
                _ => sum + Math.Pow(x, TOrder.Value),
            };
        }

        return sum;
    }

    public static void Scale(ReadOnlySpan<Array?> fields, ref T last, nuint lastLength, double coefficient)
    {
        for (nuint i = 0; i < lastLength; i++)
        {
            ref T element = ref Unsafe.Add(ref last, i);
            element = typeof(T) == typeof(double)
                ? T.CreateTruncating(double.CreateTruncating(element) * coefficient)
                : T.CreateTruncating(float.CreateTruncating(element) * (float)coefficient);
        }
    }

    public static void SumRuns(ref T origin, ReadOnlySpan<nint> offsets, nuint length, Span<double> sums) =>
        RunByRun.Sum<T, PlainKernel<T, TOrder>>(ref origin, offsets, length, sums);

    public static void ScaleRuns(ref T origin, ReadOnlySpan<nint> offsets, nuint length, ReadOnlySpan<double> coefficients) =>
        RunByRun.Scale<T, PlainKernel<T, TOrder>>(ref origin, offsets, length, coefficients);
}
