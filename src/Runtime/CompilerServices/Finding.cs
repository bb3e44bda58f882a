using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace FusedClip.CompilerServices;

/// <summary>The first element that isn't finite, or the buffer that was looked for.</summary>
internal partial struct Finding
{
    /// <summary>The name of the field with the element, once its container has given it.</summary>
    public string? FieldName;

    /// <summary>The name of the field's weights, where the element is one of them; otherwise null.</summary>
    public string? WeightsName;

    private int _field;
    private bool _isFound;
    private long _index;
    private double _value;
    private string? _path;
    private string? _fieldPath;
    private long _elementsBefore;
    private long _elementsBeforeArray;

    /// <summary>Whether the element was found.</summary>
    public readonly bool IsFound => _isFound;

    /// <summary>Whether the element was found, and its field has no name yet.</summary>
    public readonly bool AwaitsName => _isFound && FieldName is null;

    /// <summary>The ordinal of the field with the element.</summary>
    public readonly int Field => _field;

    /// <summary>Begins a field.</summary>
    public void EnterField() => _elementsBefore = _elementsBeforeArray = 0;

    /// <summary>Begins an array of the field.</summary>
    public void EnterArray() => _elementsBeforeArray = _elementsBefore;

    /// <summary>Looks through a part of the field, unless the element was found before.</summary>
    /// <param name="field">The ordinal of the field.</param>
    /// <param name="elements">The part.</param>
    /// <param name="array">The array that it is, for its indices; null where it isn't one.</param>
    /// <param name="isPathWanted">Whether to make the element's indices as in code: for an exception only, since it allocates.</param>
    public void SearchIn<T>(int field, ReadOnlySpan<T> elements, Array? array, bool isPathWanted)
        where T : unmanaged
    {
        if (_isFound)
        {
            return;
        }

        int index = typeof(T) == typeof(float) ? IndexIn(MemoryMarshal.Cast<T, float>(elements))
            : typeof(T) == typeof(double) ? IndexIn(MemoryMarshal.Cast<T, double>(elements))
            : IndexIn(MemoryMarshal.Cast<T, Half>(elements));
        if (index >= 0)
        {
            _isFound = true;
            _field = field;
            _index = _elementsBefore + index;
            _value = typeof(T) == typeof(float) ? MemoryMarshal.Cast<T, float>(elements)[index]
                : typeof(T) == typeof(double) ? MemoryMarshal.Cast<T, double>(elements)[index]
                : (double)MemoryMarshal.Cast<T, Half>(elements)[index];
            _path = !isPathWanted ? null : array is null ? string.Create(CultureInfo.InvariantCulture, $"[{index}]") : Indices(array, _index - _elementsBeforeArray);
        }

        _elementsBefore += elements.Length;
    }

    /// <summary>Takes a buffer for what was looked for, whatever is in it.</summary>
    /// <param name="field">The ordinal of its field.</param>
    public void StopHere(int field)
    {
        _isFound = true;
        _field = field;
        _path = "";
    }

    /// <summary>The field's name, with the indices of the array in it that was found.</summary>
    public readonly string FullName => FieldName + _fieldPath + _path;

    /// <summary>Takes the indices away: the field is a single number.</summary>
    public void DropIndices()
    {
        if (_path is not null)
        {
            _path = "";
        }
    }

    /// <summary>Puts the index in an outer array, or list, before what was found in it.</summary>
    public void Prefix(int outerIndex)
    {
        if (_fieldPath is not null)
        {
            _fieldPath = string.Create(CultureInfo.InvariantCulture, $"[{outerIndex}]{_fieldPath}");
        }
        else if (_path is not null)
        {
            _path = string.Create(CultureInfo.InvariantCulture, $"[{outerIndex}]{_path}");
        }
    }

    /// <summary>Ends the walk over a container, with what was found, that is a member of another, to which it is a field.</summary>
    /// <param name="position">The position of the member.</param>
    /// <param name="isPathWanted">Whether the names are put together: for an exception only, since it allocates.</param>
    public void LeaveContainer(int position, bool isPathWanted)
    {
        _fieldPath = isPathWanted ? $".{FieldName}{_fieldPath}" : null;
        FieldName = null;
        _field = position;
    }

    /// <summary>Looks at the norm of a field whose elements can't be seen.</summary>
    /// <param name="field">The ordinal of the field.</param>
    /// <param name="norm">Its norm.</param>
    public void FindIn(int field, double norm)
    {
        if (!_isFound && !double.IsFinite(norm))
        {
            _isFound = true;
            _field = field;
            _index = -1;
            _value = norm;
        }
    }

    private static int IndexIn<T>(ReadOnlySpan<T> elements)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < elements.Length; i++)
        {
            if (!T.IsFinite(elements[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Throws what was found.</summary>
    [DoesNotReturn]
    public readonly void Throw(double totalNorm) => throw (WeightsName is not null ? OfWeights(totalNorm) : OfGradient(totalNorm));

    private readonly NonFiniteGradientException OfWeights(double totalNorm) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The weights of the gradient field '{FieldName}' aren't finite: {WeightsName}{_path} is {_value} (index {_index} in memory order), which leaves the field without a limit. Nothing was written."),
        FieldName!,
        _index,
        _value,
        totalNorm);

    private readonly NonFiniteGradientException OfGradient(double totalNorm) => new(
        FieldName is null ? null : FieldName + _fieldPath, _isFound ? _index : -1, _value, totalNorm, _path is null ? null : FieldName + _fieldPath + _path);

    /// <summary>An index into memory as the indices of an array: <c>[3, 17]</c>.</summary>
    private static string Indices(Array array, long index)
    {
        Span<long> indices = stackalloc long[array.Rank];
        for (int dimension = array.Rank - 1; dimension >= 0; dimension--)
        {
            long length = array.GetLongLength(dimension);
            indices[dimension] = index % length;
            index /= length;
        }

        var text = new StringBuilder("[");
        for (int dimension = 0; dimension < indices.Length; dimension++)
        {
            text.Append(dimension == 0 ? "" : ", ").Append((indices[dimension] + array.GetLowerBound(dimension)).ToString(CultureInfo.InvariantCulture));
        }

        return text.Append(']').ToString();
    }
}
