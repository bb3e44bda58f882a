using System;
using FusedClip.Numerics;

namespace FusedClip;

/// <summary>
/// A norm while it is being summed, Σ|gᵢ|ᵖ, handed from one <see cref="IGradientSource"/> to the next.
/// </summary>
/// <remarks>
/// The sum is kept in double and, where an element's power would leave the range of double, scaled by a power of
/// two (exactly): the norm of finite elements is right from 1e-300 to 1e300. The order of the calls is the order
/// of summation, and the same calls give the same bits on every machine.
/// <c>default</c> is an accumulator of the L2 norm.
/// </remarks>
public struct NormAccumulator
{
    // The sum is (_sum + _lost) · 2^(p · _exponent), where _lost is what additions to _sum lost; for p = ∞ it is the largest absolute value, and _exponent stays 0.
    private double _sum;
    private double _lost;
    private int _exponent;
    private readonly double _order;
    private double _relativeError;
    private bool _isSingle;
    private bool _isHalf;

    /// <summary>Makes an empty accumulator.</summary>
    /// <param name="normOrder">The norm order p: above zero, or <see cref="double.PositiveInfinity"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="normOrder"/> is zero, negative or NaN.</exception>
    public NormAccumulator(double normOrder)
    {
        if (!(normOrder > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(normOrder), normOrder, "The norm order has to be above zero.");
        }

        _order = normOrder;
    }

    /// <summary>The norm order p.</summary>
    public readonly double NormOrder => _order == 0 ? 2 : _order;

    /// <summary>
    /// Whether what is added has to be measured in double: a sweep asks again, where kernels have left the norm in doubt.
    /// </summary>
    internal bool IsWide { get; init; }

    /// <summary>Whether any of the elements were floats, which a clip coefficient then has to fit.</summary>
    internal readonly bool IsSingle => _isSingle;

    /// <summary>Whether any of the elements were halves, to which products are rounded once more.</summary>
    internal readonly bool IsHalf => _isHalf;

    /// <summary>The bound of the relative error of what kernels have added; 0 where all was added in double.</summary>
    internal readonly double RelativeError => _relativeError;

    /// <summary>The norm of everything added so far: (Σ|gᵢ|ᵖ)^(1/p), or the largest |gᵢ| for p = ∞. 0 where nothing was added.</summary>
    public readonly double TotalNorm => PowerSum.Root(_sum + _lost, _exponent, NormOrder);

    /// <summary>Adds elements.</summary>
    /// <param name="gradients">The elements, of any number.</param>
    public void Add(ReadOnlySpan<float> gradients)
    {
        // Neither |x| nor x² of a float can leave the range of double, so nothing has to be scaled.
        double order = NormOrder;
        _isSingle = true;
        if (order == 2)
        {
            AddPowers(WideSum.OfSquares(gradients), 0);
        }
        else if (order == 1)
        {
            AddPowers(WideSum.OfAbsolutes(gradients), 0);
        }
        else
        {
            double largest = Largest.AbsoluteOf(gradients);
            int exponent = PowerSum.ExponentFor(largest);
            AddScaled(largest, exponent, double.IsPositiveInfinity(order) ? 0 : WideSum.OfPowers(gradients, order, exponent));
        }
    }

    /// <summary>Adds elements.</summary>
    /// <param name="gradients">The elements, of any number.</param>
    public void Add(ReadOnlySpan<double> gradients)
    {
        double order = NormOrder;
        double largest = Largest.AbsoluteOf(gradients);
        int exponent = PowerSum.ExponentFor(largest);
        double sum = order switch
        {
            double.PositiveInfinity => 0,
            2 => WideSum.OfSquares(gradients, exponent),
            1 => WideSum.OfAbsolutes(gradients, exponent),
            _ => WideSum.OfPowers(gradients, order, exponent),
        };
        AddScaled(largest, exponent, sum);
    }

    /// <summary>Adds one element, or the norm of elements that were measured elsewhere.</summary>
    /// <param name="gradient">The element.</param>
    public void Add(double gradient) => Add(new ReadOnlySpan<double>(in gradient));

    /// <summary>Adds what another accumulator of the same norm order has.</summary>
    internal void Add(in NormAccumulator other)
    {
        AddPowers(other._sum, other._exponent);
        AddPowers(other._lost, other._exponent);
        TakeBounds(other._isSingle, other._isHalf, other._relativeError);
    }

    /// <summary>Notes what is known of the elements whose powers were added.</summary>
    internal void TakeBounds(bool isSingle, bool isHalf, double relativeError)
    {
        _isSingle |= isSingle;
        _isHalf |= isHalf;
        _relativeError = Math.Max(_relativeError, relativeError);
    }

    /// <summary>The sum, where it isn't scaled.</summary>
    internal readonly bool TryGetPowers(out double sum, out double lost)
    {
        sum = _sum;
        lost = _lost;
        return _exponent == 0;
    }

    /// <summary>Adds Σ|gᵢ|ᵖ (or, for p = ∞, the largest |gᵢ|) of elements that a kernel has summed.</summary>
    internal void AddPowers(double sum, int exponent)
    {
        if (double.IsPositiveInfinity(NormOrder))
        {
            _sum = Math.Max(_sum, sum);
        }
        else if (sum != 0)
        {
            PowerSum.Add(ref _sum, ref _lost, ref _exponent, sum, exponent, NormOrder);
        }
    }

    private void AddScaled(double largest, int exponent, double scaledSum)
    {
        // Infinity or NaN: no scaling makes it finite, and it is what the norm becomes.
        bool isLargestAllThatCounts = double.IsPositiveInfinity(NormOrder) || !double.IsFinite(largest);
        if (isLargestAllThatCounts)
        {
            AddPowers(largest, 0);
        }
        else
        {
            AddPowers(scaledSum, exponent);
        }
    }
}
