using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Tests;

/// <summary>Which elements of a buffer with dimensions are of one slice, in the plainest way.</summary>
internal static class Slicing
{
    /// <summary>The places of the elements, slice by slice.</summary>
    /// <param name="lengths">The numbers of elements along the dimensions.</param>
    /// <param name="strides">The distances between neighbours along them.</param>
    /// <param name="axes">The dimensions over which the norm of a slice is taken.</param>
    public static int[][] Of(int[] lengths, int[] strides, int[] axes)
    {
        int[] reduced = [.. axes.Select(axis => axis < 0 ? axis + lengths.Length : axis)];
        var slices = new SortedDictionary<int, List<int>>();
        int count = lengths.Aggregate(1, (product, length) => product * length);
        for (int i = 0; i < count; i++)
        {
            int left = i, place = 0, slice = 0, size = 1;
            for (int dimension = lengths.Length - 1; dimension >= 0; dimension--)
            {
                int index = left % lengths[dimension];
                left /= lengths[dimension];
                place += index * strides[dimension];
                if (!reduced.Contains(dimension))
                {
                    slice += index * size;
                    size *= lengths[dimension];
                }
            }

            if (!slices.TryGetValue(slice, out List<int>? places))
            {
                slices.Add(slice, places = []);
            }

            places.Add(place);
        }

        return [.. slices.Values.Select(places => places.ToArray())];
    }

    /// <summary>The slices of an array whose last index varies fastest, without a gap.</summary>
    public static int[][] Of(int[] lengths, int[] axes) => Of(lengths, Strides(lengths), axes);

    public static int[] Strides(int[] lengths)
    {
        int[] strides = new int[lengths.Length];
        for (int i = lengths.Length - 1, stride = 1; i >= 0; stride *= lengths[i--])
        {
            strides[i] = stride;
        }

        return strides;
    }
}
