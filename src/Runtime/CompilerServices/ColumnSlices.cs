using System;
using System.Runtime.CompilerServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>Slices that are columns: rows are swept, in blocks of columns, with a sum for each of them.</summary>
internal static class ColumnSlices<T>
    where T : unmanaged
{
    // The sums and coefficients of a block are on the stack, and its rows in the first cache.
    public const int BlockWidth = 512;

    /// <summary>Measures all slices, or scales them.</summary>
    [SkipLocalsInit]
    public static void Visit(scoped ref T first, scoped ref T weights, scoped SliceLayout layout, scoped ref SliceClip clip)
    {
        Span<double> block = stackalloc double[BlockWidth];
        IndexWalk groups = layout.Kept();
        while (groups.MoveNext())
        {
            for (nint at = 0; at < layout.RunLength; at += BlockWidth)
            {
                int width = (int)nint.Min(BlockWidth, layout.RunLength - at);
                ref T top = ref Unsafe.Add(ref first, groups.Offset + at);
                Span<double> room = clip.RoomFor(width);
                Span<double> coefficients = clip.Writes && !room.IsEmpty ? room : block[..width];
                if ((!clip.Writes || room.IsEmpty) && clip.IsAdaptive)
                {
                    MeasureAdaptive(ref top, ref Unsafe.Add(ref weights, groups.Offset + at), layout, ref clip, coefficients);
                }
                else if (!clip.Writes || room.IsEmpty)
                {
                    Measure(ref top, layout, ref clip, coefficients);
                }

                if (clip.Writes)
                {
                    SliceScaling.ScaleColumns(ref top, layout, coefficients);
                }
                else if (!room.IsEmpty)
                {
                    coefficients.CopyTo(room);
                }
            }
        }
    }

    // The sums become coefficients in their places.
    private static void Measure(scoped ref T top, scoped SliceLayout layout, scoped ref SliceClip clip, scoped Span<double> sums)
    {
        ColumnSums.Of(ref top, layout, clip.Order, sums);
        double safe = SmallestSafeSum(clip.Order);
        double error = RelativeError(layout.RunsPerSlice, clip.Order);
        if (clip.TryDecide<T>(sums, safe, error))
        {
            return;
        }

        bool isAnyInDoubt = false;
        foreach (double sum in sums)
        {
            isAnyInDoubt |= !clip.IsCertain(sum, safe, error);
        }

        if (isAnyInDoubt)
        {
            MeasureAgain(ref top, layout, ref clip, sums, safe, error);
            return;
        }

        foreach (ref double sum in sums)
        {
            var norm = new NormAccumulator(clip.Order);
            norm.AddPowers(sum, 0);
            sum = clip.Take<T>(norm, error);
        }
    }

    // Column by column, but for those of zeros, as they are in layers that a batch doesn't reach.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MeasureAgain(
        scoped ref T top, scoped SliceLayout layout, scoped ref SliceClip clip, scoped Span<double> sums, double safe, double error)
    {
        Span<double> largest = stackalloc double[BlockWidth];
        largest = largest[..sums.Length];
        ColumnSums.Of(ref top, layout, double.PositiveInfinity, largest);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = clip.Take<T>(Norm(ref Unsafe.Add(ref top, i), layout, clip.Order, sums[i], largest[i], clip.IsCertain(sums[i], safe, error)), error);
        }
    }

    // Every column has a limit of its own, from the column of weights.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MeasureAdaptive(scoped ref T top, scoped ref T weights, scoped SliceLayout layout, scoped ref SliceClip clip, scoped Span<double> sums)
    {
        Span<double> ofWeights = stackalloc double[BlockWidth];
        Span<double> largest = stackalloc double[BlockWidth];
        Span<double> largestWeights = stackalloc double[BlockWidth];
        ofWeights = ofWeights[..sums.Length];
        largest = largest[..sums.Length];
        largestWeights = largestWeights[..sums.Length];
        ColumnSums.Of(ref top, layout, clip.Order, sums);
        ColumnSums.Of(ref weights, layout, clip.Order, ofWeights);
        double safe = SmallestSafeSum(clip.Order);
        double error = RelativeError(layout.RunsPerSlice, clip.Order);
        bool isLargestKnown = false;
        for (int i = 0; i < sums.Length; i++)
        {
            clip.LimitBy(PowerSum.Root(ofWeights[i], 0, clip.Order), error);
            bool isLimitCertain = ofWeights[i] >= safe && ofWeights[i] < double.PositiveInfinity;
            if (isLimitCertain && clip.LeavesAlone(sums[i], safe, error))
            {
                clip.TakeUnscaled(sums[i]);
                sums[i] = 1;
                continue;
            }

            bool isCertain = clip.IsCertain(sums[i], safe, error) && isLimitCertain;
            if (!isCertain && !isLargestKnown)
            {
                ColumnSums.Of(ref top, layout, double.PositiveInfinity, largest);
                ColumnSums.Of(ref weights, layout, double.PositiveInfinity, largestWeights);
                isLargestKnown = true;
            }

            if (!isCertain)
            {
                clip.LimitBy(Norm(ref Unsafe.Add(ref weights, i), layout, clip.Order, 0, largestWeights[i], isSumCertain: false).TotalNorm, 0);
            }

            sums[i] = clip.Take<T>(Norm(ref Unsafe.Add(ref top, i), layout, clip.Order, sums[i], largest[i], isCertain), error);
        }
    }

    // A column's norm, from its sum where that is certain, and otherwise from its elements, unless all are 0.
    private static NormAccumulator Norm(
        scoped ref T column, scoped SliceLayout layout, double order, double sum, double largest, bool isSumCertain)
    {
        var norm = new NormAccumulator(order);
        if (isSumCertain)
        {
            norm.AddPowers(sum, 0);
        }
        else if (largest != 0)
        {
            SliceNorm.AddColumn(ref norm, ref column, layout);
        }

        return norm;
    }

    // Neither squares nor absolute values of floats leave the range of double; what other powers lose is below 2^-1022.
    private static double SmallestSafeSum(double order) => order switch
    {
        1 or double.PositiveInfinity => 0,
        2 when typeof(T) != typeof(double) => 0,
        _ => 1e-270,
    };

    // A rounding for each addition, and a few for a power and the root.
    private static double RelativeError(nint rows, double order) => double.IsPositiveInfinity(order)
        ? 0
        : (rows + 6) * ClipRule.DoubleRoundoff * Math.Max(1, 1 / order);
}
