using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

/// <summary>
/// Runs of equally many neighbours, handed to a kernel one by one: for kernels that have no loops over runs of their own. For generated
/// code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunByRun
{
    /// <summary>The sum of each run.</summary>
    /// <typeparam name="T">The element type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <typeparam name="TKernel">Its kernel, of the norm order.</typeparam>
    /// <param name="origin">The element that the offsets count from.</param>
    /// <param name="offsets">The distance of each run's first element from it, in elements.</param>
    /// <param name="length">The number of elements of a run.</param>
    /// <param name="sums">Where the sums go, one for each run; at least as long as <paramref name="offsets"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T, TKernel>(ref T origin, ReadOnlySpan<nint> offsets, nuint length, Span<double> sums)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            sums[i] = TKernel.Sum(default, ref Unsafe.Add(ref origin, offsets[i]), length);
        }
    }

    /// <summary>Multiplies each run by its coefficient. A run whose coefficient is 1 is neither read nor written.</summary>
    /// <typeparam name="T">The element type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <typeparam name="TKernel">A kernel for it.</typeparam>
    /// <param name="origin">The element that the offsets count from.</param>
    /// <param name="offsets">The distance of each run's first element from it, in elements.</param>
    /// <param name="length">The number of elements of a run.</param>
    /// <param name="coefficients">The coefficient of each run; at least as long as <paramref name="offsets"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale<T, TKernel>(ref T origin, ReadOnlySpan<nint> offsets, nuint length, ReadOnlySpan<double> coefficients)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            if (coefficients[i] != 1)
            {
                TKernel.Scale(default, ref Unsafe.Add(ref origin, offsets[i]), length, coefficients[i]);
            }
        }
    }
}
