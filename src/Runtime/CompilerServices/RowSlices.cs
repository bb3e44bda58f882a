using System;
using System.Runtime.CompilerServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>Slices that are runs of neighbours, one or several: each is handed to the kernel, as a field is.</summary>
internal static class RowSlices<T, TKernel>
    where T : unmanaged
    where TKernel : struct, IClipKernel<T>
{
    // As many slices are decided on at once as fit the second cache, so that they are still there when they are scaled.
    private const int BlockSlices = 64;
    private const int BlockElements = 1 << 16;

    /// <summary>Measures all slices, or scales them.</summary>
    [SkipLocalsInit]
    public static void Visit(scoped ref T first, scoped ref T weights, scoped SliceLayout layout, scoped ref SliceClip clip)
    {
        if (clip.IsAdaptive)
        {
            VisitAdaptive(ref first, ref weights, layout, ref clip);
            return;
        }

        Span<nint> offsets = stackalloc nint[BlockSlices];
        Span<double> sums = stackalloc double[BlockSlices];
        int most = (int)nint.Clamp(BlockElements / (layout.RunLength * layout.RunsPerSlice), 1, BlockSlices);
        IndexWalk slices = layout.Kept();
        int count;
        do
        {
            count = slices.Take(offsets[..most]);
            if (count > 0)
            {
                Visit(ref first, layout, ref clip, offsets[..count], sums[..count]);
            }
        }
        while (count == most);
    }

    private static void Visit(
        scoped ref T first, scoped SliceLayout layout, scoped ref SliceClip clip, scoped ReadOnlySpan<nint> offsets, scoped Span<double> sums)
    {
        Span<double> room = clip.RoomFor(offsets.Length);
        bool isKept = clip.Writes && !room.IsEmpty;
        Span<double> coefficients = isKept ? room : sums;
        if (!isKept)
        {
            Measure(ref first, layout, ref clip, offsets, coefficients);
        }

        if (!clip.Writes)
        {
            coefficients[..room.Length].CopyTo(room);
            return;
        }

        if (layout.RunsPerSlice == 1 && SingleRange.HoldsAll<T>(coefficients))
        {
            TKernel.ScaleRuns(ref first, offsets, (nuint)layout.RunLength, coefficients);
            return;
        }

        for (int i = 0; i < offsets.Length; i++)
        {
            Scale(ref Unsafe.Add(ref first, offsets[i]), layout, coefficients[i]);
        }
    }

    // The sums become coefficients in their places.
    private static void Measure(
        scoped ref T first, scoped SliceLayout layout, scoped ref SliceClip clip, scoped ReadOnlySpan<nint> offsets, scoped Span<double> sums)
    {
        Sums(ref first, layout, clip.Order, offsets, sums);
        if (!clip.TryDecide<T>(sums, TKernel.SmallestSafeSum, TKernel.RelativeError))
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                sums[i] = Coefficient(ref Unsafe.Add(ref first, offsets[i]), sums[i], layout, ref clip);
            }
        }
    }

    private static void Sums(scoped ref T first, scoped SliceLayout layout, double order, scoped ReadOnlySpan<nint> offsets, scoped Span<double> sums)
    {
        if (layout.RunsPerSlice > 1 || TKernel.Order != order)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                sums[i] = Sum(ref Unsafe.Add(ref first, offsets[i]), layout, order);
            }

            return;
        }

        TKernel.SumRuns(ref first, offsets, (nuint)layout.RunLength, sums);
    }

    // Each slice has a limit of its own, and is decided on by itself.
    private static void VisitAdaptive(scoped ref T first, scoped ref T weights, scoped SliceLayout layout, scoped ref SliceClip clip)
    {
        IndexWalk slices = layout.Kept();
        while (slices.MoveNext())
        {
            ref T slice = ref Unsafe.Add(ref first, slices.Offset);
            Span<double> room = clip.RoomFor(1);
            double coefficient = clip.Writes && !room.IsEmpty
                ? room[0]
                : MeasureAdaptive(ref slice, ref Unsafe.Add(ref weights, slices.Offset), layout, ref clip);
            if (clip.Writes)
            {
                Scale(ref slice, layout, coefficient);
            }
            else if (!room.IsEmpty)
            {
                room[0] = coefficient;
            }
        }
    }

    // Where the kernel's sums don't settle that the slice keeps its bits, its limit is that of weights measured in double.
    private static double MeasureAdaptive(scoped ref T slice, scoped ref T weights, scoped SliceLayout layout, scoped ref SliceClip clip)
    {
        double sum = Sum(ref slice, layout, clip.Order);
        double ofWeights = Sum(ref weights, layout, clip.Order);
        if (ofWeights >= TKernel.SmallestSafeSum)
        {
            clip.LimitBy(PowerSum.Root(ofWeights, 0, clip.Order), TKernel.RelativeError);
            if (clip.LeavesAlone(sum, TKernel.SmallestSafeSum, TKernel.RelativeError))
            {
                clip.TakeUnscaled(sum);
                return 1;
            }
        }

        var norm = new NormAccumulator(clip.Order);
        AddTo(ref norm, ref weights, layout);
        clip.LimitBy(norm.TotalNorm, 0);
        return Decide(sum, ref slice, layout, ref clip);
    }

    private static double Decide(double sum, scoped ref T slice, scoped SliceLayout layout, scoped ref SliceClip clip)
    {
        if (clip.LeavesAlone(sum, TKernel.SmallestSafeSum, TKernel.RelativeError))
        {
            clip.TakeUnscaled(sum);
            return 1;
        }

        return Coefficient(ref slice, sum, layout, ref clip);
    }

    private static double Coefficient(scoped ref T slice, double sum, scoped SliceLayout layout, scoped ref SliceClip clip)
    {
        var norm = new NormAccumulator(clip.Order);
        if (clip.IsCertain(sum, TKernel.SmallestSafeSum, TKernel.RelativeError))
        {
            norm.AddPowers(sum, 0);
        }
        else if (sum != 0 || !IsZero(ref slice, layout))
        {
            AddTo(ref norm, ref slice, layout);
        }

        return clip.Take<T>(norm, TKernel.RelativeError);
    }

    private static double Sum(scoped ref T slice, scoped SliceLayout layout, double order)
    {
        // A kernel of another norm order than the clip's: all is left to the sums in double.
        if (TKernel.Order != order)
        {
            return double.NaN;
        }

        if (layout.RunsPerSlice == 1)
        {
            return TKernel.Sum(default, ref slice, (nuint)layout.RunLength);
        }

        double sum = 0, lost = 0;
        IndexWalk runs = layout.Reduced();
        while (runs.MoveNext())
        {
            double ofRun = TKernel.Sum(default, ref Unsafe.Add(ref slice, runs.Offset), (nuint)layout.RunLength);
            if (double.IsPositiveInfinity(order))
            {
                sum = Math.Max(sum, ofRun);
            }
            else
            {
                TwoSum.Add(ref sum, ref lost, ofRun);
            }
        }

        return sum + lost;
    }

    private static bool IsZero(scoped ref T slice, scoped SliceLayout layout)
    {
        bool isZero = true;
        IndexWalk runs = layout.Reduced();
        while (runs.MoveNext())
        {
            isZero = isZero && SliceNorm.IsZero(ref Unsafe.Add(ref slice, runs.Offset), layout.RunLength);
        }

        return isZero;
    }

    private static void AddTo(scoped ref NormAccumulator norm, scoped ref T slice, scoped SliceLayout layout)
    {
        IndexWalk runs = layout.Reduced();
        while (runs.MoveNext())
        {
            SliceNorm.AddRun(ref norm, ref Unsafe.Add(ref slice, runs.Offset), layout.RunLength);
        }
    }

    private static void Scale(scoped ref T slice, scoped SliceLayout layout, double coefficient)
    {
        IndexWalk runs = layout.Reduced();
        while (coefficient != 1 && runs.MoveNext())
        {
            ScaleRun(ref Unsafe.Add(ref slice, runs.Offset), layout.RunLength, coefficient);
        }
    }

    private static void ScaleRun(scoped ref T run, nint length, double coefficient)
    {
        if (coefficient != ClipRule.Clear && SingleRange.Holds<T>(coefficient))
        {
            TKernel.Scale(default, ref run, (nuint)length, coefficient);
        }
        else
        {
            SliceScaling.ScaleRun(ref run, length, coefficient);
        }
    }
}
