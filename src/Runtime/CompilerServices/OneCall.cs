using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>
/// An ordinary clip of a container whose fields are arrays that one kernel call takes, without a sweep. What isn't ordinary, a
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

    /// <summary>Whether the norm is so far below the limit that nothing has to be done.</summary>
    /// <param name="sum">What <see cref="Sum"/> gave.</param>
    /// <param name="maxNorm">The limit. Where it makes no sense, the answer is no.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="norm">The norm, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBelow(double sum, double maxNorm, double preScale, double epsilon, out double norm)
    {
        norm = TKernel.Order == 2 ? Math.Sqrt(sum) : PowerSum.Root(sum, 0, TKernel.Order);
        return sum >= TKernel.SmallestSafeSum && ClipRule.LeavesAlone(norm, TKernel.RelativeError, maxNorm, preScale, epsilon);
    }

    /// <summary>Whether the norm is so far above the limit, and so well in range, that nothing but the scale pass is left to do.</summary>
    /// <param name="sum">What <see cref="Sum"/> gave.</param>
    /// <param name="norm">The norm that <see cref="IsBelow"/> found.</param>
    /// <param name="maxNorm">The limit. Where it makes no sense, the answer is no.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="coefficient">The clip coefficient, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsAbove(double sum, double norm, double maxNorm, double preScale, double epsilon, out double coefficient)
    {
        coefficient = 1;
        return sum >= TKernel.SmallestSafeSum
            && ClipRule.TryClip(
                norm, TKernel.RelativeError, maxNorm, preScale, epsilon, isSingle: typeof(T) != typeof(double), isHalf: typeof(T) == typeof(Half), out coefficient)
            && SingleRange.Holds<T>(coefficient);
    }

    /// <summary>The scale pass.</summary>
    /// <param name="fields">The arrays, of any rank; null ones are passed over.</param>
    /// <param name="coefficient">The clip coefficient that <see cref="IsAbove"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(scoped ReadOnlySpan<Array?> fields, double coefficient) =>
        TKernel.Scale(fields, ref Unsafe.NullRef<T>(), 0, coefficient);
}
