using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FusedClip.Tests;

/// <summary>
/// A norm that is compared with limits exactly: for p = 1 and p = 2 Σ|x|ᵖ is a whole number of the smallest unit and is summed as one,
/// for p = ∞ it is an element. For any other p it is <see cref="Reference"/>'s, and comparisons allow for a few roundings.
/// </summary>
internal sealed class ExactNorm
{
    // |x| = m · 2^e, m a whole number, e from -1074 to 971. A bucket has the sum of mᵖ of one e: 2^22 squares of doubles fit, and any
    // number of those of floats, which are given without the 29 zeros that double adds to them.
    private const int SmallestExponent = -1074;
    private const int SingleZeros = 29;

    private readonly UInt128[] _buckets = new UInt128[2046];
    private readonly double _order;
    private readonly int _zeros;
    private readonly List<double> _others = [];
    private double _largest;

    private ExactNorm(double order, bool isSingle)
    {
        _order = order;
        _zeros = isSingle ? SingleZeros : 0;
    }

    private bool IsSummedExactly => _order is 1 or 2;

    // The room that the reference's own roundings take, where it has any.
    private double Slack => IsSummedExactly || double.IsPositiveInfinity(_order) ? 0 : 1e-15 * Math.Max(1, 4 / _order);

    /// <summary>The norm of floats.</summary>
    public static ExactNorm Of(ReadOnlySpan<float> elements, double order)
    {
        var norm = new ExactNorm(order, isSingle: true);
        if (norm.IsSummedExactly)
        {
            norm.Sum(elements);
        }
        else
        {
            foreach (float x in elements)
            {
                norm.AddOther(x);
            }
        }

        return norm;
    }

    /// <summary>The norm of at most 2^22 doubles.</summary>
    public static ExactNorm Of(ReadOnlySpan<double> elements, double order)
    {
        var norm = new ExactNorm(order, isSingle: false);
        foreach (double x in elements)
        {
            if (norm.IsSummedExactly)
            {
                norm.Sum(x);
            }
            else
            {
                norm.AddOther(x);
            }
        }

        return norm;
    }

    /// <summary>The norm, rounded to double.</summary>
    public double Value
    {
        get
        {
            if (!IsSummedExactly)
            {
                return double.IsPositiveInfinity(_order) ? _largest : Reference.Norm(_others, _order);
            }

            // 108 bits of the sum, more than a root needs; an even number of them are cut off, so that half of it is a whole number.
            BigInteger sum = Total;
            int cut = Math.Max(0, (int)sum.GetBitLength() - 108);
            cut += cut % 2;
            var head = (double)(sum >> cut);
            return _order == 1
                ? Math.ScaleB(head, cut + SmallestExponent + _zeros)
                : Math.ScaleB(Math.Sqrt(head), (cut / 2) + SmallestExponent + _zeros);
        }
    }

    // In units of 2^(p · (smallest exponent + zeros)).
    private BigInteger Total
    {
        get
        {
            BigInteger total = BigInteger.Zero;
            for (int i = 0; i < _buckets.Length; i++)
            {
                if (_buckets[i] != 0)
                {
                    total += (BigInteger)_buckets[i] << ((int)_order * i);
                }
            }

            return total;
        }
    }

    /// <summary>Whether the norm is at most a limit.</summary>
    public bool IsAtMost(double limit) => IsSummedExactly ? CompareTo(limit) <= 0 : Value <= limit * (1 + Slack);

    /// <summary>Whether the norm is at least a limit.</summary>
    public bool IsAtLeast(double limit) => IsSummedExactly ? CompareTo(limit) >= 0 : Value >= limit * (1 - Slack);

    private int CompareTo(double limit)
    {
        (ulong mantissa, int exponent) = Parts(limit);

        // The sum's unit is larger than the limit's by the zeros.
        return (Total << ((int)_order * _zeros)).CompareTo(BigInteger.Pow(mantissa, (int)_order) << ((int)_order * exponent));
    }

    // x = mantissa · 2^(exponent + smallest exponent)
    private static (ulong Mantissa, int Exponent) Parts(double x)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x) & long.MaxValue;
        var exponent = (int)(bits >> 52);
        ulong mantissa = bits & ((1UL << 52) - 1);
        return exponent == 0 ? (mantissa, 0) : (mantissa | (1UL << 52), exponent - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(ReadOnlySpan<float> elements)
    {
        foreach (float x in elements)
        {
            Sum(x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum(double x)
    {
        (ulong mantissa, int exponent) = Parts(x);
        mantissa >>= _zeros;
        ulong upper = 0;
        ulong lower = _order == 1 ? mantissa : 0;
        if (_order == 2)
        {
            upper = Math.BigMul(mantissa, mantissa, out lower);
        }

        _buckets[exponent] += new UInt128(upper, lower);
    }

    private void AddOther(double x)
    {
        _largest = Math.Max(_largest, Math.Abs(x));
        if (!double.IsPositiveInfinity(_order))
        {
            _others.Add(x);
        }
    }
}
