using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>
/// Looks for two buffers that share memory. At first without memory of its own for them: in every walk it holds one buffer, and
/// compares it with those behind it. Where that takes many walks, it keeps the addresses of all of them, and sorts them.
/// </summary>
/// <remarks>
/// <para>
/// Buffers that follow each other in memory as they do in the list, such as rows that were allocated one after the other, are a
/// stretch. Nothing in it is shared, and what isn't between its ends shares nothing with it: so one walk is often enough for all
/// of it, and a thousand rows don't take a thousand walks. Where something is between its ends, the next walk tries half of it.
/// </para>
/// <para>
/// The garbage collector may move arrays at any time. Two references compare rightly all the same, but a stretch is one only for as
/// long as nothing is moved, and so are addresses: where there was a collection in a walk, what that came to is let go of.
/// </para>
/// </remarks>
internal ref struct SharedMemorySearch
{
    // So many walks without addresses, and as many more after a collection has made them worthless.
    private const int MostWalks = 8;

    // Buffers are known by their ordinals among those with elements: what is held is gone when a walk has ended.
    private int _held;
    private int _next;
    private int _first;
    private int _second;

    private ref byte _start;
    private nint _length;
    private ref byte _last;
    private nint _lastLength;
    private int _endOfStretch;
    private int _longest; // 0: a stretch may be as long as it happens to be.
    private bool _grows;
    private bool _isInterleaved;
    private int _collections;
    private int _walks;

    // What is looked through now, where that is a copy.
    private StackRange _copy;

    // Rented, and only while all buffers are kept.
    private BufferRange[]? _ranges;

    /// <summary>Whether two buffers share memory.</summary>
    public readonly bool IsFound => _second > 0;

    /// <summary>The name of the first of the two, once it is known.</summary>
    public string? FirstName { get; set; }

    /// <summary>Compares buffers that are arrays; null ones are passed over.</summary>
    /// <param name="arrays">Arrays of any rank.</param>
    /// <param name="elementSize">The size of an element in bytes.</param>
    public void Compare(scoped ReadOnlySpan<Array?> arrays, int elementSize)
    {
        foreach (Array? array in arrays)
        {
            if (array is not null)
            {
                Compare(ref MemoryMarshal.GetArrayDataReference(array), (nint)array.LongLength * elementSize);
            }
        }
    }

    /// <summary>Compares a buffer with the one that is held.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="length">Its length in bytes; one that is empty shares nothing.</param>
    public void Compare(scoped ref byte start, nint length)
    {
        if (length == 0 || _copy.Contains(ref start))
        {
            return;
        }

        int ordinal = _next++;
        if (_ranges is { } ranges)
        {
            Keep(ranges, ref start, length, ordinal);
            return;
        }

        if (ordinal < _held || IsFound)
        {
            return;
        }

        if (ordinal == _held)
        {
            Hold(ref start, length);
            return;
        }

        if (Overlap(ref _start, _length, ref start, length))
        {
            (_first, _second) = (_held, ordinal);
        }
        else if (_grows && (_longest == 0 || ordinal - _held < _longest) && Unsafe.ByteOffset(ref _last, ref start) >= _lastLength)
        {
            Extend(ref start, length, ordinal);
        }
        else
        {
            _grows = false;
            _isInterleaved |= Overlap(ref _start, Unsafe.ByteOffset(ref _start, ref _last) + _lastLength, ref start, length);
        }
    }

    /// <summary>Ends a walk, and says whether there has to be another.</summary>
    public bool MoveNext()
    {
        // Lets go of what may be the stack of a method that has returned.
        _start = ref Unsafe.NullRef<byte>();
        _last = ref Unsafe.NullRef<byte>();
        int count = _next;
        _next = 0;
        if (_ranges is not null)
        {
            return !EndKeeping(count) && _held < count - 1;
        }

        int length = _endOfStretch - _held;
        if (GC.CollectionCount(0) != _collections)
        {
            _held++;
        }
        else if (_isInterleaved && length > 1)
        {
            _longest = length / 2;
        }
        else
        {
            _held = _endOfStretch;
            _longest = _longest < count ? _longest * 2 : 0;
        }

        bool needsAnother = !IsFound && _held < count - 1;
        if (needsAnother && ++_walks >= MostWalks)
        {
            _ranges = ArrayPool<BufferRange>.Shared.Rent(count);
            _collections = GC.CollectionCount(0);
        }

        return needsAnother;
    }

    /// <summary>Walks past a buffer on the way to the two, and says whether it is the one to be named.</summary>
    /// <param name="start">Its first byte; nothing in a copy has an ordinal.</param>
    /// <param name="length">Its length; only those that aren't empty have ordinals.</param>
    public bool IsToBeNamed(scoped ref byte start, nint length) =>
        length > 0 && !_copy.Contains(ref start) && _next++ == (FirstName is null ? _first : _second);

    /// <summary>Begins a walk to one of the two.</summary>
    public void Restart() => _next = 0;

    /// <summary>Begins with what is in a copy on the stack: another one may be in the same place, and shares nothing with it.</summary>
    /// <param name="start">The copy.</param>
    /// <param name="length">Its size in bytes.</param>
    /// <returns>The copy around it.</returns>
    public StackRange EnterCopy(scoped ref byte start, nint length)
    {
        StackRange outer = _copy;
        _copy = new StackRange(ref Unsafe.AsRef(in start), length);
        return outer;
    }

    /// <summary>Ends with it.</summary>
    /// <param name="outer">The copy around it.</param>
    public void LeaveCopy(StackRange outer) => _copy = outer;

    private static unsafe void Keep(BufferRange[] ranges, scoped ref byte start, nint length, int ordinal)
    {
        if (ordinal < ranges.Length)
        {
            ranges[ordinal] = new BufferRange((nint)Unsafe.AsPointer(ref start), length, ordinal);
        }
    }

    // Whether it is decided. Otherwise the search goes on where it was.
    private bool EndKeeping(int count)
    {
        BufferRange[] ranges = _ranges!;
        bool isSettled = count <= ranges.Length && GC.CollectionCount(0) == _collections;
        if (isSettled)
        {
            (_first, _second) = BufferRange.FindShared(ranges.AsSpan(0, count)) ?? default;
        }

        ArrayPool<BufferRange>.Shared.Return(ranges);
        _ranges = null;
        _walks = 0;
        return isSettled;
    }

    private void Hold(scoped ref byte start, nint length)
    {
        // The reference lives no longer than the walk, and the buffer does.
        _start = ref Unsafe.AsRef(in start);
        _length = length;
        _collections = GC.CollectionCount(0);
        _grows = true;
        _isInterleaved = false;
        Extend(ref start, length, _held);
    }

    private void Extend(scoped ref byte start, nint length, int ordinal)
    {
        _last = ref Unsafe.AsRef(in start);
        _lastLength = length;
        _endOfStretch = ordinal + 1;
    }

    // A reference to the end of a buffer may be one to the next object, which moves by itself: so differences, and no sums.
    private static bool Overlap(scoped ref byte left, nint leftLength, scoped ref byte right, nint rightLength)
    {
        nint offset = Unsafe.ByteOffset(ref left, ref right);
        return offset < leftLength && -offset < rightLength;
    }

    /// <summary>Memory on the stack, which stays where it is.</summary>
    public readonly ref struct StackRange
    {
        private readonly ref byte _start;
        private readonly nint _length;

        /// <param name="start">The first byte.</param>
        /// <param name="length">The number of bytes.</param>
        public StackRange(ref byte start, nint length)
        {
            _start = ref start;
            _length = length;
        }

        /// <summary>Whether a buffer begins there.</summary>
        /// <param name="start">Its first byte.</param>
        public bool Contains(scoped ref byte start) => (nuint)Unsafe.ByteOffset(ref _start, ref start) < (nuint)_length;
    }
}
