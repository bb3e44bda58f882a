using System;

namespace FusedClip.CompilerServices;

/// <summary>
/// A buffer with dimensions, of which some are reduced: a norm is taken over them, once for each combination of indices of the others,
/// which are kept. What lies behind each other without a gap and is of one kind is joined. The innermost dimension, a run of
/// neighbours, is apart: either a run is of one slice, or every element of it is of another.
/// </summary>
internal readonly ref struct SliceLayout
{
    private readonly Dimensions _kept;
    private readonly Dimensions _reduced;

    private SliceLayout(Dimensions kept, Dimensions reduced, nint runLength, bool isRunReduced)
    {
        RunLength = runLength;
        IsRunReduced = isRunReduced;
        RunsPerSlice = reduced.Count;
        if (!isRunReduced && reduced.Rank > 0)
        {
            // The rows of columns are taken several at a time.
            NeighbouringRows = reduced.Lengths[^1];
            RowStride = reduced.Strides[^1];
            reduced.Rank--;
        }

        _kept = kept;
        _reduced = reduced;
    }

    /// <summary>The number of neighbouring elements in a run; 0 where the buffer has none.</summary>
    public nint RunLength { get; }

    /// <summary>Whether a run is of one slice. Otherwise it is a row of columns, each of which is a slice.</summary>
    public bool IsRunReduced { get; }

    /// <summary>The number of runs in a slice, or of elements in a column.</summary>
    public nint RunsPerSlice { get; }

    /// <summary>How many rows of columns lie at the same distance from each other.</summary>
    public nint NeighbouringRows { get; } = 1;

    /// <summary>That distance, in elements.</summary>
    public nint RowStride { get; } = 0;

    /// <summary>The first elements of the slices, or of the groups of columns.</summary>
    public IndexWalk Kept() => _kept.Walk();

    /// <summary>The runs of a slice, or the first of every few rows of columns.</summary>
    public IndexWalk Reduced() => _reduced.Walk();

    /// <summary>How many numbers a layout needs for so many dimensions.</summary>
    public static int RoomFor(int rank) => 9 * (rank + 1);

    /// <summary>Finds the slices.</summary>
    /// <param name="lengths">The numbers of elements along the dimensions.</param>
    /// <param name="strides">The distances between neighbours along them, in elements.</param>
    /// <param name="reduced">Which of them are reduced: bit i is dimension i.</param>
    /// <param name="room">Room for the layout.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">Two elements may lie at one place: a coefficient would be applied to it twice.</exception>
    public static SliceLayout Of(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, ulong reduced, Span<nint> room, string name)
    {
        if (lengths.Contains(0))
        {
            return default;
        }

        room.Clear();
        int most = room.Length / 9;
        var sorted = new Dimensions(room[..(3 * most)]);
        ulong kinds = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            // A dimension of one element is none.
            if (lengths[i] != 1)
            {
                int at = sorted.Insert(lengths[i], strides[i]);
                ulong below = (1UL << at) - 1;
                kinds = (kinds & below) | ((kinds & ~below) << 1) | (((reduced >> i) & 1) << at);
            }
        }

        StridedLayout.ThrowIfOverlapping(sorted.Lengths, sorted.Strides, name);
        var kept = new Dimensions(room.Slice(3 * most, 3 * most));
        var summed = new Dimensions(room[(6 * most)..]);
        nint runLength = 1;
        bool isRunReduced = true;
        for (int i = 0; i < sorted.Rank; i++)
        {
            bool isReduced = ((kinds >> i) & 1) != 0;
            nint length = sorted.Lengths[i];
            while (i + 1 < sorted.Rank && ((kinds >> (i + 1)) & 1) != 0 == isReduced && sorted.Strides[i] == sorted.Lengths[i + 1] * sorted.Strides[i + 1])
            {
                length *= sorted.Lengths[++i];
            }

            if (sorted.Strides[i] == 1)
            {
                (runLength, isRunReduced) = (length, isReduced);
            }
            else if (isReduced)
            {
                summed.Add(length, sorted.Strides[i]);
            }
            else
            {
                kept.Add(length, sorted.Strides[i]);
            }
        }

        return new SliceLayout(kept, summed, runLength, isRunReduced);
    }

    private ref struct Dimensions
    {
        private readonly Span<nint> _room;
        private readonly int _most;

        public Dimensions(Span<nint> room)
        {
            _room = room;
            _most = room.Length / 3;
        }

        public int Rank { get; set; }

        public readonly Span<nint> Lengths => _room[..Rank];

        public readonly Span<nint> Strides => _room.Slice(_most, Rank);

        public readonly IndexWalk Walk() => new(Lengths, Strides, _room.Slice(2 * _most, Rank));

        // How many combinations of indices there are.
        public readonly nint Count
        {
            get
            {
                nint count = 1;
                foreach (nint length in Lengths)
                {
                    count *= length;
                }

                return count;
            }
        }

        public void Add(nint length, nint stride)
        {
            Rank++;
            Lengths[^1] = length;
            Strides[^1] = stride;
        }

        // The largest stride first: there are few dimensions, and mostly they are sorted.
        public int Insert(nint length, nint stride)
        {
            Add(length, stride);
            int at = Rank - 1;
            for (; at > 0 && Strides[at - 1] < stride; at--)
            {
                Lengths[at] = Lengths[at - 1];
                Strides[at] = Strides[at - 1];
            }

            Lengths[at] = length;
            Strides[at] = stride;
            return at;
        }
    }
}
