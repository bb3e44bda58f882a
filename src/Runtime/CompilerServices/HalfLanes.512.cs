using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

// The same for thirty-two elements.
internal static partial class HalfLanes
{
    /// <inheritdoc cref="Widen(Vector256{short})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Lower, Vector512<float> Upper) Widen(Vector512<short> halves)
    {
        (Vector512<int> lower, Vector512<int> upper) = Vector512.Widen(halves);
        return (Widen(lower), Widen(upper));
    }

    /// <inheritdoc cref="Narrow(Vector256{float}, Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Narrow(Vector512<float> lower, Vector512<float> upper) =>
        Vector512.Narrow(Narrow(lower), Narrow(upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen(Vector512<int> half)
    {
        Vector512<int> bits = (half << SignificandDifference) & Vector512.Create(HalfBits);
        Vector512<int> exponent = bits & Vector512.Create(HalfExponent);

        // Infinity and NaN have the largest exponent of either format.
        Vector512<int> isSpecial = Vector512.Equals(exponent, Vector512.Create(HalfExponent));
        Vector512<float> normal = (bits + Vector512.Create(BiasDifference) + (isSpecial & Vector512.Create(BiasDifference))).AsSingle();

        // A subnormal has no leading one: with the exponent of the smallest normal it gets one, which is taken off again. The sign of a
        // zero has to be put back.
        Vector512<int> sign = bits & Vector512.Create(int.MinValue);
        Vector512<float> one = (sign | Vector512.Create(SmallestNormal)).AsSingle();
        Vector512<float> subnormal = ((bits + Vector512.Create(SmallestNormal)).AsSingle() - one) | sign.AsSingle();
        Vector512<int> isSubnormal = Vector512.Equals(exponent, Vector512<int>.Zero);
        return Vector512.ConditionalSelect(isSubnormal.AsSingle(), subnormal, normal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Narrow(Vector512<float> single)
    {
        Vector512<int> bits = single.AsInt32();
        Vector512<int> magnitude = bits & Vector512.Create(SingleMagnitude);
        Vector512<int> cut = magnitude >> SignificandDifference;

        // Half a unit in the last place is added, and a little less where the last place is even: what is cut off then rounds to
        // nearest. A significand that overflows carries into the exponent, as it should, and what is too large becomes infinite.
        Vector512<int> lastPlace = cut & Vector512<int>.One;
        Vector512<int> inRange = Vector512.Min(magnitude, Vector512.Create(Overflow));
        Vector512<int> normal = (inRange + Vector512.Create(0xFFF - BiasDifference) + lastPlace) >> SignificandDifference;

        // Beside 1/2 the sum has the last place of subnormal halves, and is rounded there.
        Vector512<int> subnormal = (magnitude.AsSingle() + Vector512.Create(Aligner).AsSingle()).AsInt32() - Vector512.Create(Aligner);
        Vector512<int> isSubnormal = Vector512.LessThan(magnitude, Vector512.Create(SmallestNormal));
        Vector512<int> number = Vector512.ConditionalSelect(isSubnormal, subnormal, normal);

        // A NaN keeps the head of its significand, and is quiet.
        Vector512<int> isNaN = Vector512.GreaterThan(magnitude, Vector512.Create(SingleInfinity));
        number = Vector512.ConditionalSelect(isNaN, cut | Vector512.Create(HalfQuietBit), number);
        return (number & Vector512.Create(HalfMagnitude)) | ((bits >> 16) & Vector512.Create(~HalfMagnitude));
    }
}
