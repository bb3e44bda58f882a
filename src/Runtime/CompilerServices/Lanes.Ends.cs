using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

// The last elements of a buffer, fewer than a vector has lanes, in the lowest lanes.
public static partial class Lanes
{
    /// <summary>The last <paramref name="count"/> elements of a buffer in the lowest lanes, zeros above.</summary>
    /// <remarks>A mask has to wait for the length. Where there are few, branches are quicker: the processor guesses them.</remarks>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 7; where it is less than <paramref name="length"/>, the buffer has at least 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Last256(ref float first, nuint length, nuint count) =>
        length >= 8 ? End256(ref first, length, count) : Short256(ref first, length);

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

    /// <inheritdoc cref="Last256(ref float, nuint, nuint)"/>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    /// <param name="count">1 to 3; where it is less than <paramref name="length"/>, the buffer has at least 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Last256(ref double first, nuint length, nuint count) =>
        length >= 4 ? End256(ref first, length, count) : Short256(ref first, length);

    /// <summary>The last element of a buffer in the lowest lane, zero above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Last128(ref double first, nuint length, nuint count) =>
        Vector128.CreateScalar(Unsafe.Add(ref first, length - count));

    /// <summary>A vector of a buffer from <paramref name="at"/> on, zeros behind the buffer's end.</summary>
    /// <param name="first">The buffer's first element.</param>
    /// <param name="at">Where the vector begins, which may be behind the end.</param>
    /// <param name="length">The number of elements of the buffer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Part128(ref double first, nuint at, nuint length)
    {
        if (at + 2 <= length)
        {
            return Vector128.LoadUnsafe(ref first, at);
        }

        return at < length ? Vector128.CreateScalar(Unsafe.Add(ref first, at)) : Vector128<double>.Zero;
    }

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

    // A whole buffer of 1 to 3 elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Short256(ref double first, nuint length) => length switch
    {
        1 => Vector256.CreateScalar(first),
        2 => Vector128.LoadUnsafe(ref first).ToVector256(),
        _ => Vector256.Create(Vector128.LoadUnsafe(ref first), Vector128.CreateScalar(Unsafe.Add(ref first, 2))),
    };
}
