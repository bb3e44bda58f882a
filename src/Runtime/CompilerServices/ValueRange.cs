using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>The range that clipping by value brings every element into.</summary>
internal readonly struct ValueRange
{
    private readonly double _min;
    private readonly double _max;

    /// <summary>The range [−limit, limit].</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> isn't above zero.</exception>
    public ValueRange(double limit)
    {
        if (!(limit > 0))
        {
            Throw(nameof(limit), limit, "The limit has to be above zero.");
        }

        (_min, _max) = (-limit, limit);
    }

    /// <summary>The range [min, max].</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="min"/> isn't below infinity, or <paramref name="max"/> isn't above minus infinity and at least <paramref name="min"/>.</exception>
    public ValueRange(double min, double max)
    {
        if (!(min < double.PositiveInfinity))
        {
            Throw(nameof(min), min, "The smallest value has to be below infinity.");
        }

        if (!(max > double.NegativeInfinity && max >= min))
        {
            Throw(nameof(max), max, "The largest value has to be above minus infinity, and not below the smallest.");
        }

        (_min, _max) = (min, max);
    }

    /// <summary>Whether every number is inside.</summary>
    public bool IsUnlimited => double.IsNegativeInfinity(_min) && double.IsPositiveInfinity(_max);

    /// <summary>
    /// The ends, each rounded to the inside, so that no element ends outside. Where no number of the type is inside, both are the one
    /// beside the range that is nearer to zero. A finite end stays finite.
    /// </summary>
    public void RoundTo<T>(out T lower, out T upper)
        where T : struct, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        lower = -RoundDown<T>(-_min);
        upper = RoundDown<T>(_max);
        if (lower > upper)
        {
            lower = upper = T.Abs(lower) < T.Abs(upper) ? lower : upper;
        }
    }

    private static T RoundDown<T>(double value)
        where T : struct, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T rounded = T.CreateTruncating(value);
        if (T.IsInfinity(rounded) && double.IsFinite(value))
        {
            return value > 0 ? T.MaxValue : T.MinValue;
        }

        return double.CreateTruncating(rounded) > value ? T.BitDecrement(rounded) : rounded;
    }

    [DoesNotReturn]
    private static void Throw(string parameter, double value, string message) => throw new ArgumentOutOfRangeException(parameter, value, message);
}
