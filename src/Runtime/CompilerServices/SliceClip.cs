using System;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>
/// By what slices are clipped, and what came of it: every slice has a norm and a coefficient of its own. A first walk measures all
/// slices and writes nothing, a second one scales them.
/// </summary>
internal ref struct SliceClip
{
    // ClipScope.Adaptive: weights of a smaller norm count as this, and no smaller norm is divided by. Brock et al. 2021; optax.
    private const double SmallestWeightNorm = 1e-3;
    private const double SmallestDivisor = 1e-6;

    private readonly NonFinitePolicy _policy;
    private readonly Span<double> _room;
    private readonly double _clipping;
    private ClipRule _rule;
    private double _limitError;
    private bool _isLimitKnown;
    private NormAccumulator _allSlices;

    /// <summary>Begins a walk.</summary>
    /// <param name="rule">The limit.</param>
    /// <param name="policy">What happens to a slice whose norm isn't finite.</param>
    /// <param name="order">The norm order p.</param>
    /// <param name="writes">Whether this walk scales; the one before it, with the same room, has measured.</param>
    /// <param name="room">Where coefficients are kept from the one walk to the other; where there is no room, slices are measured again.</param>
    /// <param name="taken">How much of the room was taken before.</param>
    /// <param name="clipping">With <see cref="ClipScope.Adaptive"/>, the part of its weights' norm that a slice's norm may be; otherwise 0.</param>
    public SliceClip(scoped in ClipRule rule, NonFinitePolicy policy, double order, bool writes, Span<double> room, int taken, double clipping = 0)
    {
        _clipping = clipping;
        _isLimitKnown = true;
        _rule = rule;
        _policy = policy;
        _room = room;
        _allSlices = new NormAccumulator(order);
        Order = order;
        Writes = writes;
        Taken = taken;
    }

    /// <summary>The norm order p.</summary>
    public double Order { get; }

    /// <summary>Whether each slice has a limit of its own, which is that of its weights.</summary>
    public readonly bool IsAdaptive => _clipping > 0;

    /// <summary>Whether this walk scales.</summary>
    public bool Writes { get; }

    /// <summary>How much of the room is taken; above 0 once there has been a slice.</summary>
    public int Taken { get; private set; }

    /// <summary>The norm over all slices.</summary>
    public readonly NormAccumulator AllSlices => _allSlices;

    /// <summary>The smallest coefficient of a slice; NaN where one is, ∞ where there was no slice.</summary>
    public double SmallestCoefficient { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether the norm of a slice is what changes it.</summary>
    public bool IsAnyClipped { get; private set; }

    /// <summary>Whether a slice has to be written.</summary>
    public bool IsAnyWritten { get; private set; }

    /// <summary>Whether the norm of every slice is finite.</summary>
    public bool IsFinite { get; private set; } = true;

    /// <summary>Room for the next coefficients, the same in both walks; none where there isn't enough for all of them.</summary>
    public Span<double> RoomFor(int slices)
    {
        int begin = Taken;
        bool fits = _room.Length - begin >= slices;
        Taken = fits ? begin + slices : _room.Length;
        return fits ? _room.Slice(begin, slices) : default;
    }

    /// <summary>Begins a slice whose weights have been measured: its limit is a part of their norm.</summary>
    /// <param name="weightNorm">Their norm. Where it isn't finite, neither is the slice, whatever its own.</param>
    /// <param name="relativeError">The bound of the relative error of that norm.</param>
    public void LimitBy(double weightNorm, double relativeError)
    {
        _rule = _rule.With(_clipping * Math.Max(weightNorm, SmallestWeightNorm), SmallestDivisor);
        _limitError = Math.Max(relativeError, ClipRule.WideError) + ClipRule.DoubleRoundoff;
        _isLimitKnown = double.IsFinite(weightNorm);
    }

    /// <summary>Whether a sum decides by itself: it is in its range, and its norm isn't too close to the limit.</summary>
    /// <param name="sum">Σ|x|ᵖ, or the largest |x|.</param>
    /// <param name="smallestSafeSum">A sum below this may have lost small elements.</param>
    /// <param name="relativeError">The bound of the norm's relative error.</param>
    public readonly bool IsCertain(double sum, double smallestSafeSum, double relativeError)
    {
        double norm = PowerSum.Root(sum, 0, Order);
        return sum >= smallestSafeSum && norm < double.PositiveInfinity && !_rule.IsTooCloseToCall(norm, relativeError + _limitError);
    }

    /// <summary>Whether a sum is in its range, and so far below the limit that its slice keeps its bits.</summary>
    public readonly bool LeavesAlone(double sum, double smallestSafeSum, double relativeError) =>
        sum >= smallestSafeSum && _isLimitKnown && _rule.LeavesAlone(PowerSum.Root(sum, 0, Order), Math.Max(relativeError, ClipRule.WideError) + _limitError);

    /// <summary>Takes a slice that keeps its bits.</summary>
    public void TakeUnscaled(double sum)
    {
        if (!Writes)
        {
            _allSlices.AddPowers(sum, 0);
            SmallestCoefficient = Math.Min(1, SmallestCoefficient);
        }
    }

    /// <summary>
    /// Where all sums are in their range, and none so close to the limit that its own error decides, makes coefficients of them, the same
    /// as <see cref="Take"/> would one by one. Otherwise they stay as they are.
    /// </summary>
    /// <param name="sums">The sums of slices, which have one limit.</param>
    /// <param name="smallestSafeSum">A sum below this may have lost small elements.</param>
    /// <param name="relativeError">The bound of the norms' relative error.</param>
    public bool TryDecide<T>(scoped Span<double> sums, double smallestSafeSum, double relativeError)
        where T : unmanaged
    {
        if (!SliceSums.TryGetLargest(sums, smallestSafeSum, out double largest))
        {
            return false;
        }

        double error = Math.Max(relativeError, ClipRule.WideError);
        double total = Writes || double.IsPositiveInfinity(Order) ? largest : SliceSums.Total(sums);
        if (_rule.LeavesAlone(PowerSum.Root(largest, 0, Order), error))
        {
            TakeUnscaled(total);
            sums.Fill(1);
            return true;
        }

        bool isSingle = typeof(T) != typeof(double), isHalf = typeof(T) == typeof(Half);
        if (!_rule.TryCoefficients(sums, largest, Order, relativeError, error, isSingle, isHalf, out double smallest, out bool isAnyClipped))
        {
            return false;
        }

        if (!Writes)
        {
            _allSlices.AddPowers(total, 0);
            SmallestCoefficient = Math.Min(smallest, SmallestCoefficient);
            IsAnyClipped |= isAnyClipped;
            IsAnyWritten |= smallest != 1 || _rule.PreScale != 1;
        }

        return true;
    }

    /// <summary>From a slice's norm to its coefficient.</summary>
    /// <param name="slice">Its norm.</param>
    /// <param name="relativeError">The bound of the relative error of the sum that decides.</param>
    public double Take<T>(scoped in NormAccumulator slice, double relativeError)
        where T : unmanaged
    {
        double norm = slice.TotalNorm;
        bool isSingle = typeof(T) != typeof(double), isHalf = typeof(T) == typeof(Half);
        bool isFinite = double.IsFinite(norm) && _isLimitKnown;
        double error = Math.Max(relativeError, ClipRule.WideError) + _limitError;
        double coefficient = isFinite
            ? _rule.Coefficient(norm, error, isSingle, isHalf, out bool isClipped)
            : _rule.NonFiniteCoefficient(norm, error, isSingle, isHalf, _policy, out isClipped);
        if (!Writes)
        {
            _allSlices.Add(slice);
            SmallestCoefficient = Math.Min(coefficient, SmallestCoefficient);
            IsFinite &= isFinite;
            IsAnyClipped |= isClipped;
            IsAnyWritten |= coefficient != 1;
        }

        return !isFinite && _policy == NonFinitePolicy.Zero ? ClipRule.Clear : coefficient;
    }
}
