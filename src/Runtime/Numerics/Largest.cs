using System;
using System.Runtime.InteropServices;

namespace FusedClip.Numerics;

/// <summary>The largest absolute value of a buffer, NaN where one is in it.</summary>
internal static class Largest
{
    /// <summary>The largest |x|; NaN where any x is; 0 for an empty buffer.</summary>
    public static double AbsoluteOf(ReadOnlySpan<float> values)
    {
        // As integers, absolute values of floats have the order of the floats, and NaN is above infinity.
        int largest = 0;
        foreach (int bits in MemoryMarshal.Cast<float, int>(values))
        {
            largest = Math.Max(largest, bits & int.MaxValue);
        }

        return BitConverter.Int32BitsToSingle(largest);
    }

    /// <summary>The largest |x|; NaN where any x is; 0 for an empty buffer.</summary>
    public static double AbsoluteOf(ReadOnlySpan<double> values)
    {
        long largest = 0;
        foreach (long bits in MemoryMarshal.Cast<double, long>(values))
        {
            largest = Math.Max(largest, bits & long.MaxValue);
        }

        return BitConverter.Int64BitsToDouble(largest);
    }
}
