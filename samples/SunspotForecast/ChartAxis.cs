using System;
using System.Collections.Generic;
using System.Globalization;

namespace SunspotForecast;

/// <summary>A labelled place on an axis.</summary>
internal readonly record struct AxisTick(double Value, string Label);

/// <summary>Maps values to positions from 0 to 1, and knows where the ticks go.</summary>
internal abstract class ChartAxis
{
    public abstract double Position(double value);

    public abstract IEnumerable<AxisTick> Ticks();

    /// <summary>Places between the ticks that get a mark but no label.</summary>
    public virtual IEnumerable<double> MinorTicks() => [];
}

internal sealed class LinearAxis(double least, double most, double tickDistance) : ChartAxis
{
    /// <summary>For values: a little beyond the least and the largest, with about five round ticks.</summary>
    public static LinearAxis Around(double least, double most)
    {
        double margin = Math.Max(0.05 * (most - least), double.Epsilon);
        return new LinearAxis(least - margin, most + margin, RoundDistance((most - least) / 5));
    }

    /// <summary>For years: from the first to the last, with a tick at every round year.</summary>
    public static LinearAxis OfYears(int first, int last) =>
        new(first, last, Math.Max(1, RoundDistance((last - first) / 10.0)));

    public override double Position(double value) => (value - least) / (most - least);

    public override IEnumerable<AxisTick> Ticks()
    {
        double first = Math.Ceiling(least / tickDistance);
        double last = Math.Floor(most / tickDistance);
        for (double count = first; count <= last; count++)
        {
            // Adding 0 turns −0 into 0.
            double value = (count * tickDistance) + 0.0;
            yield return new AxisTick(value, value.ToString("G6", CultureInfo.InvariantCulture));
        }
    }

    // The power of ten, or twice or five times one, that is next above.
    private static double RoundDistance(double distance)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(distance)));
        return (distance / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}

/// <summary>A logarithmic axis from one power of ten to another.</summary>
internal sealed class LogAxis(double least, double most, LogLabels labels) : ChartAxis
{
    // More labels than this would run into one another.
    private const int MostTicks = 12;

    private readonly double _start = Math.Log10(least);
    private readonly double _length = Math.Log10(most) - Math.Log10(least);

    public override double Position(double value) => (Math.Log10(value) - _start) / _length;

    public override IEnumerable<AxisTick> Ticks()
    {
        int distance = Math.Max(1, (int)Math.Ceiling(_length / MostTicks));
        for (int decade = (int)Math.Ceiling(_start - 1e-9); decade <= _start + _length + 1e-9; decade += distance)
        {
            double value = Math.Pow(10, decade);
            string label = labels == LogLabels.Powers ? Power(decade) : value.ToString("#,0", CultureInfo.InvariantCulture);
            yield return new AxisTick(value, label);
        }
    }

    public override IEnumerable<double> MinorTicks()
    {
        double most = Math.Pow(10, _start + _length);
        for (double decade = Math.Pow(10, Math.Floor(_start)); decade < most; decade *= 10)
        {
            for (int digit = 2; digit <= 9 && decade * digit <= most; digit++)
            {
                yield return decade * digit;
            }
        }
    }

    private static string Power(int decade)
    {
        const string digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        string text = "10";
        foreach (char character in decade.ToString(CultureInfo.InvariantCulture))
        {
            text += character == '-' ? '⁻' : digits[character - '0'];
        }

        return text;
    }
}

internal enum LogLabels
{
    /// <summary>10⁻¹, 10⁰, 10¹</summary>
    Powers,

    /// <summary>1, 10, 100</summary>
    Numbers,
}
