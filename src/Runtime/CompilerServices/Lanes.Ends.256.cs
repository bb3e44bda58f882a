using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FusedClip.CompilerServices;

// Both ends of a buffer in vectors of 256 bits, by loads with a mask, which touch nothing where it is 0. They want a pointer, so the buffer is
// pinned for as long as the load takes.
public static partial class Lanes
{
    /// <summary>The first elements of a buffer in the lanes from <paramref name="head"/> on, zeros below.</summary>
    /// <param name="first">The first element of a buffer of 8 or more.</param>
    /// <param name="head">0 to 7.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> First256(ref float first, nuint head)
    {
        fixed (float* start = &first)
        {
            return Avx.MaskLoad(start - head, From256Single(head));
        }
    }

    /// <summary>The first elements of a buffer in the lanes from <paramref name="head"/> on, zeros below.</summary>
    /// <param name="first">The first element of a buffer of 4 or more.</param>
    /// <param name="head">0 to 3.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<double> First256(ref double first, nuint head)
    {
        fixed (double* start = &first)
        {
            return Avx.MaskLoad(start - head, From256Double(head));
        }
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer, <paramref name="count"/> or more.</param>
    /// <param name="count">0 to 8.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<float> End256(ref float first, nuint length, nuint count)
    {
        fixed (float* start = &first)
        {
            return Avx.MaskLoad(start + (length - count), Mask256(16 - count));
        }
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer, <paramref name="count"/> or more.</param>
    /// <param name="count">0 to 4.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<double> End256(ref double first, nuint length, nuint count)
    {
        fixed (double* start = &first)
        {
            return Avx.MaskLoad(start + (length - count), Mask256(16 - (2 * count)).AsDouble());
        }
    }
}
