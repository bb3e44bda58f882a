using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>From a norm and a limit to the clip coefficient.</summary>
/// <remarks>
/// <para>
/// With Epsilon 0 the coefficient is rounded down, with room for every rounding that follows, so that the exact norm of
/// the result isn't above the limit (promise 5). Let δ be the bound of the norm's relative error and u the
/// rounding of an element (2^-24 for float, 2^-53 for double). Then
/// c = ⌊(limit / norm) · (1 − m)⌋ with m ≥ u + δ gives an exact norm of at most
/// c · norm · (1 + δ) · (1 + u) ≤ limit; and, since the floor to float costs at most 2u, of at least
/// limit · (1 − m − 3u − δ). The kernels have δ ≤ 6u for float, which makes that limit · (1 − 16.5u) &gt; limit · (1 − 1e-6).
/// A Half is multiplied in float and rounded once more, by 2^-11 at most, and m has that, too.
/// </para>
/// <para>
/// A norm within δ of the limit is measured again in double before it is decided on. Where the sums were taken in double
/// already, that measurement is no better than the first, and m includes a second δ instead: what was clipped isn't clipped again.
/// </para>
/// </remarks>
internal readonly partial struct ClipRule
{
    /// <summary>The roundoff of a double, u = 2^-53.</summary>
    public const double DoubleRoundoff = 1.0 / (1L << 53);

    /// <summary>The relative error of a norm that was measured in double: a rounding of each term, of the sums, and of the root.</summary>
    public const double WideError = 4 * DoubleRoundoff;

    /// <summary>The coefficient of elements that are set to 0, rather than multiplied by it: 0 · NaN is NaN.</summary>
    public const double Clear = double.NegativeInfinity;

    private const double HalfRoundoff = 1.0 / (1 << 11);
    private const double SingleRoundoff = 1.0 / (1 << 24);
    private const double SmallestNormal = 2.2250738585072014e-308;

    // 2^-300 and 2^300: for limits and norms of doubles between them no quotient is subnormal, and none of a norm's square.
    private const double SmallestOrdinary = 4.909093465297727e-91;
    private const double LargestOrdinary = 1 / SmallestOrdinary;

    // The bits of a double's significand that a float's doesn't have.
    private const long BeyondSingle = (1L << (52 - 23)) - 1;

    // Second-order terms, the division and the subtraction below: far under one part in twenty of the margin.
    private const double Slack = 1.05;

    private readonly double _maxNorm;

    // The largest norm that is left alone: above the limit only where that isn't known to the last bit.
    private readonly double _largestKept;
    private readonly double _preScale;
    private readonly double _epsilon;

    // Where a norm is below it, elements are divided by it instead; 0 for none.
    private readonly double _smallestDivisor;

    public ClipRule(double maxNorm, double preScale, double epsilon)
    {
        if (!(maxNorm > 0))
        {
            ThrowMaxNorm(maxNorm);
        }

        if (!(preScale > 0 && preScale < double.PositiveInfinity))
        {
            ThrowPreScale(preScale);
        }

        _maxNorm = _largestKept = maxNorm;
        _preScale = preScale;
        _epsilon = epsilon;
    }

    private ClipRule(in ClipRule rule, double maxNorm, double largestKept, double smallestDivisor)
    {
        _maxNorm = maxNorm;
        _largestKept = largestKept;
        _preScale = rule._preScale;
        _epsilon = rule._epsilon;
        _smallestDivisor = smallestDivisor;
    }

    /// <summary>The same rule with another limit, and with a norm that no smaller one is divided by.</summary>
    public ClipRule With(double maxNorm, double smallestDivisor) => new(this, maxNorm, maxNorm, smallestDivisor);

    /// <summary>The factor that every gradient is multiplied by before it is measured.</summary>
    public double PreScale => _preScale;

    /// <summary>The rule of elements whose power mean is limited: (Σ|x|ᵖ / n)^(1/p) ≤ limit is norm ≤ limit · n^(1/p).</summary>
    /// <param name="count">The number n of elements.</param>
    /// <param name="normOrder">The norm order p.</param>
    public ClipRule ForMean(long count, double normOrder)
    {
        bool hasPlainTerms = normOrder is 1 or 2;
        if ((count <= 1 && hasPlainTerms) || double.IsPositiveInfinity(normOrder) || double.IsPositiveInfinity(_maxNorm))
        {
            return this;
        }

        // The root and the product are rounded, and so is the norm: what may be at the limit is left alone, and what is clipped ends
        // below it. Derived in docs/numerics.md. Beyond the range of double no norm is.
        double limit = Math.Min(_maxNorm * PowerSum.Root(Math.Max(count, 1), 0, normOrder), double.MaxValue);
        if (_epsilon > 0)
        {
            return new ClipRule(this, limit, limit, 0);
        }

        double error = (hasPlainTerms ? 5 : 5 + (5 / normOrder)) * DoubleRoundoff;
        return new ClipRule(
            this,
            Math.Max(_maxNorm, Math.BitDecrement(limit * (1 - error))),
            Math.Min(Math.BitIncrement(limit * (1 + error)), double.MaxValue),
            0);
    }

    /// <summary>
    /// Whether a norm is so near the limit that its own error decides whether it is above: then it is worth a second
    /// sweep in double.
    /// </summary>
    public bool IsTooCloseToCall(double norm, double relativeError)
    {
        double total = norm * _preScale;
        return _epsilon == 0 && Math.Abs(total - _maxNorm) <= relativeError * Slack * _maxNorm && _maxNorm < double.PositiveInfinity;
    }

    /// <summary>Whether a norm is so far below the limit that its elements keep their bits.</summary>
    public bool LeavesAlone(double norm, double relativeError) => LeavesAlone(norm, relativeError, _maxNorm, _preScale, _epsilon);

    /// <summary>The same by a limit that wasn't validated. By one that isn't above zero, or NaN, no norm is left alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LeavesAlone(double norm, double relativeError, double maxNorm, double preScale, double epsilon) =>
        preScale == 1 && norm < (maxNorm - epsilon) * (1 - (2 * relativeError));

    /// <summary>
    /// The coefficient by a limit that wasn't validated, in the ordinary case: there is no pre-scale, and the norm is finite, and above the
    /// limit so far that nothing else has to be known, but not so far that a quotient could be subnormal.
    /// </summary>
    /// <param name="sum">What the norm is the root of.</param>
    /// <param name="norm">The norm.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="relativeError">The bound of the norm's relative error.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="isSingle">Whether any of the elements are floats or halves.</param>
    /// <param name="isHalf">Whether any of the elements are halves.</param>
    /// <param name="coefficient">The coefficient, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryClip(
        double sum,
        double norm,
        double normOrder,
        double relativeError,
        double maxNorm,
        double preScale,
        double epsilon,
        bool isSingle,
        bool isHalf,
        out double coefficient)
    {
        // The scale pass waits for it, so what can be is computed beside the root, not behind it: limit / norm is limit / sum · norm.
        double shrunk = maxNorm * SafeFactor(relativeError, isSingle, isHalf);
        double ofSum = shrunk / sum;
        bool isByRoot = normOrder == 2;
        coefficient = epsilon > 0 ? PlainCoefficient(maxNorm, norm, epsilon) : isByRoot ? ofSum * norm : shrunk / norm;

        // Where the norm is infinite a float's coefficient isn't above zero, and where it is NaN nothing is above anything.
        bool isOrdinary = maxNorm >= SmallestOrdinary && (isSingle ? coefficient >= SingleRange.SmallestNormal : norm <= LargestOrdinary);
        if (!(norm > maxNorm * (1 + (2 * relativeError))) || !isOrdinary || preScale != 1)
        {
            return false;
        }

        coefficient = isSingle && !(epsilon > 0) ? DownToSingle(coefficient) : coefficient;
        return true;
    }

    /// <summary>The same by this rule.</summary>
    public bool TryClip(double sum, double norm, double normOrder, double relativeError, bool isSingle, bool isHalf, out double coefficient) =>
        TryClip(sum, norm, normOrder, relativeError, _maxNorm, _preScale, _epsilon, isSingle, isHalf, out coefficient);

    /// <summary>The coefficient of elements whose norm, before the pre-scale, is <paramref name="norm"/>.</summary>
    /// <param name="norm">The norm before the pre-scale; finite, or NaN or ∞ for the arithmetic of PyTorch.</param>
    /// <param name="relativeError">The bound of the norm's relative error.</param>
    /// <param name="isSingle">Whether any of the elements are floats or halves, multiplied in float, which the coefficient then has to fit.</param>
    /// <param name="isHalf">Whether any of the elements are halves, to which products are rounded once more.</param>
    /// <param name="isClipped">Whether the norm exceeded the limit.</param>
    public double Coefficient(double norm, double relativeError, bool isSingle, bool isHalf, out bool isClipped)
    {
        double total = norm * _preScale;
        if (double.IsPositiveInfinity(_maxNorm))
        {
            isClipped = false;
            return _preScale;
        }

        if (_epsilon > 0)
        {
            // No rounding down. NaN stays NaN.
            double coefficient = PlainCoefficient(_maxNorm, total, _epsilon);
            isClipped = !(coefficient >= 1);
            return isClipped ? coefficient * _preScale : _preScale;
        }

        isClipped = !(total <= _largestKept);
        if (!isClipped && IsPowerOfTwo(_preScale))
        {
            // Rounds nothing.
            return _preScale;
        }

        if (!double.IsFinite(norm))
        {
            return _maxNorm / total * _preScale;
        }

        // The pre-scale alone rounds the elements, too: right at the limit that would carry them over it.
        double divisor = isClipped ? Math.Max(norm, _smallestDivisor / _preScale) : norm;
        double safe = SafeCoefficient(_maxNorm, divisor, relativeError, isSingle, isHalf);
        return isClipped ? safe : Math.Min(safe, _preScale);
    }

    /// <summary>The coefficient of elements whose norm isn't finite; 0 where they are set to 0.</summary>
    /// <param name="norm">The norm: NaN or ∞.</param>
    /// <param name="relativeError">The bound of the norm's relative error.</param>
    /// <param name="isSingle">Whether any of the elements are floats or halves.</param>
    /// <param name="isHalf">Whether any of the elements are halves.</param>
    /// <param name="policy">What is done about them.</param>
    /// <param name="isClipped">Whether the norm is what changes them.</param>
    public double NonFiniteCoefficient(double norm, double relativeError, bool isSingle, bool isHalf, NonFinitePolicy policy, out bool isClipped)
    {
        isClipped = policy != NonFinitePolicy.Skip;
        return policy switch
        {
            NonFinitePolicy.Propagate => Coefficient(norm, relativeError, isSingle, isHalf, out isClipped),
            NonFinitePolicy.Poison => double.NaN,
            NonFinitePolicy.Zero => 0,
            _ => 1,
        };
    }

    /// <summary>The coefficient of a norm with an Epsilon: PyTorch's formula, to the bit.</summary>
    public static double PlainCoefficient(double maxNorm, double norm, double epsilon) => maxNorm / (norm + epsilon);

    /// <summary>The coefficient of a finite norm without an Epsilon: rounded down, with room for every rounding that follows.</summary>
    public static double SafeCoefficient(double maxNorm, double norm, double relativeError, bool isSingle, bool isHalf)
    {
        double coefficient = maxNorm / norm * SafeFactor(relativeError, isSingle, isHalf);
        if (!isSingle || !SingleRange.Holds(coefficient))
        {
            // Among the subnormal doubles the division rounds by more than the margin.
            return coefficient is > 0 and < SmallestNormal ? Math.BitDecrement(coefficient) : coefficient;
        }

        return DownToSingle(coefficient);
    }

    // To a float, whose exponent it has room in, by its bits: a branch on which way it would be rounded can't be predicted. In a register
    // of vectors, since the way to the others and back takes longer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double DownToSingle(double coefficient) =>
        (Vector128.CreateScalarUnsafe(coefficient).AsInt64() & Vector128.CreateScalarUnsafe(~BeyondSingle)).AsDouble().ToScalar();

    // 1 − m, a constant wherever the error is one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SafeFactor(double relativeError, bool isSingle, bool isHalf)
    {
        double roundoff = isSingle ? SingleRoundoff : DoubleRoundoff;
        double margin = ((isSingle ? relativeError : 2 * relativeError) + roundoff + (4 * DoubleRoundoff)) * Slack;
        margin += isHalf ? HalfRoundoff : 0;
        return 1 - margin;
    }

    private static bool IsPowerOfTwo(double value) => (BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1)) == 0;

    private static void ThrowMaxNorm(double maxNorm) => throw new ArgumentOutOfRangeException(
        nameof(maxNorm), maxNorm, "The max norm has to be above zero; infinity never clips.");

    private static void ThrowPreScale(double preScale) => throw new ArgumentOutOfRangeException(
        nameof(preScale), preScale, "The pre-scale has to be above zero and finite.");
}
