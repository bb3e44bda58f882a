using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>
/// The kernel of containers that are clipped by value alone. It has no norm order, so that a container which holds one of them, and is
/// clipped by norm, measures its elements in double. For generated code.
/// </summary>
/// <typeparam name="T">The element type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueKernel<T> : IClipKernel<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    public static double Order => double.NaN;

    /// <inheritdoc/>
    public static double RelativeError => 0;

    /// <inheritdoc/>
    public static double SmallestSafeSum => 0;

    /// <inheritdoc/>
    public static double Sum(ReadOnlySpan<Array?> fields, ref T last, nuint lastLength) => double.NaN;

    /// <inheritdoc/>
    public static void Scale(ReadOnlySpan<Array?> fields, ref T last, nuint lastLength, double coefficient)
    {
        if (typeof(T) == typeof(Half))
        {
            HalfBuffers.Scale(fields, ref Unsafe.As<T, Half>(ref last), lastLength, coefficient);
            return;
        }

        foreach (Array? field in fields)
        {
            if (field is not null)
            {
                Scale(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(field)), (nuint)field.LongLength, coefficient);
            }
        }

        Scale(ref last, lastLength, coefficient);
    }

    /// <inheritdoc/>
    public static void SumRuns(ref T origin, ReadOnlySpan<nint> offsets, nuint length, Span<double> sums) =>
        RunByRun.Sum<T, ValueKernel<T>>(ref origin, offsets, length, sums);

    /// <inheritdoc/>
    public static void ScaleRuns(ref T origin, ReadOnlySpan<nint> offsets, nuint length, ReadOnlySpan<double> coefficients) =>
        RunByRun.Scale<T, ValueKernel<T>>(ref origin, offsets, length, coefficients);

    private static void Scale(ref T first, nuint length, double coefficient)
    {
        for (nuint i = 0; i < length; i++)
        {
            ref T element = ref Unsafe.Add(ref first, i);
            if (typeof(T) == typeof(float))
            {
                Unsafe.As<T, float>(ref element) *= (float)coefficient;
            }
            else
            {
                Unsafe.As<T, double>(ref element) *= coefficient;
            }
        }
    }
}
