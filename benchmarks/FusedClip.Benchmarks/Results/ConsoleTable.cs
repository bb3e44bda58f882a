using Spectre.Console;

namespace FusedClip.Benchmarks.Results;

/// <summary>Shows the table of ratios.</summary>
internal static class ConsoleTable
{
    public static void Write(IAnsiConsole console, RatioReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string title in Cells.Header(report))
        {
            table.AddColumn(new TableColumn(Markup.Escape(title)) { NoWrap = false });
        }

        foreach (RatioRow row in report.Rows)
        {
            var cells = new System.Collections.Generic.List<Markup>();
            foreach (string cell in Cells.Row(report, row))
            {
                string text = Markup.Escape(cell);
                cells.Add(new Markup(cell.EndsWith(Cells.Missed, System.StringComparison.Ordinal) || cell.EndsWith(Cells.OutOfReach, System.StringComparison.Ordinal) ? $"[red]{text}[/]" : text));
            }

            table.AddRow(cells);
        }

        if (!console.Profile.Out.IsTerminal)
        {
            // Logs and pipes have no width of their own, and no colours.
            console.Profile.Width = 200;
            console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            console.Profile.Capabilities.Ansi = false;
        }

        console.Write(table);
        console.WriteLine(Cells.Summary(report));
        console.WriteLine(report.Machine.Describe());
        foreach (string remark in report.Remarks)
        {
            console.WriteLine(remark);
        }
    }
}
