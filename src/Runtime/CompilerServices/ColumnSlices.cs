using System;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

/// <summary>Slices that are columns: rows are swept, in blocks of columns, with a sum for each of them.</summary>
internal static class ColumnSlices<T>
    where T : unmanaged
{
    // The sums and coefficients of a block are on the stack, and its rows in the first cache.
    public const int BlockWidth = 512;

    private const double DoubleRoundoff = 1.0 / (1L << 53);

    /// <summary>Measures all slices, or scales them.</summary>
    [SkipLocalsInit]
    public static void Visit(scoped ref T first, scoped SliceLayout layout, scoped ref SliceClip clip)
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
                if (!clip.Writes || room.IsEmpty)
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
        if (clip.LeavesAlone(sums, safe, error))
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
            var norm = new NormAccumulator(clip.Order);
            if (clip.IsCertain(sums[i], safe, error))
            {
                norm.AddPowers(sums[i], 0);
            }
            else if (largest[i] != 0)
            {
                SliceNorm.AddColumn(ref norm, ref Unsafe.Add(ref top, i), layout);
            }

            sums[i] = clip.Take<T>(norm, error);
        }
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
        : (rows + 6) * DoubleRoundoff * Math.Max(1, 1 / order);
}
