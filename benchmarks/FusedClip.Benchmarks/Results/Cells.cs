using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FusedClip.Benchmarks.Results;

/// <summary>The table of ratios as texts.</summary>
internal static class Cells
{
    public const string Missed = "✗";
    public const string OutOfReach = "⊘";
    private const string DidNotClip = "didn't clip";

    public static IEnumerable<string> Header(RatioReport report) =>
        ["set", "clip", "FusedClip", .. Columns(report).Select(candidate => candidate == Candidates.CandidateNames.Limit ? "time / C limit" : $"× as fast as {candidate}")];

    public static IEnumerable<string> Row(RatioReport report, RatioRow row) =>
    [
        row.Case.Title,
        row.IsActive ? "active" : "inactive",
        row.DidItsJob ? Duration(row.Nanoseconds) : DidNotClip,
        .. Columns(report).Select(candidate => row.Against(candidate) is { } ratio ? Cell(row, ratio) : ""),
    ];

    public static string Summary(RatioReport report) =>
        $"{report.TargetsSet - report.TargetsMissed} of {report.TargetsSet} targets reached{Missing(report)}.";

    public static string Number(double value) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    private static string Missing(RatioReport report)
    {
        string others = report.TargetsMissed > 0 ? $"; {Missed} marks the others" : "";
        return report.TargetsOutOfReach > 0 ? $"{others}, {OutOfReach} the {report.TargetsOutOfReach} of them that the C limit misses itself" : others;
    }

    private static string Cell(RatioRow row, Ratio ratio)
    {
        if (!ratio.DidItsJob)
        {
            return DidNotClip;
        }

        string target = ratio.Target is { } aim ? $" ({(ratio.IsOfLimit ? "≤" : "≥")} {aim.ToString("0.0#", CultureInfo.InvariantCulture)})" : "";
        string value = ratio.IsOfLimit ? ratio.Value.ToString("0.000", CultureInfo.InvariantCulture) : Number(ratio.Value);
        return $"{value}{target}{(row.IsOutOfReach(ratio) ? $" {OutOfReach}" : ratio.IsMissed ? $" {Missed}" : "")}";
    }

    private static string Duration(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{Number(nanoseconds)} ns",
        < 1e6 => $"{Number(nanoseconds / 1e3)} µs",
        _ => $"{Number(nanoseconds / 1e6)} ms",
    };

    // Who wasn't there has no column.
    private static IEnumerable<string> Columns(RatioReport report) =>
        RatioReport.Candidates.Where(candidate => report.Rows.Any(row => row.Against(candidate) is not null));
}
