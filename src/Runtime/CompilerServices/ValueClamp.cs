using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

/// <summary>
/// The loops of clipping by value over <see cref="float"/> and <see cref="double"/>. An element decides for itself, so that all
/// instruction sets have the same bits. Vectors without an element outside the range aren't written.
/// </summary>
internal static class ValueClamp
{
    /// <summary>Replaces what is below <paramref name="lower"/> by it, and what is above <paramref name="upper"/>.</summary>
    // Comparisons, and no minimum or maximum: those of processors differ in what becomes of NaN and of -0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp<T>(ref T first, nuint length, T lower, T upper)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nuint at = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<T> lowers = Vector512.Create(lower);
            Vector512<T> uppers = Vector512.Create(upper);
            for (; at + (nuint)Vector512<T>.Count <= length; at += (nuint)Vector512<T>.Count)
            {
                Vector512<T> elements = Vector512.LoadUnsafe(ref first, at);
                Vector512<T> isBelow = Vector512.LessThan(elements, lowers);
                Vector512<T> isAbove = Vector512.GreaterThan(elements, uppers);
                if ((isBelow | isAbove).AsByte() != Vector512<byte>.Zero)
                {
                    Vector512.ConditionalSelect(isAbove, uppers, Vector512.ConditionalSelect(isBelow, lowers, elements)).StoreUnsafe(ref first, at);
                }
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<T> lowers = Vector256.Create(lower);
            Vector256<T> uppers = Vector256.Create(upper);
            for (; at + (nuint)Vector256<T>.Count <= length; at += (nuint)Vector256<T>.Count)
            {
                Vector256<T> elements = Vector256.LoadUnsafe(ref first, at);
                Vector256<T> isBelow = Vector256.LessThan(elements, lowers);
                Vector256<T> isAbove = Vector256.GreaterThan(elements, uppers);
                if ((isBelow | isAbove).AsByte() != Vector256<byte>.Zero)
                {
                    Vector256.ConditionalSelect(isAbove, uppers, Vector256.ConditionalSelect(isBelow, lowers, elements)).StoreUnsafe(ref first, at);
                }
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<T> lowers = Vector128.Create(lower);
            Vector128<T> uppers = Vector128.Create(upper);
            for (; at + (nuint)Vector128<T>.Count <= length; at += (nuint)Vector128<T>.Count)
            {
                Vector128<T> elements = Vector128.LoadUnsafe(ref first, at);
                Vector128<T> isBelow = Vector128.LessThan(elements, lowers);
                Vector128<T> isAbove = Vector128.GreaterThan(elements, uppers);
                if ((isBelow | isAbove).AsByte() != Vector128<byte>.Zero)
                {
                    Vector128.ConditionalSelect(isAbove, uppers, Vector128.ConditionalSelect(isBelow, lowers, elements)).StoreUnsafe(ref first, at);
                }
            }
        }

        for (; at < length; at++)
        {
            ref T element = ref Unsafe.Add(ref first, at);
            if (element < lower)
            {
                element = lower;
            }
            else if (element > upper)
            {
                element = upper;
            }
        }
    }
}
