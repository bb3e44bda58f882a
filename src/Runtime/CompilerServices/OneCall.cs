using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>
/// An ordinary clip of a container whose fields are arrays, or inline arrays, that one kernel call takes, without a sweep. What isn't ordinary, a
/// <see cref="GradientSweep"/> does from the beginning. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OneCall<T, TKernel>
    where T : unmanaged
    where TKernel : struct, IClipKernel<T>
{
    /// <summary>The norm pass: Σ|x|ᵖ, or the largest |x|.</summary>
    /// <param name="fields">The arrays, of any rank; null ones are passed over.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(scoped ReadOnlySpan<Array?> fields) => TKernel.Sum(fields, ref Unsafe.NullRef<T>(), 0);

    /// <summary>The norm pass of fields that lie directly behind each other.</summary>
    /// <param name="fields">The elements; NaN is the answer where there are none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(scoped Span<T> fields) =>
        fields.IsEmpty ? double.NaN : TKernel.Sum(default, ref MemoryMarshal.GetReference(fields), (nuint)fields.Length);

    /// <summary>The norm pass of fields that hold as many elements as <typeparamref name="TFixed"/> takes.</summary>
    /// <param name="fields">The elements; NaN is the answer where there are none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum<TFixed>(scoped Span<T> fields)
        where TFixed : struct, IFixedLengthKernel<T> =>
        fields.IsEmpty ? double.NaN : TFixed.Sum(ref MemoryMarshal.GetReference(fields));

    /// <summary>Up to four fields as one, if they lie directly behind each other; otherwise nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Joined(Span<T> first, Span<T> second, Span<T> third = default, Span<T> fourth = default) =>
        GradientSweep.AreBehindEachOther(first, second, third, fourth)
            ? MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(first), first.Length + second.Length + third.Length + fourth.Length)
            : default;

    /// <summary>Whether the norm is so far below the limit that nothing has to be done.</summary>
    /// <param name="sum">What <see cref="Sum(ReadOnlySpan{Array?})"/> gave.</param>
    /// <param name="maxNorm">The limit. Where it makes no sense, the answer is no.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="norm">The norm, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBelow(double sum, double maxNorm, double preScale, double epsilon, out double norm)
    {
        norm = TKernel.Order == 2 ? Math.Sqrt(sum) : PowerSum.Root(sum, 0, TKernel.Order);

        // The comparison with the limit first: a clip above it asks for the range once, in IsAbove.
        return ClipRule.LeavesAlone(norm, TKernel.RelativeError, maxNorm, preScale, epsilon) && sum >= TKernel.SmallestSafeSum;
    }

    /// <summary>Whether the norm is so far above the limit, and so well in range, that nothing but the scale pass is left to do.</summary>
    /// <param name="sum">What <see cref="Sum(ReadOnlySpan{Array?})"/> gave.</param>
    /// <param name="norm">The norm that <see cref="IsBelow"/> found.</param>
    /// <param name="maxNorm">The limit. Where it makes no sense, the answer is no.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="coefficient">The clip coefficient, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAbove(double sum, double norm, double maxNorm, double preScale, double epsilon, out double coefficient)
    {
        // Above an ordinary limit the sum of the squares of doubles is safe.
        bool isSafe = (typeof(T) == typeof(double) && TKernel.Order == 2) || sum >= TKernel.SmallestSafeSum;
        if (!isSafe)
        {
            coefficient = 1;
            return false;
        }

        return ClipRule.TryClip(
            sum,
            norm,
            TKernel.Order,
            TKernel.RelativeError,
            maxNorm,
            preScale,
            epsilon,
            isSingle: typeof(T) != typeof(double),
            isHalf: typeof(T) == typeof(Half),
            out coefficient);
    }

    /// <summary>The scale pass.</summary>
    /// <param name="fields">The arrays, of any rank; null ones are passed over.</param>
    /// <param name="coefficient">The clip coefficient that <see cref="IsAbove"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(scoped ReadOnlySpan<Array?> fields, double coefficient) =>
        TKernel.Scale(fields, ref Unsafe.NullRef<T>(), 0, coefficient);

    /// <summary>The scale pass of fields that lie directly behind each other.</summary>
    /// <param name="fields">The elements.</param>
    /// <param name="coefficient">The clip coefficient that <see cref="IsAbove"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(scoped Span<T> fields, double coefficient) =>
        TKernel.Scale(default, ref MemoryMarshal.GetReference(fields), (nuint)fields.Length, coefficient);

    /// <summary>The scale pass of fields that hold as many elements as <typeparamref name="TFixed"/> takes.</summary>
    /// <param name="fields">The elements.</param>
    /// <param name="coefficient">The clip coefficient that <see cref="IsAbove"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale<TFixed>(scoped Span<T> fields, double coefficient)
        where TFixed : struct, IFixedLengthKernel<T> =>
        TFixed.Scale(ref MemoryMarshal.GetReference(fields), coefficient);
}
