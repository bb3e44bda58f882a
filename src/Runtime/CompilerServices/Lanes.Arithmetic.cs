using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FusedClip.CompilerServices;

// a · b + c, rounded once, on processors that have no instruction for it: the same bits as on those that have one.
public static partial class Lanes
{
    // The bits of a double's significand that a float's doesn't have, and the highest of them: half a unit of the float's last place.
    private const int BeyondSingle = 0x1FFF_FFFF;
    private const int HalfUnit = 0x1000_0000;

    // 2^27 + 1: a double times this, less what it is more than the double, has the upper half of the double's bits.
    private const double Splitter = (1 << 27) + 1;

    // 2^-50: eight times what the sum of the lost parts can be wrong by.
    private const double Slack = 1.0 / (1L << 50);

    // 2^-900 and 2^900: between them no part of a sum or of a square is subnormal or infinite.
    private const double SmallestOfParts = 1.1830521861667747e-271;
    private const double LargestOfParts = 1 / SmallestOfParts;

    // The bits of 2^-126 as a double.
    private const long SmallestNormalSingle = 0x3810_0000_0000_0000;

    /// <summary>x · x + sum with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AddSquare(Vector128<float> x, Vector128<float> sum) => MultiplyAdd(x, x, sum);

    /// <summary>a · b + c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        if (Fma.IsSupported)
        {
            return Fma.MultiplyAdd(a, b, c);
        }

#if NET9_0_OR_GREATER
        if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
        {
            return Vector128.FusedMultiplyAdd(a, b, c);
        }
#endif

        (Vector128<double> aLower, Vector128<double> aUpper) = Vector128.Widen(a);
        (Vector128<double> bLower, Vector128<double> bUpper) = Vector128.Widen(b);
        (Vector128<double> cLower, Vector128<double> cUpper) = Vector128.Widen(c);
        Vector128<double> productLower = aLower * bLower, productUpper = aUpper * bUpper;
        Vector128<double> lower = productLower + cLower, upper = productUpper + cUpper;
        Vector128<float> rounded = Vector128.Narrow(lower, upper);
        return MayBeRoundedTwice(lower, upper, rounded)
            ? Vector128.Narrow(AddToOdd(productLower, cLower), AddToOdd(productUpper, cUpper))
            : rounded;
    }

    /// <summary>a · b + c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c)
    {
        if (Fma.IsSupported)
        {
            return MathF.FusedMultiplyAdd(a, b, c);
        }

        // What the C library's fmaf takes longer for than all of this, it is only called for where this may be wrong.
        double sum = ((double)a * b) + c;
        long bits = BitConverter.DoubleToInt64Bits(sum);
        bool isTie = ((int)bits & BeyondSingle) == HalfUnit;
        bool isSmall = (ulong)((bits << 1) - 1) < (ulong)SmallestNormalSingle << 1;
        return isTie || isSmall ? MathF.FusedMultiplyAdd(a, b, c) : (float)sum;
    }

    /// <summary>x · x + sum with one rounding, of sums that aren't below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> AddSquare(Vector128<double> x, Vector128<double> sum)
    {
        if (Fma.IsSupported)
        {
            return Fma.MultiplyAdd(x, x, sum);
        }

#if NET9_0_OR_GREATER
        if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
        {
            return Vector128.FusedMultiplyAdd(x, x, sum);
        }
#endif

        return Sse2.IsSupported ? AddSquareInParts(x, sum) : AddSquareEach(x, sum);
    }

    // The square and the sum of doubles have no wider type to be exact in, but each is one double and what its rounding lost, another one:
    // Dekker's product, and his sum of a larger and a smaller number ('A floating-point technique for extending the available precision', 1971).
    // The result is the sum, and what both lost. That is itself rounded, by less than Slack, which mostly can't matter.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector128<double> AddSquareInParts(Vector128<double> x, Vector128<double> sum)
    {
        Vector128<double> spread = x * Splitter;
        Vector128<double> upper = spread - (spread - x);
        Vector128<double> lower = x - upper;
        Vector128<double> square = x * x;
        Vector128<double> lostBySquare = ((upper * upper) - square + ((upper + upper) * lower)) + (lower * lower);

        Vector128<double> result = sum + square;
        Vector128<double> lostBySum = Sse2.Min(sum, square) - (result - Sse2.Max(sum, square));
        Vector128<double> lost = lostBySum + lostBySquare;
        Vector128<double> slack = lost * Slack;
        Vector128<double> rounded = result + (lost + slack);

        // Infinities and NaN in any of the parts make NaN of the last one, which equals nothing.
        Vector128<double> isCertain = Vector128.Equals(rounded, result + (lost - slack))
            & (Vector128.GreaterThanOrEqual(result, Vector128.Create(SmallestOfParts)) | Vector128.Equals(result, Vector128<double>.Zero));
        return Sse2.MoveMask(isCertain) == 0b11 ? rounded : AddSquareToOdd(x, sum, square, result, lostBySum, lostBySquare);
    }

    // Where the exact result lies as good as in the middle between two doubles, as it often does for doubles with the values of floats, what was lost
    // is rounded to odd, and where parts of it could be out of range, the C library's fma is asked, which takes some 100 times as long where
    // it has no instruction for it, either.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> AddSquareToOdd(
        Vector128<double> x, Vector128<double> sum, Vector128<double> square, Vector128<double> result, Vector128<double> lostBySum, Vector128<double> lostBySquare)
    {
        Vector128<double> isInRange = Vector128.LessThanOrEqual(result, Vector128.Create(LargestOfParts))
            & (Vector128.GreaterThanOrEqual(square, Vector128.Create(SmallestOfParts)) | Vector128.Equals(x, Vector128<double>.Zero));
        return Sse2.MoveMask(isInRange) == 0b11 ? result + AddToOdd(lostBySum, lostBySquare) : AddSquareEach(x, sum);
    }

    private static Vector128<double> AddSquareEach(Vector128<double> x, Vector128<double> sum) => Vector128.Create(
        Math.FusedMultiplyAdd(x[0], x[0], sum[0]),
        Math.FusedMultiplyAdd(x[1], x[1], sum[1]));

    // Whether a sum, rounded to double, may become another float than the exact one. It can only where that rounding came to lie in the middle
    // between two floats: one bit behind a float's significand, and zeros. Where floats are subnormal that bit is another one, so these
    // are taken for it. Nothing was rounded before where a result is 0: that is exact in double.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeRoundedTwice(Vector128<double> lower, Vector128<double> upper, Vector128<float> rounded)
    {
        Vector128<int> isTie = Vector128.Equals(LowerHalves(lower, upper) << 3, Vector128.Create(HalfUnit << 3));
        Vector128<int> magnitude = rounded.AsInt32() & Vector128.Create(int.MaxValue);
        Vector128<int> isSmall = Vector128.GreaterThan(magnitude, Vector128<int>.Zero) & Vector128.LessThan(magnitude, Vector128.Create(0x0080_0001));
        return (isTie | isSmall) != Vector128<int>.Zero;
    }

    // The lower 32 bits of each double: a single instruction with SSE.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> LowerHalves(Vector128<double> lower, Vector128<double> upper) => Sse.IsSupported
        ? Sse.Shuffle(lower.AsSingle(), upper.AsSingle(), 0b10_00_10_00).AsInt32()
        : Vector128.Narrow(lower.AsInt64(), upper.AsInt64());

    // The sum of two doubles, rounded to odd: where it isn't exact, it is rounded towards 0 and its last bit is set, so that the
    // rounding to float that follows can't round twice (Boldo and Melquiond, 'Emulation of FMA and correctly rounded
    // sums: proved algorithms using rounding to odd', 2008). The product of two floats is exact in double.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> AddToOdd(Vector128<double> a, Vector128<double> b)
    {
        // What the sum loses, exactly (Knuth's TwoSum). Of infinities and NaN it is NaN, which is neither above nor below zero: the sum
        // stays what it is.
        Vector128<double> sum = a + b;
        Vector128<double> seen = sum - a;
        Vector128<double> error = (a - (sum - seen)) + (b - seen);
        Vector128<long> isBelow = Vector128.LessThan(error, Vector128<double>.Zero).AsInt64();
        Vector128<long> isAbove = Vector128.GreaterThan(error, Vector128<double>.Zero).AsInt64();

        // The bits are a sign and a magnitude: one less of them is nearer to 0, above it and below.
        Vector128<long> isNegative = Vector128.LessThan(sum, Vector128<double>.Zero).AsInt64();
        Vector128<long> isTooFar = Vector128.ConditionalSelect(isNegative, isAbove, isBelow);
        return ((sum.AsInt64() + isTooFar) | ((isBelow | isAbove) & Vector128<long>.One)).AsDouble();
    }
}
