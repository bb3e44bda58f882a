using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

/// <summary>
/// Between half and single precision, a vector of halves at a time: the numbers that <c>(float)half</c> and <c>(Half)single</c> are, by
/// operations on integers, since the framework has neither as a vector operation.
/// </summary>
/// <remarks>
/// A float has 8 bits of exponent with a bias of 127 and 23 of significand, a Half 5 with a bias of 15, and 10. Nothing here
/// multiplies subnormal floats, which some processors are slow at.
/// </remarks>
internal static partial class HalfLanes
{
    private const int SignificandDifference = 13;

    // As the upper bits of a float: sign, exponent and significand of a Half; its exponent; the difference of the biases.
    private const int HalfBits = unchecked((int)0x8FFF_E000);
    private const int HalfExponent = 31 << 23;
    private const int BiasDifference = 112 << 23;

    // As bits of a float: 2^-14, the smallest normal Half; 2^16, what is too large for a Half; 1/2, whose last place is 2^-24, that of
    // subnormal halves.
    private const int SmallestNormal = 113 << 23;
    private const int Overflow = 143 << 23;
    private const int Aligner = 126 << 23;

    private const int SingleMagnitude = int.MaxValue;
    private const int SingleInfinity = 0x7F80_0000;
    private const int HalfMagnitude = 0x7FFF;
    private const int HalfQuietBit = 0x0200;

    // Sixteen elements. Where there are no vectors of 256 bits, the framework makes each of two of 128.

    /// <summary>Halves, as their bits, to floats: exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Lower, Vector256<float> Upper) Widen(Vector256<short> halves)
    {
        (Vector256<int> lower, Vector256<int> upper) = Vector256.Widen(halves);
        return (Widen(lower), Widen(upper));
    }

    /// <summary>Floats to halves, as their bits, rounded to nearest, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Narrow(Vector256<float> lower, Vector256<float> upper) =>
        Vector256.Narrow(Narrow(lower), Narrow(upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen(Vector256<int> half)
    {
        Vector256<int> bits = (half << SignificandDifference) & Vector256.Create(HalfBits);
        Vector256<int> exponent = bits & Vector256.Create(HalfExponent);

        // Infinity and NaN have the largest exponent of either format.
        Vector256<int> isSpecial = Vector256.Equals(exponent, Vector256.Create(HalfExponent));
        Vector256<float> normal = (bits + Vector256.Create(BiasDifference) + (isSpecial & Vector256.Create(BiasDifference))).AsSingle();

        // A subnormal has no leading one: with the exponent of the smallest normal it gets one, which is taken off again. The sign of a
        // zero has to be put back.
        Vector256<int> sign = bits & Vector256.Create(int.MinValue);
        Vector256<float> one = (sign | Vector256.Create(SmallestNormal)).AsSingle();
        Vector256<float> subnormal = ((bits + Vector256.Create(SmallestNormal)).AsSingle() - one) | sign.AsSingle();
        Vector256<int> isSubnormal = Vector256.Equals(exponent, Vector256<int>.Zero);
        return Vector256.ConditionalSelect(isSubnormal.AsSingle(), subnormal, normal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Narrow(Vector256<float> single)
    {
        Vector256<int> bits = single.AsInt32();
        Vector256<int> magnitude = bits & Vector256.Create(SingleMagnitude);
        Vector256<int> cut = magnitude >> SignificandDifference;

        // Half a unit in the last place is added, and a little less where the last place is even: what is cut off then rounds to
        // nearest. A significand that overflows carries into the exponent, as it should, and what is too large becomes infinite.
        Vector256<int> lastPlace = cut & Vector256<int>.One;
        Vector256<int> inRange = Vector256.Min(magnitude, Vector256.Create(Overflow));
        Vector256<int> normal = (inRange + Vector256.Create(0xFFF - BiasDifference) + lastPlace) >> SignificandDifference;

        // Beside 1/2 the sum has the last place of subnormal halves, and is rounded there.
        Vector256<int> subnormal = (magnitude.AsSingle() + Vector256.Create(Aligner).AsSingle()).AsInt32() - Vector256.Create(Aligner);
        Vector256<int> isSubnormal = Vector256.LessThan(magnitude, Vector256.Create(SmallestNormal));
        Vector256<int> number = Vector256.ConditionalSelect(isSubnormal, subnormal, normal);

        // A NaN keeps the head of its significand, and is quiet.
        Vector256<int> isNaN = Vector256.GreaterThan(magnitude, Vector256.Create(SingleInfinity));
        number = Vector256.ConditionalSelect(isNaN, cut | Vector256.Create(HalfQuietBit), number);
        return (number & Vector256.Create(HalfMagnitude)) | ((bits >> 16) & Vector256.Create(~HalfMagnitude));
    }
}
