using System;

namespace FusedClip.CompilerServices;

/// <summary>The coefficients that a float holds at full precision.</summary>
internal static class SingleRange
{
    /// <summary>The smallest float that isn't subnormal, 2^-126.</summary>
    public const double SmallestNormal = 1.1754943508222875e-38;

    /// <summary>Whether a coefficient can be given to the kernels of an element type: to those of double any can.</summary>
    public static bool Holds<T>(double coefficient)
        where T : unmanaged =>
        typeof(T) != typeof(float) || Holds(coefficient);

    /// <summary>
    /// Whether coefficients are positive, and can all be given to the kernels of an element type: at a glance, for those that are the rule.
    /// </summary>
    public static bool HoldsAll<T>(ReadOnlySpan<double> coefficients)
        where T : unmanaged =>
        SliceSums.TryGetLargest(coefficients, typeof(T) == typeof(float) ? SmallestNormal : double.Epsilon, out double largest)
        && (typeof(T) != typeof(float) || largest <= float.MaxValue);

    /// <summary>
    /// Whether a coefficient can be given to the float kernels. One that would overflow, or be subnormal and so lose
    /// digits, is applied in double instead. 0, NaN and the infinities are the same in either type.
    /// </summary>
    public static bool Holds(double coefficient)
    {
        double size = Math.Abs(coefficient);
        return !(size < SmallestNormal && size > 0) && !(size > float.MaxValue && size < double.PositiveInfinity);
    }
}
