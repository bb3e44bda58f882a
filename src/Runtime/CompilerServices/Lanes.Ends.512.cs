using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
#if NET10_0_OR_GREATER
using System.Runtime.Intrinsics.X86;
#endif

namespace FusedClip.CompilerServices;

// Both ends of a buffer in vectors of 512 bits. .NET 10 has loads with a mask, which touch nothing where it is 0. They want a pointer, so the
// buffer is pinned for as long as the load takes, which is a store to the stack.
public static partial class Lanes
{
    /// <summary>The first elements of a buffer in the lanes from <paramref name="head"/> on, zeros below.</summary>
    /// <param name="first">The first element of a buffer of 16 or more.</param>
    /// <param name="head">0 to 15.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> First512(ref float first, nuint head)
    {
#if NET10_0_OR_GREATER
        fixed (float* start = &first)
        {
            Vector512<int> mask = Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create((int)head));
            return Avx512F.MaskLoad(start - head, mask.AsSingle(), Vector512<float>.Zero);
        }
#else
        return ShiftUp(Vector512.LoadUnsafe(ref first), head);
#endif
    }

    /// <summary>The first elements of a buffer in the lanes from <paramref name="head"/> on, zeros below.</summary>
    /// <param name="first">The first element of a buffer of 8 or more.</param>
    /// <param name="head">0 to 7.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> First512(ref double first, nuint head)
    {
#if NET10_0_OR_GREATER
        fixed (double* start = &first)
        {
            Vector512<long> mask = Vector512.GreaterThanOrEqual(Vector512<long>.Indices, Vector512.Create((long)head));
            return Avx512F.MaskLoad(start - head, mask.AsDouble(), Vector512<double>.Zero);
        }
#else
        return ShiftUp(Vector512.LoadUnsafe(ref first), head);
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a long buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer, 16 or more; from .NET 10 on <paramref name="count"/> or more.</param>
    /// <param name="count">0 to 15.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> End512(ref float first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        fixed (float* start = &first)
        {
            Vector512<int> mask = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count));
            return Avx512F.MaskLoad(start + (length - count), mask.AsSingle(), Vector512<float>.Zero);
        }
#else
        return ShiftDown(Vector512.LoadUnsafe(ref first, length - 16), 16 - count);
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a long buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer, 8 or more; from .NET 10 on <paramref name="count"/> or more.</param>
    /// <param name="count">0 to 7.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> End512(ref double first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        fixed (double* start = &first)
        {
            Vector512<long> mask = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));
            return Avx512F.MaskLoad(start + (length - count), mask.AsDouble(), Vector512<double>.Zero);
        }
#else
        return ShiftDown(Vector512.LoadUnsafe(ref first, length - 8), 8 - count);
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 15; where it is less than <paramref name="length"/>, the buffer has at least 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Last512(ref float first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        // A mask has to wait for the length. Where there are few, branches are quicker: the processor guesses them.
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
                End256(ref first, length, length - 8));
        }

        return Short256(ref first, length).ToVector512();
#endif
    }

    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 7; where it is less than <paramref name="length"/>, the buffer has at least 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Last512(ref double first, nuint length, nuint count)
    {
#if NET10_0_OR_GREATER
        return length >= 4 ? End512(ref first, length, count) : Short256(ref first, length).ToVector512();
#else
        if (length >= 8)
        {
            return End512(ref first, length, count);
        }

        return length < 4
            ? Short256(ref first, length).ToVector512()
            : length == 4
                ? Vector256.LoadUnsafe(ref first).ToVector512()
                : Vector512.Create(Vector256.LoadUnsafe(ref first), Last256(ref first, length, length - 4));
#endif
    }
}
