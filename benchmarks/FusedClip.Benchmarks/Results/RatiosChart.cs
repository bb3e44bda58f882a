using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Measuring;

namespace FusedClip.Benchmarks.Results;

/// <summary>The picture of the ratios: to the left how close to the C limit, to the right how far ahead of the others.</summary>
internal static class RatiosChart
{
    private const double Width = 1040;
    private const double Top = 118;
    private const double RowHeight = 32;

    // Active above, inactive below: at one height they would hide each other.
    private const double Apart = 6;

    private const double LabelRight = 124;
    private const double Bottom = 78;
    private const double LegendRow = 22;

    private const string Grid = "#e4e7eb";
    private const string Quiet = "#616e7c";
    private const string Stripe = "#f7f9fb";

    private static readonly Panel Limit = new(140, 480, 0.8, 3, [0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3]);
    private static readonly Panel Others = new(540, 1000, 0.4, 100, [0.5, 1, 2, 5, 10, 20, 50, 100]);

    private static readonly ImmutableArray<(string Candidate, string Color)> Series =
    [
        (CandidateNames.Limit, "#243b53"),
        (CandidateNames.Tensors, "#c2410c"),
        (CandidateNames.Blas, "#0f766e"),
        (CandidateNames.Plain, "#7c3aed"),
        (CandidateNames.Pow, "#b91c7c"),
        (CandidateNames.Flat, "#7c6a0a"),
    ];

    public static string Of(RatioReport report)
    {
        RaceCase[] cases = [.. report.Rows.Select(row => row.Case).Distinct()];
        double bottom = Top + (cases.Length * RowHeight);
        var svg = new Svg(Width, bottom + Bottom, "FusedClip's speed against the C limit and against others");
        svg.Text(24, 34, "How fast FusedClip clips", 20, weight: "bold");
        svg.Text(24, 56, report.Machine.Describe(), color: Quiet);
        svg.Text(Limit.Left, 88, "Time, in times the C limit's (logarithmic)", weight: "bold");
        svg.Text(Others.Left, 88, "Times as fast as others (logarithmic)", weight: "bold");

        for (int i = 0; i < cases.Length; i++)
        {
            double y = Top + (i * RowHeight);
            if (i % 2 == 0)
            {
                svg.Rectangle(24, y, Width - 48, RowHeight, Stripe);
            }

            svg.Text(LabelRight, y + (RowHeight / 2) + 4, cases[i].Title, anchor: "end");
        }

        Axis(svg, Limit, bottom);
        Axis(svg, Others, bottom);
        for (int i = 0; i < cases.Length; i++)
        {
            foreach (RatioRow row in report.Rows.Where(row => row.Case == cases[i]).OrderBy(row => row.IsActive))
            {
                Dots(svg, row, Top + (i * RowHeight) + (RowHeight / 2) + (row.IsActive ? -Apart : Apart));
            }
        }

        Legend(svg, report, bottom + 46);
        return svg.ToString();
    }

    private static void Axis(Svg svg, Panel panel, double bottom)
    {
        foreach (double tick in panel.Ticks)
        {
            double x = panel.X(tick);
            svg.Line(x, Top, x, bottom, tick == 1 ? Quiet : Grid, tick == 1 ? 1.5 : 1);
            svg.Text(x, bottom + 16, FormattableString.Invariant($"{tick:0.##}×"), 11, "middle", Quiet);
            svg.Text(x, Top - 8, FormattableString.Invariant($"{tick:0.##}×"), 11, "middle", Quiet);
        }
    }

    // What lies outside is drawn at the edge, with its number beside it.
    private static void Dots(Svg svg, RatioRow row, double y)
    {
        foreach ((string candidate, string color) in Series)
        {
            if (row.Against(candidate) is not { DidItsJob: true } ratio)
            {
                continue;
            }

            Panel panel = ratio.IsOfLimit ? Limit : Others;
            double x = panel.X(ratio.Value);
            if (ratio.IsOfLimit && ratio.Target is { } target)
            {
                svg.Line(panel.X(target), y - 6, panel.X(target), y + 6, color, 2);
            }

            svg.Dot(x, y, color, row.IsActive);
            if (panel.IsOutside(ratio.Value))
            {
                bool isRight = ratio.Value > panel.Least;
                svg.Text(x + (isRight ? -10 : 10), y + 4, $"{Cells.Number(ratio.Value)}×", 11, isRight ? "end" : "start", color);
            }
        }
    }

    private static void Legend(Svg svg, RatioReport report, double y)
    {
        double x = Limit.Left;
        svg.Dot(x, y, "#243b53", isFilled: true);
        svg.Text(x + 12, y + 4, "clips");
        svg.Dot(x + 62, y, "#243b53", isFilled: false);
        svg.Text(x + 74, y + 4, "measures only");
        svg.Line(x + 178, y - 8, x + 178, y + 8, "#243b53", 2);
        svg.Text(x + 188, y + 4, "target (at most)");

        x = Others.Left;
        IEnumerable<(string Candidate, string Color)> present =
            Series.Skip(1).Where(series => report.Rows.Any(row => row.Against(series.Candidate) is not null));
        foreach ((string candidate, string color) in present)
        {
            double width = 36 + (candidate.Length * 7.2);
            if (x + width > Width)
            {
                x = Others.Left;
                y += LegendRow;
            }

            svg.Dot(x, y, color, isFilled: true);
            svg.Text(x + 12, y + 4, candidate);
            x += width;
        }
    }

    /// <summary>A stretch of the picture with a logarithmic scale.</summary>
    private sealed record Panel(double Left, double Right, double Least, double Most, ImmutableArray<double> Ticks)
    {
        public bool IsOutside(double value) => value < Least || value > Most;

        public double X(double value) =>
            Left + ((Right - Left) * Math.Log(double.Clamp(value, Least, Most) / Least) / Math.Log(Most / Least));
    }
}
