using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

// The coefficients of many slices at once. Every step is rounded as it is for one, so that they are the same.
internal readonly partial struct ClipRule
{
    /// <summary>From sums to coefficients, in their places. Where one of them needs more than the formula, all stay as they are.</summary>
    /// <param name="sums">Σ|x|ᵖ, or the largest |x|, of each slice; in the range of its kernel.</param>
    /// <param name="largest">The largest of them.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="relativeError">The bound of the norms' relative error, by which one may be too close to the limit.</param>
    /// <param name="marginError">The same bound, for the margin.</param>
    /// <param name="isSingle">Whether the elements are floats or halves.</param>
    /// <param name="isHalf">Whether the elements are halves.</param>
    /// <param name="smallest">The smallest coefficient.</param>
    /// <param name="isAnyClipped">Whether a norm exceeded the limit.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryCoefficients(
        scoped Span<double> sums,
        double largest,
        double normOrder,
        double relativeError,
        double marginError,
        bool isSingle,
        bool isHalf,
        out double smallest,
        out bool isAnyClipped)
    {
        // What the largest norm has is the smallest coefficient, and no other exceeds the pre-scale.
        smallest = Coefficient(PowerSum.Root(largest, 0, normOrder), marginError, isSingle, isHalf, out isAnyClipped);
        bool isRoot = normOrder == 2;
        bool isFormula = (isRoot || normOrder is 1 or double.PositiveInfinity) && _smallestDivisor == 0 && _maxNorm < double.PositiveInfinity;
        bool isInRange = largest < double.PositiveInfinity && smallest >= SmallestNormal && _preScale >= SmallestNormal;
        if (isSingle)
        {
            isInRange &= SingleRange.Holds(smallest) && SingleRange.Holds(_preScale);
        }

        if (!isFormula || !isInRange || IsAnyTooCloseToCall(sums, isRoot, relativeError))
        {
            return false;
        }

        double factor = SafeFactor(marginError, isSingle, isHalf);
        ref double first = ref MemoryMarshal.GetReference(sums);
        int at = 0;
        for (; at + Vector256<double>.Count <= sums.Length; at += Vector256<double>.Count)
        {
            Vector256<double> norms = Vector256.LoadUnsafe(ref first, (nuint)at);
            norms = isRoot ? Vector256.Sqrt(norms) : norms;
            (_epsilon > 0 ? PlainCoefficients(norms) : SafeCoefficients(norms, factor, isSingle)).StoreUnsafe(ref first, (nuint)at);
        }

        for (; at < sums.Length; at++)
        {
            sums[at] = Coefficient(PowerSum.Root(sums[at], 0, normOrder), marginError, isSingle, isHalf, out _);
        }

        return true;
    }

    private Vector256<double> PlainCoefficients(Vector256<double> norms)
    {
        Vector256<double> preScale = Vector256.Create(_preScale);
        Vector256<double> coefficients = Vector256.Create(_maxNorm) / ((norms * preScale) + Vector256.Create(_epsilon));
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(coefficients, Vector256<double>.One), preScale, coefficients * preScale);
    }

    private Vector256<double> SafeCoefficients(Vector256<double> norms, double factor, bool isSingle)
    {
        Vector256<double> preScale = Vector256.Create(_preScale);
        Vector256<double> safe = Vector256.Create(_maxNorm) / norms * factor;
        if (isSingle)
        {
            safe = Vector256.AndNot(safe.AsInt64(), Vector256.Create(BeyondSingle)).AsDouble();
        }

        Vector256<double> unclipped = IsPowerOfTwo(_preScale) ? preScale : Vector256.Min(safe, preScale);
        return Vector256.ConditionalSelect(Vector256.LessThanOrEqual(norms * preScale, Vector256.Create(_largestKept)), unclipped, safe);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsAnyTooCloseToCall(scoped ReadOnlySpan<double> sums, bool isRoot, double relativeError)
    {
        Vector256<double> preScale = Vector256.Create(_preScale);
        Vector256<double> maxNorm = Vector256.Create(_maxNorm);
        Vector256<double> distance = Vector256.Create(relativeError * Slack * _maxNorm);
        Vector256<double> isClose = Vector256<double>.Zero;
        ref double first = ref MemoryMarshal.GetReference(sums);
        int at = 0;
        for (; at + Vector256<double>.Count <= sums.Length; at += Vector256<double>.Count)
        {
            Vector256<double> norms = Vector256.LoadUnsafe(ref first, (nuint)at);
            norms = isRoot ? Vector256.Sqrt(norms) : norms;
            isClose |= Vector256.LessThanOrEqual(Vector256.Abs((norms * preScale) - maxNorm), distance);
        }

        bool isAnyClose = _epsilon == 0 && isClose.AsInt64() != Vector256<long>.Zero;
        for (; at < sums.Length; at++)
        {
            isAnyClose |= IsTooCloseToCall(isRoot ? Math.Sqrt(sums[at]) : sums[at], relativeError);
        }

        return isAnyClose;
    }
}
