using System;

namespace FusedClip.CompilerServices;

/// <summary>Where a buffer was, as long as the garbage collector moved nothing.</summary>
/// <param name="Start">The address of its first byte.</param>
/// <param name="Length">Its length in bytes, above zero.</param>
/// <param name="Ordinal">Its place among all buffers.</param>
internal readonly record struct BufferRange(nint Start, nint Length, int Ordinal) : IComparable<BufferRange>
{
    private nint End => Start + Length;

    /// <summary>By address.</summary>
    public int CompareTo(BufferRange other) => Start.CompareTo(other.Start);

    /// <summary>The first buffer that shares memory with another, and the first of those; null where there is none. Sorts the buffers.</summary>
    /// <param name="ranges">The buffers.</param>
    public static (int First, int Second)? FindShared(Span<BufferRange> ranges)
    {
        ranges.Sort();
        BufferRange? first = null;
        nint end = nint.MinValue;
        for (int i = 0; i < ranges.Length; i++)
        {
            // Of those before it, one that reaches farthest; of those behind it, the next one.
            bool isShared = ranges[i].Start < end || (i + 1 < ranges.Length && ranges[i + 1].Start < ranges[i].End);
            if (isShared && !(first?.Ordinal < ranges[i].Ordinal))
            {
                first = ranges[i];
            }

            end = nint.Max(end, ranges[i].End);
        }

        return first is { } found ? (found.Ordinal, found.FirstThatShares(ranges)) : null;
    }

    private int FirstThatShares(ReadOnlySpan<BufferRange> ranges)
    {
        int second = int.MaxValue;
        foreach (BufferRange other in ranges)
        {
            if (other.Ordinal != Ordinal && other.Start < End && Start < other.End)
            {
                second = Math.Min(second, other.Ordinal);
            }
        }

        return second;
    }
}
