using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>The sums of neighbouring slices, looked at together.</summary>
internal static class SliceSums
{
    /// <summary>The largest sum; false where one is below the smallest that is safe, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryGetLargest(ReadOnlySpan<double> sums, double smallestSafeSum, out double largest)
    {
        // Sums aren't negative: their bits have their order, and NaN is above infinity.
        Vector256<double> least = Vector256.Create(smallestSafeSum);
        Vector256<long> most = Vector256<long>.Zero;
        Vector256<double> isSafe = Vector256<double>.AllBitsSet;
        ref double first = ref MemoryMarshal.GetReference(sums);
        int at = 0;
        for (; at + Vector256<double>.Count <= sums.Length; at += Vector256<double>.Count)
        {
            Vector256<double> lanes = Vector256.LoadUnsafe(ref first, (nuint)at);
            isSafe &= Vector256.GreaterThanOrEqual(lanes, least);
            most = Vector256.Max(most, lanes.AsInt64());
        }

        bool areAllSafe = isSafe.AsInt64() == Vector256<long>.AllBitsSet;
        long largestBits = Math.Max(Math.Max(most[0], most[1]), Math.Max(most[2], most[3]));
        for (; at < sums.Length; at++)
        {
            areAllSafe &= sums[at] >= smallestSafeSum;
            largestBits = Math.Max(largestBits, BitConverter.DoubleToInt64Bits(sums[at]));
        }

        largest = BitConverter.Int64BitsToDouble(largestBits);
        return areAllSafe;
    }

    /// <summary>All of them together, finite: by TwoSum, in four lanes, sum i in lane i mod 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Total(ReadOnlySpan<double> sums)
    {
        Vector256<double> total = Vector256<double>.Zero, lost = Vector256<double>.Zero;
        ref double first = ref MemoryMarshal.GetReference(sums);
        int at = 0;
        for (; at + Vector256<double>.Count <= sums.Length; at += Vector256<double>.Count)
        {
            Vector256<double> lanes = Vector256.LoadUnsafe(ref first, (nuint)at);
            Vector256<double> next = total + lanes;
            Vector256<double> seen = next - total;
            lost += (total - (next - seen)) + (lanes - seen);
            total = next;
        }

        double sum = 0, rest = 0;
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            TwoSum.Add(ref sum, ref rest, total[lane]);
            rest += lost[lane];
        }

        for (; at < sums.Length; at++)
        {
            TwoSum.Add(ref sum, ref rest, sums[at]);
        }

        return sum + rest;
    }
}
