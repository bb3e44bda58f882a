using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>The norm of one slice, in double, where the kernels' sums, or those of columns, leave it in doubt.</summary>
internal static class SliceNorm
{
    private const int PieceLength = 256;
    private const int LongestRun = 1 << 30;

    /// <summary>Adds a run of neighbours.</summary>
    public static void AddRun<T>(scoped ref NormAccumulator norm, scoped ref T first, nint length)
        where T : unmanaged
    {
        for (nint at = 0; at < length; at += LongestRun)
        {
            Add(ref norm, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, at), (int)nint.Min(LongestRun, length - at)));
        }
    }

    /// <summary>Adds a column, whose elements don't lie beside each other.</summary>
    [SkipLocalsInit]
    public static void AddColumn<T>(scoped ref NormAccumulator norm, scoped ref T first, scoped SliceLayout layout)
        where T : unmanaged
    {
        Span<T> piece = stackalloc T[PieceLength];
        int count = 0;
        IndexWalk rows = layout.Reduced();
        while (rows.MoveNext())
        {
            for (nint row = 0; row < layout.NeighbouringRows; row++)
            {
                piece[count++] = Unsafe.Add(ref first, rows.Offset + (row * layout.RowStride));
                if (count == PieceLength)
                {
                    Add(ref norm, piece);
                    count = 0;
                }
            }
        }

        Add(ref norm, piece[..count]);
    }

    /// <summary>Whether every element is +0, as in the rows of an embedding that a batch doesn't mention.</summary>
    public static bool IsZero<T>(scoped ref T first, nint length)
        where T : unmanaged
    {
        const int Most = LongestRun / sizeof(double);
        for (nint at = 0; at < length; at += Most)
        {
            Span<T> piece = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, at), (int)nint.Min(Most, length - at));
            if (MemoryMarshal.AsBytes(piece).IndexOfAnyExcept((byte)0) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Add<T>(scoped ref NormAccumulator norm, scoped Span<T> elements)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            norm.Add(MemoryMarshal.Cast<T, float>(elements));
        }
        else if (typeof(T) == typeof(Half))
        {
            HalfBuffers.AddTo(ref norm, MemoryMarshal.Cast<T, Half>(elements));
        }
        else
        {
            norm.Add(MemoryMarshal.Cast<T, double>(elements));
        }
    }
}
