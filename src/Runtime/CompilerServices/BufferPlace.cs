using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>Where the elements of a buffer lie, to tell whether a tied one is the same. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct BufferPlace<T>
{
    private const int MostDimensionsOnStack = 16;

    private readonly ref T _first;

    // Those of a tensor; where there are none, the buffer is rows.
    private readonly ReadOnlySpan<nint> _lengths;
    private readonly ReadOnlySpan<nint> _strides;
    private readonly nint _height;
    private readonly nint _width;
    private readonly nint _stride;

    /// <summary>The place of a span.</summary>
    /// <param name="elements">The elements.</param>
    public BufferPlace(Span<T> elements)
        : this(ref MemoryMarshal.GetReference(elements), elements.Length)
    {
    }

    /// <summary>The place of an array of any rank; nowhere where it is null.</summary>
    /// <param name="array">The array.</param>
    public BufferPlace(Array? array)
    {
        _first = ref array is null ? ref Unsafe.NullRef<T>() : ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        (_height, _width) = (1, (nint)(array?.LongLength ?? 0));
    }

    /// <summary>The place of what is behind a pointer; nowhere where that is null.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="length">The number of elements; nowhere where it is negative.</param>
    public BufferPlace(ref T first, long length)
    {
        _first = ref first;
        (_height, _width) = (1, Unsafe.IsNullRef(ref first) ? 0 : nint.Max(0, (nint)length));
    }

    /// <summary>The place of rows at equal distances.</summary>
    /// <param name="first">The first row's first element.</param>
    /// <param name="second">The second row's first element; the first row's where there is no second one.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of elements in a row.</param>
    public BufferPlace(ref T first, ref T second, int height, int width)
    {
        _first = ref first;
        (_height, _width) = (height, width);
        _stride = Unsafe.ByteOffset(ref first, ref second) / Unsafe.SizeOf<T>();
    }

    /// <summary>The place of a buffer with dimensions.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="lengths">The numbers of elements along the dimensions.</param>
    /// <param name="strides">The distances between neighbours along them, in elements.</param>
    public BufferPlace(ref T first, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        _first = ref first;
        _lengths = lengths;
        _strides = strides;
    }

    /// <summary>
    /// Whether another buffer has the same elements, and at least one: then it begins where this one does, and its runs of
    /// neighbours are the same, whatever the order of its indices.
    /// </summary>
    /// <param name="other">Its place.</param>
    public bool Is(scoped BufferPlace<T> other)
    {
        if (!Unsafe.AreSame(ref _first, ref other._first))
        {
            return false;
        }

        StridedLayout layout = Layout(Rank <= MostDimensionsOnStack
            ? stackalloc nint[StridedLayout.RoomFor(MostDimensionsOnStack)]
            : new nint[StridedLayout.RoomFor(Rank)]);
        StridedLayout otherLayout = other.Layout(other.Rank <= MostDimensionsOnStack
            ? stackalloc nint[StridedLayout.RoomFor(MostDimensionsOnStack)]
            : new nint[StridedLayout.RoomFor(other.Rank)]);
        return !layout.Lengths.IsEmpty && layout.Lengths.SequenceEqual(otherLayout.Lengths) && layout.Strides.SequenceEqual(otherLayout.Strides);
    }

    private int Rank => Math.Max(2, _lengths.Length);

    // What has several elements at one place is refused where it is handed over.
    private StridedLayout Layout(Span<nint> room) => _lengths.IsEmpty
        ? StridedLayout.Of([_height, _width], [_stride, 1], room, name: null)
        : StridedLayout.Of(_lengths, _strides, room, name: null);
}
