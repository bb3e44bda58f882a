using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>The norm of one slice, in double, where the kernels' sums, or those of columns, leave it in doubt.</summary>
internal static class SliceNorm
{
    private const int PieceLength = 256;

    /// <summary>Adds a run of neighbours.</summary>
    public static void AddRun<T>(scoped ref NormAccumulator norm, scoped ref T first, nint length)
        where T : unmanaged
    {
        foreach (Span<T> run in new RunWalk<T>(ref first, length))
        {
            DoublePrecision.Add(ref norm, run);
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
                    DoublePrecision.Add(ref norm, piece);
                    count = 0;
                }
            }
        }

        DoublePrecision.Add(ref norm, piece[..count]);
    }

    /// <summary>Whether every element is +0, as in the rows of an embedding that a batch doesn't mention.</summary>
    public static bool IsZero<T>(scoped ref T first, nint length)
        where T : unmanaged
    {
        // A span has no more bytes than it may have elements.
        foreach (Span<T> run in new RunWalk<T>(ref first, length, most: RunWalk<T>.Most / sizeof(double)))
        {
            if (MemoryMarshal.AsBytes(run).IndexOfAnyExcept((byte)0) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
