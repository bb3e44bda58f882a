using System;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

/// <summary>All combinations of indices along some dimensions, the last one fastest, as distances from the first element.</summary>
internal ref struct IndexWalk
{
    private readonly ReadOnlySpan<nint> _lengths;
    private readonly ReadOnlySpan<nint> _strides;
    private readonly Span<nint> _indices;
    private bool _isBegun;

    /// <summary>Begins; no dimensions have one combination.</summary>
    /// <param name="lengths">The numbers of elements along the dimensions, none of them 0.</param>
    /// <param name="strides">The distances between neighbours along them.</param>
    /// <param name="indices">Room for as many indices, all 0; so they are again once the walk has ended.</param>
    public IndexWalk(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, Span<nint> indices)
    {
        _lengths = lengths;
        _strides = strides;
        _indices = indices;
    }

    /// <summary>The distance of the combination, in elements.</summary>
    public nint Offset { get; private set; }

    /// <summary>Goes on to the next combinations, as many as there is room for.</summary>
    /// <param name="offsets">Their distances.</param>
    /// <returns>Their number. Where it is less than there is room for, the walk has ended.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(scoped Span<nint> offsets)
    {
        int count = 0;
        while (count < offsets.Length && MoveNext())
        {
            offsets[count++] = Offset;

            // Along the last dimension, mostly the only one.
            nint stride = _strides.IsEmpty ? 0 : _strides[^1];
            nint more = _strides.IsEmpty ? 0 : nint.Min(offsets.Length - count, _lengths[^1] - 1 - _indices[^1]);
            nint offset = Offset;
            foreach (ref nint next in offsets.Slice(count, (int)more))
            {
                offset += stride;
                next = offset;
            }

            Offset = offset;
            count += (int)more;
            if (more > 0)
            {
                _indices[^1] += more;
            }
        }

        return count;
    }

    /// <summary>Goes on to the next combination; false where there is none.</summary>
    public bool MoveNext()
    {
        if (!_isBegun)
        {
            _isBegun = true;
            return true;
        }

        for (int i = _lengths.Length - 1; i >= 0; i--)
        {
            Offset += _strides[i];
            if (++_indices[i] < _lengths[i])
            {
                return true;
            }

            Offset -= _indices[i] * _strides[i];
            _indices[i] = 0;
        }

        return false;
    }
}
