using System;

namespace FusedClip.CompilerServices;

/// <summary>
/// Where the elements of a buffer with dimensions lie, as runs of neighbours: the dimensions from the one with the largest
/// stride on, those joined that lie behind each other without a gap. The last one is a run.
/// </summary>
internal readonly ref struct StridedLayout
{
    private StridedLayout(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        Lengths = lengths;
        Strides = strides;
    }

    /// <summary>The numbers of elements along the dimensions; nothing where there are no elements. The last one is a run's.</summary>
    public ReadOnlySpan<nint> Lengths { get; }

    /// <summary>The distances between neighbours, in elements; the last one is 1.</summary>
    public ReadOnlySpan<nint> Strides { get; }

    /// <summary>How many numbers a layout needs for so many dimensions.</summary>
    public static int RoomFor(int rank) => 2 * (rank + 1);

    /// <summary>Finds the runs.</summary>
    /// <param name="lengths">The numbers of elements along the dimensions.</param>
    /// <param name="strides">The distances between neighbours along them, in elements.</param>
    /// <param name="room">Room for the layout.</param>
    /// <param name="name">The field's name, for the exception; null where it doesn't matter whether two elements lie at one place.</param>
    /// <exception cref="InvalidOperationException">Two elements may lie at one place: a coefficient would be applied to it twice.</exception>
    public static StridedLayout Of(scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides, Span<nint> room, string? name)
    {
        Span<nint> sortedLengths = room[..(room.Length / 2)];
        Span<nint> sortedStrides = room[sortedLengths.Length..];
        if (lengths.IsEmpty || lengths.Contains(0))
        {
            return default;
        }

        int rank = Sort(lengths, strides, sortedLengths, sortedStrides);
        if (name is not null)
        {
            ThrowIfOverlapping(sortedLengths[..rank], sortedStrides[..rank], name);
        }

        rank = Join(sortedLengths[..rank], sortedStrides[..rank]);
        if (rank == 0 || sortedStrides[rank - 1] != 1)
        {
            sortedLengths[rank] = sortedStrides[rank] = 1;
            rank++;
        }

        return new StridedLayout(sortedLengths[..rank], sortedStrides[..rank]);
    }

    // By insertion: there are few dimensions, and mostly they are sorted. A dimension of one element is none.
    private static int Sort(scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides, Span<nint> sortedLengths, Span<nint> sortedStrides)
    {
        int rank = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] == 1)
            {
                continue;
            }

            int at = rank++;
            for (; at > 0 && sortedStrides[at - 1] < strides[i]; at--)
            {
                sortedLengths[at] = sortedLengths[at - 1];
                sortedStrides[at] = sortedStrides[at - 1];
            }

            sortedLengths[at] = lengths[i];
            sortedStrides[at] = strides[i];
        }

        return rank;
    }

    /// <summary>Refuses dimensions, the one with the largest stride first, by which two elements may lie at one place.</summary>
    public static void ThrowIfOverlapping(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string name)
    {
        nint reach = 0;
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            if (strides[i] <= reach)
            {
                throw new InvalidOperationException(
                    $"The gradient field '{name}' has several elements at one place, as a tensor has that was broadcast, so that they can't be scaled one by one. Nothing was written.");
            }

            reach += (lengths[i] - 1) * strides[i];
        }
    }

    // In place: the joined dimensions are never more than those read so far.
    private static int Join(Span<nint> lengths, Span<nint> strides)
    {
        int rank = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (rank > 0 && strides[rank - 1] == lengths[i] * strides[i])
            {
                lengths[rank - 1] *= lengths[i];
                strides[rank - 1] = strides[i];
            }
            else
            {
                (lengths[rank], strides[rank]) = (lengths[i], strides[i]);
                rank++;
            }
        }

        return rank;
    }
}
