using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

/// <summary>
/// The loops of clipping by value over <see cref="Half"/>: on the bits, as integers that are ordered as the numbers are. Vectors without
/// an element outside the range aren't written.
/// </summary>
internal static class HalfClamp
{
    // Keys beyond those of the infinities are NaN's.
    private const short BelowInfinity = -31746;
    private const short AboveInfinity = 31745;

    /// <summary>Replaces what is below <paramref name="lower"/> by it, and what is above <paramref name="upper"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clamp(ref Half first, nuint length, Half lower, Half upper)
    {
        ref short bits = ref Unsafe.As<Half, short>(ref first);
        short lowerBits = BitConverter.HalfToInt16Bits(lower);
        short upperBits = BitConverter.HalfToInt16Bits(upper);

        // 0 and -0 are equal: the one isn't outside where the other is the end.
        short lowerKey = lower == Half.Zero ? Key(BitConverter.HalfToInt16Bits(Half.NegativeZero)) : Key(lowerBits);
        short upperKey = upper == Half.Zero ? (short)0 : Key(upperBits);
        nuint at = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; at + (nuint)Vector512<short>.Count <= length; at += (nuint)Vector512<short>.Count)
            {
                Vector512<short> elements = Vector512.LoadUnsafe(ref bits, at);
                Vector512<short> keys = elements ^ (Vector512.ShiftRightArithmetic(elements, 15) & Vector512.Create(short.MaxValue));
                Vector512<short> isBelow = Vector512.LessThan(keys, Vector512.Create(lowerKey)) & Vector512.GreaterThan(keys, Vector512.Create(BelowInfinity));
                Vector512<short> isAbove = Vector512.GreaterThan(keys, Vector512.Create(upperKey)) & Vector512.LessThan(keys, Vector512.Create(AboveInfinity));
                if ((isBelow | isAbove) != Vector512<short>.Zero)
                {
                    Vector512<short> clamped = Vector512.ConditionalSelect(isBelow, Vector512.Create(lowerBits), elements);
                    Vector512.ConditionalSelect(isAbove, Vector512.Create(upperBits), clamped).StoreUnsafe(ref bits, at);
                }
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; at + (nuint)Vector256<short>.Count <= length; at += (nuint)Vector256<short>.Count)
            {
                Vector256<short> elements = Vector256.LoadUnsafe(ref bits, at);
                Vector256<short> keys = elements ^ (Vector256.ShiftRightArithmetic(elements, 15) & Vector256.Create(short.MaxValue));
                Vector256<short> isBelow = Vector256.LessThan(keys, Vector256.Create(lowerKey)) & Vector256.GreaterThan(keys, Vector256.Create(BelowInfinity));
                Vector256<short> isAbove = Vector256.GreaterThan(keys, Vector256.Create(upperKey)) & Vector256.LessThan(keys, Vector256.Create(AboveInfinity));
                if ((isBelow | isAbove) != Vector256<short>.Zero)
                {
                    Vector256<short> clamped = Vector256.ConditionalSelect(isBelow, Vector256.Create(lowerBits), elements);
                    Vector256.ConditionalSelect(isAbove, Vector256.Create(upperBits), clamped).StoreUnsafe(ref bits, at);
                }
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; at + (nuint)Vector128<short>.Count <= length; at += (nuint)Vector128<short>.Count)
            {
                Vector128<short> elements = Vector128.LoadUnsafe(ref bits, at);
                Vector128<short> keys = elements ^ (Vector128.ShiftRightArithmetic(elements, 15) & Vector128.Create(short.MaxValue));
                Vector128<short> isBelow = Vector128.LessThan(keys, Vector128.Create(lowerKey)) & Vector128.GreaterThan(keys, Vector128.Create(BelowInfinity));
                Vector128<short> isAbove = Vector128.GreaterThan(keys, Vector128.Create(upperKey)) & Vector128.LessThan(keys, Vector128.Create(AboveInfinity));
                if ((isBelow | isAbove) != Vector128<short>.Zero)
                {
                    Vector128<short> clamped = Vector128.ConditionalSelect(isBelow, Vector128.Create(lowerBits), elements);
                    Vector128.ConditionalSelect(isAbove, Vector128.Create(upperBits), clamped).StoreUnsafe(ref bits, at);
                }
            }
        }

        for (; at < length; at++)
        {
            ref short element = ref Unsafe.Add(ref bits, at);
            short key = Key(element);
            if (key < lowerKey && key > BelowInfinity)
            {
                element = lowerBits;
            }
            else if (key > upperKey && key < AboveInfinity)
            {
                element = upperBits;
            }
        }
    }

    // The bits of a negative number count down.
    private static short Key(short bits) => (short)(bits ^ ((bits >> 15) & short.MaxValue));
}
