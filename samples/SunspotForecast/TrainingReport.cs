using System;
using System.Linq;
using Spectre.Console;

namespace SunspotForecast;

/// <summary>The table at the end.</summary>
internal static class TrainingReport
{
    public static void Write(IAnsiConsole console, Comparison comparison)
    {
        ForecastData data = comparison.Data;
        TrainingRun unclipped = comparison.Unclipped;
        TrainingRun clipped = comparison.Clipped;
        ForecastError unclippedError = ForecastError.Of(data, unclipped.Network);
        ForecastError clippedError = ForecastError.Of(data, clipped.Network);
        ForecastError persistence = ForecastError.OfPersistence(data);

        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn("")
            .AddColumn(new TableColumn(unclipped.Name).RightAligned())
            .AddColumn(new TableColumn(clipped.Name).RightAligned())
            .AddColumn(new TableColumn("persistence").RightAligned());

        table.AddRow("steps made", Steps(unclipped), Steps(clipped), "");
        AddErrors(
            $"training error {Years(data, ForecastData.FirstForecast, data.FirstHeldOut)}",
            unclippedError.Training, clippedError.Training, persistence.Training);
        AddErrors(
            $"test error {Years(data, data.FirstHeldOut, data.Series.Values.Length)}",
            unclippedError.HeldOut, clippedError.HeldOut, persistence.HeldOut);
        table.AddEmptyRow();
        table.AddRow("steps clipped", "none", Share(clipped.ClippedSteps, clipped.Steps.Count), "");
        table.AddRow("largest norm", LargestNorm(unclipped), LargestNorm(clipped), "");
        table.AddRow("time", Milliseconds(unclipped.Elapsed), Milliseconds(clipped.Elapsed), "");
        table.AddRow("of it in clipping", "none", TimeInClipping(clipped), "");

        console.WriteLine();
        console.Write(table);
        console.WriteLine("Errors: root mean square of the forecasts one year ahead.");
        console.WriteLine("Persistence: next year is like this year.");
        console.WriteLine(Verdict(unclipped));
        console.WriteLine(Verdict(clipped));

        void AddErrors(string name, params double[] errors) =>
            table.AddRow([name, .. errors.Select(ForecastError.Format)]);
    }

    private static string Verdict(TrainingRun run) => run.Diverged
        ? Invariant($"{Capitalised(run.Name)}: diverged at step {run.Steps.Count:N0}, {run.NonFinite} is not finite.")
        : Invariant($"{Capitalised(run.Name)}: made all its {run.PlannedSteps:N0} steps.");

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Years(ForecastData data, int start, int end) =>
        $"{data.Series.YearAt(start)}–{data.Series.YearAt(end - 1)}";

    private static string Steps(TrainingRun run) => run.Diverged
        ? Invariant($"{run.Steps.Count:N0} of {run.PlannedSteps:N0}")
        : Invariant($"{run.Steps.Count:N0}");

    private static string Share(int part, int whole) => Invariant($"{part:N0} ({100.0 * part / whole:0.0} %)");

    private static string LargestNorm(TrainingRun run)
    {
        double largest = 0;
        foreach (TrainingStep step in run.Steps)
        {
            // A norm that isn't finite ends a run, and the verdict says so: this is the largest one before it.
            largest = double.IsFinite(step.TotalNorm) ? Math.Max(largest, step.TotalNorm) : largest;
        }

        return largest >= 1e5 ? Invariant($"{largest:0.0e+0}") : Invariant($"{largest:0.00}");
    }

    private static string Milliseconds(TimeSpan time) => Invariant($"{time.TotalMilliseconds:N0} ms");

    private static string TimeInClipping(TrainingRun run) => Invariant(
        $"{run.ElapsedInClipping.TotalMilliseconds:0.0} ms ({100 * run.ElapsedInClipping / run.Elapsed:0.00} %)");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
