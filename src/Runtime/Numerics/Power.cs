using System;

namespace FusedClip.Numerics;

/// <summary>
/// Powers and roots of any order in double, by operations that are rounded the same everywhere: the bits don't depend on a C library.
/// </summary>
/// <remarks>
/// xᵖ = 2^(p · log2 x). The logarithm is a sum of two doubles, good to about 2^-63 where a double ends at 2^-53, so that a power
/// is off by less than a unit in the last place (tested, and derived in docs/numerics.md).
/// </remarks>
internal static class Power
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    // 2 / ln 2 as a sum of two doubles.
    private const double LogFactor = 2.8853900817779268;
    private const double LogFactorTail = 4.0710547481862066e-17;

    /// <summary>|x|ᵖ for p above 0; infinities and NaN are what they are.</summary>
    public static double Of(double x, double order)
    {
        x = Math.Abs(x);
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        (double log, double tail) = Log2(x);
        double product = order * log;
        return Exp2(product, Math.FusedMultiplyAdd(order, log, -product) + (order * tail));
    }

    /// <summary>x^(1/p) for x not negative and p above 0; infinities and NaN are what they are.</summary>
    public static double Root(double x, double order)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        (double log, double tail) = Log2(x);
        double quotient = log / order;
        return Exp2(quotient, (Math.FusedMultiplyAdd(-quotient, order, log) + tail) / order);
    }

    /// <summary>2^(p · exponent).</summary>
    public static double OfTwo(int exponent, double order)
    {
        double product = order * exponent;
        return Exp2(product, Math.FusedMultiplyAdd(order, exponent, -product));
    }

    // log2(x), x above 0, as a sum of two.
    private static (double Log, double Tail) Log2(double x)
    {
        const long RootOfHalf = 0x3FE6A09E667F3BCD;
        int lift = x < SmallestNormal ? 54 : 0;
        long bits = BitConverter.DoubleToInt64Bits(lift == 0 ? x : x * (1L << 54));
        long exponent = (bits - RootOfHalf) >> 52;
        double m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));

        // s + sRest = (m - 1) / (m + 1): the remainder of a division is exact.
        double above = m - 1;
        double below = m + 1;
        double belowRest = m - (below - 1);
        double s = above / below;
        double sRest = (Math.FusedMultiplyAdd(-s, below, above) - (s * belowRest)) / below;

        // log2(m) = s · (2 / ln 2 + s² · q), from √½ to √2: good to 2.3e-18.
        double z = s * s;
        double q = 0.2108771365803784;
        q = (q * z) + 0.2211894290384433;
        q = (q * z) + 0.26232365812004405;
        q = (q * z) + 0.32059873773747843;
        q = (q * z) + 0.4121985839000024;
        q = (q * z) + 0.5770780163541307;
        q = (q * z) + 0.961796693925976;

        double main = LogFactor * s;
        double mainRest = Math.FusedMultiplyAdd(LogFactor, s, -main) + ((LogFactorTail * s) + (LogFactor * sRest)) + (s * (z * q));
        double log = exponent - lift, tail = 0;
        TwoSum.Add(ref log, ref tail, main);

        // The larger one first, which keeps what is left of p times it small.
        double rest = tail + mainRest;
        double sum = log + rest;
        return (sum, rest - (sum - log));
    }

    // 2^(x + tail): 0 and ∞ where it is beyond the range of double.
    private static double Exp2(double x, double tail)
    {
        if (!(Math.Abs(x) < 2000))
        {
            return x > 0 ? double.PositiveInfinity : 0;
        }

        double whole = Math.Round(x);
        double fraction = (x - whole) + tail;

        // (2^x - 1) / x from -1/2 to 1/2: 2^x is good to 3.7e-18.
        double q = 4.4348949765726624e-10;
        q = (q * fraction) + 7.073558476254541e-09;
        q = (q * fraction) + 1.0178196448026046e-07;
        q = (q * fraction) + 1.3215436724237892e-06;
        q = (q * fraction) + 1.5252733508820551e-05;
        q = (q * fraction) + 0.0001540353045386507;
        q = (q * fraction) + 0.0013333558146744649;
        q = (q * fraction) + 0.00961812910759709;
        q = (q * fraction) + 0.05550410866482031;
        q = (q * fraction) + 0.24022650695910122;
        q = (q * fraction) + 0.6931471805599453;
        double power = 1 + (fraction * q);
        return Math.Abs(whole) < 1022
            ? power * BitConverter.Int64BitsToDouble((1023 + (long)whole) << 52)
            : Math.ScaleB(power, (int)whole);
    }
}
