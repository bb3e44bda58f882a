using System;

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
