using System;
using System.Collections.Generic;

namespace SunspotForecast;

/// <summary>
/// A curve of one value a step, thinned for a picture: neighbouring steps that would fall on the same place become one
/// point, with the least, the largest and the geometric mean of their values.
/// </summary>
internal sealed class StepCurve
{
    public List<Point> Least { get; } = [];

    public List<Point> Largest { get; } = [];

    public List<Point> Mean { get; } = [];

    /// <summary>Only finite values above 0 have a place on a logarithmic axis; the others are left out.</summary>
    public static StepCurve Of(IReadOnlyList<TrainingStep> steps, Func<TrainingStep, double> value, ChartAxis axis, int places)
    {
        var curve = new StepCurve();
        int start = 0;
        while (start < steps.Count)
        {
            int place = PlaceOf(start);
            int end = start + 1;
            while (end < steps.Count && PlaceOf(end) == place)
            {
                end++;
            }

            curve.AddPoint(steps, value, start, end);
            start = end;
        }

        return curve;

        int PlaceOf(int index) => (int)(axis.Position(index + 1) * places);
    }

    private void AddPoint(IReadOnlyList<TrainingStep> steps, Func<TrainingStep, double> value, int start, int end)
    {
        double least = double.PositiveInfinity;
        double largest = 0;
        double logarithms = 0;
        int count = 0;
        for (int index = start; index < end; index++)
        {
            double one = value(steps[index]);
            if (double.IsFinite(one) && one > 0)
            {
                least = Math.Min(least, one);
                largest = Math.Max(largest, one);
                logarithms += Math.Log(one);
                count++;
            }
        }

        if (count > 0)
        {
            // Steps are counted from 1; the middle of the group, as the axis sees it.
            double step = Math.Sqrt((start + 1.0) * end);
            Least.Add(new Point(step, least));
            Largest.Add(new Point(step, largest));
            Mean.Add(new Point(step, Math.Exp(logarithms / count)));
        }
    }
}
