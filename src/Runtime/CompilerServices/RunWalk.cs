using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>Neighbouring elements, of which there may be more than a span can have, as spans.</summary>
internal ref struct RunWalk<T>
    where T : unmanaged
{
    /// <summary>The most elements of a span, unless another number is given.</summary>
    public const int Most = 1 << 30;

    private readonly nint _length;
    private readonly int _most;
    private readonly ref T _first;
    private nint _next;
    private int _count;

    /// <summary>Begins.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="most">The most elements of a span.</param>
    public RunWalk(ref T first, nint length, int most = Most)
    {
        _first = ref first;
        _length = length;
        _most = most;
    }

    /// <summary>The elements of an array, of any rank.</summary>
    public static RunWalk<T> Of(Array array) => new(ref FirstOf(array), (nint)array.LongLength);

    /// <summary>The first element of an array, of any rank, or where it would be.</summary>
    public static ref T FirstOf(Array array) => ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));

    /// <summary>The span that <see cref="MoveNext"/> went on to.</summary>
    public readonly Span<T> Current => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _first, _next - _count), _count);

    /// <summary>For <c>foreach</c>.</summary>
    public readonly RunWalk<T> GetEnumerator() => this;

    /// <summary>Goes on to the next span; false where there is none.</summary>
    public bool MoveNext()
    {
        _count = (int)nint.Min(_most, _length - _next);
        _next += _count;
        return _count > 0;
    }
}
