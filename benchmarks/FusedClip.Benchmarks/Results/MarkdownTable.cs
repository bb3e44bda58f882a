using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace FusedClip.Benchmarks.Results;

/// <summary>The table of ratios for a document.</summary>
internal static class MarkdownTable
{
    public static string Of(RatioReport report)
    {
        var text = new StringBuilder();
        text.Append($"Measured on {report.Machine.Describe()}; medians of {report.Rules.Rounds} rounds. In parentheses: the target.\n\n");
        string[] header = [.. Cells.Header(report)];
        AppendRow(text, header);
        AppendRow(text, header.Select((_, column) => column < 2 ? "---" : "---:"));
        foreach (RatioRow row in report.Rows)
        {
            AppendRow(text, Cells.Row(report, row));
        }

        text.Append($"\n{Cells.Summary(report)}\n");
        foreach (string remark in report.Remarks)
        {
            text.Append($"{remark}\n");
        }

        return text.ToString();
    }

    /// <summary>Adds a row.</summary>
    public static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append($"| {string.Join(" | ", cells)} |\n");
}
