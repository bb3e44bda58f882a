using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SunspotForecast;

/// <summary>
/// The picture: loss and gradient norm of both runs, step by step, and the forecasts of the held-out years.
/// </summary>
internal static class ForecastChart
{
    private const double Width = 1200;
    private const double Height = 830;
    private const double Left = 84;
    private const double Right = Width - 40;

    private const string Ink = "#1f2933";
    private const string Muted = "#5f6c7b";
    private const string UnclippedColor = "#d1495b";
    private const string ClippedColor = "#1f6fb2";
    private const string PersistenceColor = "#9aa5b1";

    // A diverging run covers some forty powers of ten. The axis shows the first of them; then the curve leaves the
    // picture, with a note of where it ended, so that the other run doesn't shrink to a flat line.
    private const double DecadesAboveClipped = 5;

    private static readonly PlotArea LossArea = new(Left, 146, 490, 250);
    private static readonly PlotArea NormArea = new(Right - 490, 146, 490, 250);
    private static readonly PlotArea ForecastArea = new(Left, 504, Right - Left, 260);

    public static void Write(Stream stream, Comparison comparison)
    {
        using var svg = new SvgWriter(
            stream, Width, Height, "Sunspot forecast with and without gradient clipping", Description(comparison));
        svg.Rectangle(0, 0, Width, Height, "#fafbfc");
        svg.Text(new Point(Left, 46), "An Elman network, trained without and with gradient clipping", new Font(24, Ink, Weight: "700"));
        svg.Text(new Point(Left, 72), Description(comparison), new Font(14, Muted));

        DrawSteps(svg, LossArea, "Loss of each step", comparison, step => step.Loss);
        ChartPanel norms = DrawSteps(svg, NormArea, "Gradient norm of each step, before clipping", comparison, step => step.TotalNorm);
        norms.DrawLevel(comparison.MaxNorm, Invariant($"max norm {comparison.MaxNorm}"), new Pen(Ink, 1.2, "6 4"));
        DrawRunLegend(svg, comparison);
        DrawForecasts(svg, comparison);
    }

    private static string Description(Comparison comparison)
    {
        string without = comparison.Unclipped.Diverged
            ? Invariant($"Without clipping it diverges at step {comparison.Unclipped.Steps.Count:N0}; ")
            : "Without clipping it doesn't diverge; ";
        if (comparison.Clipped.Diverged)
        {
            return without + Invariant(
                $"with clipping at a max norm of {comparison.MaxNorm}, at step {comparison.Clipped.Steps.Count:N0}.");
        }

        ForecastError error = ForecastError.Of(comparison.Data, comparison.Clipped.Network);
        ForecastError persistence = ForecastError.OfPersistence(comparison.Data);
        return without + $"with clipping of {Percent(comparison.Clipped)} of the steps it forecasts held-out years "
            + $"with an error of {ForecastError.Format(error.HeldOut)} (persistence: {ForecastError.Format(persistence.HeldOut)}).";
    }

    private static string Percent(TrainingRun run) => Invariant($"{100.0 * run.ClippedSteps / run.Steps.Count:0.#} %");

    private static ChartPanel DrawSteps(
        SvgWriter svg, PlotArea area, string title, Comparison comparison, Func<TrainingStep, double> value)
    {
        var horizontal = new LogAxis(1, Math.Max(10, comparison.Clipped.PlannedSteps), LogLabels.Numbers);
        var panel = new ChartPanel(svg, area, horizontal, VerticalAxis(comparison, value));
        panel.DrawFrame(title, "step (log scale)", "");
        DrawRun(panel, comparison.Clipped, value, horizontal, ClippedColor, noteRow: 2);
        DrawRun(panel, comparison.Unclipped, value, horizontal, UnclippedColor, noteRow: 0);
        return panel;
    }

    private static LogAxis VerticalAxis(Comparison comparison, Func<TrainingStep, double> value)
    {
        List<double> clipped = [.. comparison.Clipped.Steps.Select(value).Where(IsDrawn)];
        List<double> all = [.. clipped, .. comparison.Unclipped.Steps.Select(value).Where(IsDrawn)];
        if (all.Count == 0)
        {
            return new LogAxis(0.1, 10, LogLabels.Powers);
        }

        // The single smallest losses are no more telling than the hundredth part of them.
        List<double> ordered = [.. all.Order()];
        double least = Math.Floor(Math.Log10(ordered[ordered.Count / 1000]));
        double most = Math.Ceiling(Math.Log10(ordered[^1]));
        double cap = clipped.Count == 0 ? most : Math.Ceiling(Math.Log10(clipped.Max())) + DecadesAboveClipped;
        return new LogAxis(Math.Pow(10, least), Math.Pow(10, Math.Max(least + 1, Math.Min(most, cap))), LogLabels.Powers);
    }

    private static bool IsDrawn(double value) => double.IsFinite(value) && value > 0;

    private static void DrawRun(
        ChartPanel panel, TrainingRun run, Func<TrainingStep, double> value, ChartAxis horizontal, string color, int noteRow)
    {
        StepCurve curve = StepCurve.Of(run.Steps, value, horizontal, places: 240);
        panel.DrawBand(curve.Least, curve.Largest, color, 0.18);
        panel.DrawCurve(curve.Mean, new Pen(color, 1.8));
        if (run.Diverged)
        {
            DrawDivergence(panel, run, value, color, noteRow);
        }
    }

    // Where the curve leaves the panel, or ends in it, a note says how it went on.
    private static void DrawDivergence(ChartPanel panel, TrainingRun run, Func<TrainingStep, double> value, string color, int noteRow)
    {
        List<double> values = [.. run.Steps.Select(value)];
        int lastSeen = Math.Max(0, values.FindIndex(one => !IsDrawn(one) || panel.IsAbove(one)));
        double largest = values.Where(IsDrawn).DefaultIfEmpty().Max();
        var lines = new[] { Invariant($"rises to {largest:0.0e+0}"), Invariant($"not finite at step {run.Steps.Count:N0}") };

        double x = panel.Place(lastSeen + 1, 1).X;
        bool fits = x + 170 < panel.Area.Right;
        var font = new Font(12, color, fits ? "start" : "end", "600");
        for (int i = 0; i < lines.Length; i++)
        {
            panel.DrawNote(new Point(x + (fits ? 12 : -12), panel.Area.Y + 18 + (17 * (noteRow + i))), lines[i], font);
        }
    }

    private static void DrawRunLegend(SvgWriter svg, Comparison comparison)
    {
        double x = Left;
        foreach ((TrainingRun run, string color) in new[] { (comparison.Unclipped, UnclippedColor), (comparison.Clipped, ClippedColor) })
        {
            x = DrawLegendEntry(svg, new Point(x, 102), run.Name, new Pen(color, 3));
        }

        const string Key = "line: mean of neighbouring steps; band: from the least to the largest";
        svg.Text(new Point(Right, 102), Key, new Font(12, Muted, "end"));
    }

    private static double DrawLegendEntry(SvgWriter svg, Point at, string text, Pen pen)
    {
        svg.Line(new Point(at.X, at.Y - 4), new Point(at.X + 26, at.Y - 4), pen);
        svg.Text(new Point(at.X + 34, at.Y), text, new Font(13, Ink));
        return at.X + 34 + (text.Length * 6.3) + 26;
    }

    private static void DrawForecasts(SvgWriter svg, Comparison comparison)
    {
        ForecastData data = comparison.Data;
        double[] values = data.Series.Values;
        int first = data.FirstHeldOut;
        Point[] actual = Curve(index => values[index]);
        Point[] persistence = Curve(data.Persist);
        Point[] clipped = Curve(index => data.Forecast(comparison.Clipped.Network, index));

        var panel = new ChartPanel(
            svg, ForecastArea, LinearAxis.OfYears(data.Series.YearAt(first), data.Series.YearAt(values.Length - 1)),
            ForecastAxis(actual, clipped));
        panel.DrawFrame("Held-out years: forecasts one year ahead", "year", data.Series.Column);
        panel.DrawCurve(persistence, new Pen(PersistenceColor, 1.4, "4 3"));
        panel.DrawCurve(actual, new Pen(Ink, 1.6));
        panel.Inside(() =>
        {
            foreach (Point point in actual)
            {
                svg.Dot(panel.Place(point.X, point.Y), 2.4, Ink);
            }
        });
        if (!comparison.Clipped.Diverged)
        {
            panel.DrawCurve(clipped.Where(point => double.IsFinite(point.Y)), new Pen(ClippedColor, 2.4));
        }

        double x = ForecastArea.Right - 440;
        x = DrawLegendEntry(svg, new Point(x, ForecastArea.Y - 12), "actual", new Pen(Ink, 1.6));
        string clippedName = comparison.Clipped.Diverged ? "with clipping: diverged" : "network, with clipping";
        x = DrawLegendEntry(svg, new Point(x, ForecastArea.Y - 12), clippedName, new Pen(ClippedColor, 3));
        DrawLegendEntry(svg, new Point(x, ForecastArea.Y - 12), "persistence", new Pen(PersistenceColor, 1.4, "4 3"));

        Point[] Curve(Func<int, double> value) =>
            [.. Enumerable.Range(first, values.Length - first).Select(index => new Point(data.Series.YearAt(index), value(index)))];
    }

    // Forecasts that miss by more than the whole span of the data may leave the panel: the data must stay legible.
    private static LinearAxis ForecastAxis(Point[] actual, Point[] forecast)
    {
        double least = actual.Min(point => point.Y);
        double most = actual.Max(point => point.Y);
        double span = Math.Max(most - least, 1e-6);
        List<double> finite = [.. forecast.Select(point => point.Y).Where(double.IsFinite)];
        return finite.Count == 0
            ? LinearAxis.Around(least, least + span)
            : LinearAxis.Around(
                Math.Max(least - span, Math.Min(least, finite.Min())),
                Math.Min(least + (2 * span), Math.Max(least + span, finite.Max())));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
