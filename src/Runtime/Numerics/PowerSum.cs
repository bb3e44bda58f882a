using System;

namespace FusedClip.Numerics;

/// <summary>
/// Sums of p-th powers that carry a power of two beside them, so that they can't leave the range of double:
/// Σ|xᵢ|ᵖ = sum · 2^(p · exponent), where sum = Σ(|xᵢ| · 2^−exponent)ᵖ.
/// </summary>
internal static class PowerSum
{
    /// <summary>
    /// The exponent by which elements are scaled into [0, 1) when <paramref name="largest"/> is the largest of
    /// them; 0 where there is nothing to scale. Clamped to −1000, so that 2^−exponent is finite.
    /// </summary>
    public static int ExponentFor(double largest) =>
        largest == 0 || !double.IsFinite(largest) ? 0 : Math.Max(Math.ILogB(largest) + 1, -1000);

    /// <summary>Adds one sum to another, in the larger of their scales.</summary>
    public static void Add(ref double sum, ref double lost, ref int exponent, double otherSum, int otherExponent, double order)
    {
        // An infinity and NaN stay what they are in every scale.
        bool isScaled = double.IsFinite(sum) && double.IsFinite(otherSum) && sum != 0;
        if (isScaled && otherExponent > exponent)
        {
            double shift = Shift(exponent - otherExponent, order);
            sum *= shift;
            lost *= shift;
        }
        else if (isScaled && otherExponent < exponent)
        {
            otherSum *= Shift(otherExponent - exponent, order);
            otherExponent = exponent;
        }

        exponent = otherExponent;
        TwoSum.Add(ref sum, ref lost, otherSum);
    }

    /// <summary>The norm: (sum · 2^(p · exponent))^(1/p) = 2^exponent · sum^(1/p).</summary>
    public static double Root(double sum, int exponent, double order)
    {
        double root = order switch
        {
            2 => Math.Sqrt(sum),
            1 or double.PositiveInfinity => sum,
            _ => Power.Root(sum, order),
        };
        return exponent == 0 ? root : Math.ScaleB(root, exponent);
    }

    // 2^(p · shift) for shift < 0: exact for whole p. Where it is 0, the other sum isn't noticeable beside the larger.
    private static double Shift(int shift, double order) => Power.OfTwo(shift, order);
}
