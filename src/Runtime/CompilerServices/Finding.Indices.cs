using System;
using System.Globalization;
using System.Text;

namespace FusedClip.CompilerServices;

// The path to an element of a field that isn't an array, but has dimensions.
internal partial struct Finding
{
    /// <summary>Makes the indices of the element found, whose index counts row by row, those in dimensions: <c>[3, 17]</c>.</summary>
    /// <param name="lengths">The numbers of elements along the dimensions; the last one varies fastest.</param>
    public void TakeIndices(ReadOnlySpan<nint> lengths)
    {
        if (_path is null)
        {
            return;
        }

        var text = new StringBuilder("]");
        long index = _index;
        for (int dimension = lengths.Length - 1; dimension >= 0; dimension--)
        {
            string separator = dimension == 0 ? "[" : ", ";
            text.Insert(0, separator + (index % lengths[dimension]).ToString(CultureInfo.InvariantCulture));
            index /= lengths[dimension];
        }

        _path = text.ToString();
    }
}
