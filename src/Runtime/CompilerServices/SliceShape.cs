using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FusedClip.CompilerServices;

/// <summary>What dimensions and axes have to be, where the compiler can't see it.</summary>
internal static class SliceShape
{
    private const int MostDimensions = 64;

    /// <summary>Refuses dimensions that aren't those of a buffer. A buffer without elements has any.</summary>
    /// <exception cref="InvalidOperationException">The dimensions don't multiply to the number of elements.</exception>
    public static void Check(scoped ReadOnlySpan<long> dimensions, long length, string name)
    {
        long product = 1;
        foreach (long dimension in dimensions)
        {
            // Beyond the length it stays there: no further factor but 0 can bring it back.
            bool isBelow = dimension >= 0 && (product == 0 || dimension <= long.MaxValue / Math.Max(product, 1));
            product = isBelow ? product * dimension : -1;
            if (product < 0)
            {
                break;
            }
        }

        if (length != 0 && product != length)
        {
            Throw(dimensions, length, name);
        }
    }

    /// <summary>Which of so many dimensions the axes name; false where they name one that isn't, or one twice.</summary>
    public static bool TryReduce(scoped ReadOnlySpan<int> axes, int rank, out ulong reduced)
    {
        reduced = 0;
        foreach (int axis in axes)
        {
            int dimension = axis < 0 ? axis + rank : axis;
            if (dimension < 0 || dimension >= Math.Min(rank, MostDimensions) || ((reduced >> dimension) & 1) != 0)
            {
                return false;
            }

            reduced |= 1UL << dimension;
        }

        return rank <= MostDimensions;
    }

    [DoesNotReturn]
    private static void Throw(scoped ReadOnlySpan<long> dimensions, long length, string name)
    {
        string[] lengths = Array.ConvertAll(dimensions.ToArray(), dimension => dimension.ToString(CultureInfo.InvariantCulture));
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The Shape of the gradient field '{name}' is [{string.Join(", ", lengths)}], which isn't that of a buffer of {length} elements. Nothing was written."));
    }
}
