using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FusedClip.CompilerServices;

// The last elements of a buffer, fewer than a vector has lanes, in the lowest lanes.
public static partial class Lanes
{
    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 15; where it is less than <paramref name="length"/>, the buffer has at least 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Last512(ref float first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        // Where there are few, a processor that has guessed the branches need not wait for the length.
        return length >= 8 ? End512(ref first, length, count) : Short256(ref first, length).ToVector512();
#else
        if (length >= 16)
        {
            return End512(ref first, length, count);
        }

        if (length >= 8)
        {
            return Vector512.Create(
                Vector256.LoadUnsafe(ref first),
                ShiftDown(Vector256.LoadUnsafe(ref first, length - 8), 16 - length));
        }

        return Short256(ref first, length).ToVector512();
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a long buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer, 16 or more.</param>
    /// <param name="count">0 to 15.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> End512(ref float first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        fixed (float* start = &first)
        {
            return Avx512F.MaskLoad(start + (length - count), Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle(), Vector512<float>.Zero);
        }
#else
        return ShiftDown(Vector512.LoadUnsafe(ref first, length - 16), 16 - count);
#endif
    }

    /// <summary>The first elements of a buffer in the lanes from <paramref name="head"/> on, zeros below.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="head">0 to 15.</param>
    /// <param name="fromHead">All bits set in those lanes.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> First512(ref float first, nuint head, Vector512<float> fromHead)
    {
#if NET10_0_OR_GREATER
        fixed (float* start = &first)
        {
            return Avx512F.MaskLoad(start - head, Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create((int)head)).AsSingle(), Vector512<float>.Zero);
        }
#else
        return ShiftUp(Vector512.LoadUnsafe(ref first), head);
#endif
    }

    /// <inheritdoc cref="First512(ref float, nuint, Vector512{float})"/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> First512(ref double first, nuint head, Vector512<double> fromHead)
    {
#if NET10_0_OR_GREATER
        fixed (double* start = &first)
        {
            return Avx512F.MaskLoad(start - head, Vector512.GreaterThanOrEqual(Vector512<long>.Indices, Vector512.Create((long)head)).AsDouble(), Vector512<double>.Zero);
        }
#else
        return ShiftUp(Vector512.LoadUnsafe(ref first), head);
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 7; where it is less than <paramref name="length"/>, the buffer has at least 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Last256(ref float first, nuint length, nuint count) =>
        length >= 8
            ? ShiftDown(Vector256.LoadUnsafe(ref first, length - 8), 8 - count)
            : Short256(ref first, length);

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Last128(ref float first, nuint length, nuint count)
    {
        ref float start = ref Unsafe.Add(ref first, length - count);
        return count switch
        {
            1 => Vector128.CreateScalar(start),
            2 => Vector128.Create(start, Unsafe.Add(ref start, 1), 0, 0),
            _ => Vector128.Create(start, Unsafe.Add(ref start, 1), Unsafe.Add(ref start, 2), 0),
        };
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 7; where it is less than <paramref name="length"/>, the buffer has at least 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Last512(ref double first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        return length >= 4 ? End512(ref first, length, count) : Last256(ref first, length, length).ToVector512();
#else
        if (length >= 8)
        {
            return End512(ref first, length, count);
        }

        return length < 4
            ? Last256(ref first, length, length).ToVector512()
            : length == 4
                ? Vector256.LoadUnsafe(ref first).ToVector512()
                : Vector512.Create(Vector256.LoadUnsafe(ref first), Last256(ref first, length, length - 4));
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a long buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer, 8 or more.</param>
    /// <param name="count">0 to 7.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> End512(ref double first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        fixed (double* start = &first)
        {
            return Avx512F.MaskLoad(start + (length - count), Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble(), Vector512<double>.Zero);
        }
#else
        return ShiftDown(Vector512.LoadUnsafe(ref first, length - 8), 8 - count);
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Last256(ref double first, nuint length, nuint count)
    {
        ref double start = ref Unsafe.Add(ref first, length - count);
        return count switch
        {
            1 => Vector256.CreateScalar(start),
            2 => Vector128.LoadUnsafe(ref start).ToVector256(),
            _ => Vector256.Create(Vector128.LoadUnsafe(ref start), Vector128.CreateScalar(Unsafe.Add(ref start, 2))),
        };
    }

    /// <summary>The last element of a buffer in the lowest lane, zero above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Last128(ref double first, nuint length, nuint count) =>
        Vector128.CreateScalar(Unsafe.Add(ref first, length - count));

    // A whole buffer of 1 to 7 elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Short256(ref float first, nuint length)
    {
        if (length < 4)
        {
            return Last128(ref first, length, length).ToVector256();
        }

        Vector128<float> lower = Vector128.LoadUnsafe(ref first);
        return length == 4 ? lower.ToVector256() : Vector256.Create(lower, Last128(ref first, length, length - 4));
    }
}
