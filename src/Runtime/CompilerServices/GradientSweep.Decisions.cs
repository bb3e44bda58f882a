using System;
using System.Runtime.CompilerServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

// From the norm over all fields to what is done about it.
public ref partial struct GradientSweep
{
    /// <summary>
    /// Whether the norm is so far below the limit that nothing has to be done, which is what most calls come to.
    /// Where it isn't, or the limit makes no sense, <see cref="Decide"/> has the word.
    /// </summary>
    /// <param name="normOrder">The norm order p that the sweep began with: here, too, a constant.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="norm">The norm, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsBelow(double normOrder, double maxNorm, double preScale, double epsilon, out double norm)
    {
        norm = PowerRoot(_sum + _lost, normOrder);
        return _sum >= _smallestSafeSum && ClipRule.LeavesAlone(norm, _relativeError, maxNorm, preScale, epsilon);
    }

    /// <summary>
    /// Whether the norm is so far above the limit, and so well in range, that nothing but the scale pass is left to do; the next
    /// walk then is that pass. Where it isn't, or the limit makes no sense, <see cref="Decide"/> has the word.
    /// </summary>
    /// <param name="norm">The norm that <see cref="IsBelow"/> found.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="coefficient">The clip coefficient, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsAbove(double norm, double maxNorm, double preScale, double epsilon, out double coefficient)
    {
        if (!ClipRule.TryClip(_sum + _lost, norm, _order, _relativeError, maxNorm, preScale, epsilon, _isSingle, _isHalf, out coefficient)
            || !(_sum >= _smallestSafeSum))
        {
            return false;
        }

        _pass = GradientPass.Scale;
        _directOrder = 0;
        _coefficient = coefficient;
        return true;
    }

    /// <summary>Ends the norm pass: from the norm and the limit to what has to be done.</summary>
    /// <param name="details">Room for what it remembers, all zeros; as long-lived as the sweep is from now on.</param>
    /// <param name="operation">Whether to write.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="policy">What happens where the norm isn't finite.</param>
    /// <returns>Whether there has to be another walk over the fields.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe bool Decide(
        scoped ref SweepDetails details, GradientOperation operation, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy)
    {
        _details = AddressOf(ref details);
        Aim(operation, maxNorm, preScale, epsilon, policy);
        return AfterNorm();
    }

    private bool AfterNorm()
    {
        _sum += _lost;
        double norm = PowerRoot(_sum, _order);
        bool isInRange = _sum >= _smallestSafeSum && norm < double.PositiveInfinity;
        if (isInRange && !Details.Decides)
        {
            Details.Accumulator.AddPowers(_sum, 0);
            return false;
        }

        if (isInRange && !Details.Rule.IsTooCloseToCall(norm, _relativeError))
        {
            // To the bit what an ordinary clip comes to.
            return Details.Rule.TryClip(_sum, norm, _order, _relativeError, _isSingle, _isHalf, out double coefficient)
                ? DecideOn(coefficient, norm, isClipped: true)
                : DecideBy(norm, _relativeError);
        }

        if (Details.Decides)
        {
            Details.Accumulator = new NormAccumulator(_order) { IsWide = true };
        }

        return Begin(GradientPass.WideNorm);
    }

    private bool AfterWideNorm()
    {
        if (!Details.Decides)
        {
            return false;
        }

        double norm = Details.Accumulator.TotalNorm;
        return double.IsFinite(norm) ? DecideBy(norm, Math.Max(_relativeError, ClipRule.WideError)) : Begin(GradientPass.Search);
    }

    private bool DecideBy(double norm, double relativeError)
    {
        double coefficient = Details.Rule.Coefficient(norm, relativeError, _isSingle, _isHalf, out bool isClipped);
        return DecideOn(coefficient, norm, isClipped);
    }

    private bool DecideOn(double coefficient, double norm, bool isClipped)
    {
        Details.TotalNorm = norm * Details.Rule.PreScale;
        Details.IsFinite = true;
        Details.IsClipped = isClipped;
        _coefficient = coefficient;
        return _coefficient != 1 && !Details.IsReadOnly && Begin(GradientPass.Scale);
    }

    // The field that the search found makes the norm what it is: now the policy says what is done about it.
    private bool AfterSearch()
    {
        Details.TotalNorm = Details.Accumulator.TotalNorm * Details.Rule.PreScale;
        if (Details.Policy == NonFinitePolicy.Throw)
        {
            Details.Finding.Throw(Details.TotalNorm);
        }

        if (!Details.FieldCoefficients.IsEmpty)
        {
            return Details.IsAnyWritten && !Details.IsReadOnly && Begin(GradientPass.FieldScale);
        }

        _coefficient = NonFiniteCoefficient(Details.Accumulator.TotalNorm, out Details.IsClipped);
        return _coefficient != 1 && !Details.IsReadOnly && Begin(Details.Policy == NonFinitePolicy.Zero ? GradientPass.Zero : GradientPass.Scale);
    }

    // The coefficient of elements whose norm isn't finite, and whether that is what changes them.
    private readonly double NonFiniteCoefficient(double norm, out bool isClipped) =>
        Details.Rule.NonFiniteCoefficient(norm, _relativeError, _isSingle, _isHalf, Details.Policy, out isClipped);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerRoot(double sum, double normOrder) => normOrder == 2 ? Math.Sqrt(sum) : PowerSum.Root(sum, 0, normOrder);
}
