using System;
using System.Globalization;
using Spectre.Console;

namespace SunspotForecast;

/// <summary>Is told how the training goes.</summary>
internal interface ITrainingDisplay
{
    void Begin(string name, int plannedSteps);

    void Report(int stepsMade, TrainingStep step);

    void End(TrainingRun run);
}

/// <summary>Shows the training while it works: progress bars on a terminal, else plain lines.</summary>
internal static class ProgressDisplay
{
    public static T Show<T>(IAnsiConsole console, Func<ITrainingDisplay, T> work) =>
        console.Profile.Out.IsTerminal
            ? console.Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn { Width = 24 },
                    new PercentageColumn())
                .Start(context => work(new ProgressBars(context)))
            : work(new ProgressLines(console.Profile.Out.Writer));

    // Of one width whatever the number, or the bars would jump.
    internal static string Describe(TrainingStep step) =>
        $"loss {Number(step.Loss)}  norm {Number(step.TotalNorm)}";

    internal static string DescribeEnd(TrainingRun run) => run.Diverged
        ? string.Create(CultureInfo.InvariantCulture, $"diverged at step {run.Steps.Count:N0}")
        : $"loss {Number(run.Steps[^1].Loss)}  norm {Number(run.Steps[^1].TotalNorm)}";

    private static string Number(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture).PadLeft(8);
}

/// <summary>One bar for each run.</summary>
internal sealed class ProgressBars(ProgressContext context) : ITrainingDisplay
{
    // The loss of a single window jumps about: what is legible doesn't change more often than this.
    private const long MillisecondsBetweenTexts = 150;

    private ProgressTask? _task;
    private string _name = "";
    private long _nextText;

    public void Begin(string name, int plannedSteps)
    {
        _name = name;
        _nextText = 0;
        _task = context.AddTask(name, maxValue: plannedSteps);
    }

    public void Report(int stepsMade, TrainingStep step)
    {
        _task!.Value = stepsMade;
        if (Environment.TickCount64 >= _nextText)
        {
            _task.Description = $"{_name,-16}  {ProgressDisplay.Describe(step)}";
            _nextText = Environment.TickCount64 + MillisecondsBetweenTexts;
        }
    }

    public void End(TrainingRun run)
    {
        string end = ProgressDisplay.DescribeEnd(run);
        _task!.Description = $"{_name,-16}  " + (run.Diverged ? $"[red]{end}[/]" : end);
        _task.StopTask();
    }
}

/// <summary>A line for every tenth of a run, for logs and pipes.</summary>
internal sealed class ProgressLines(System.IO.TextWriter writer) : ITrainingDisplay
{
    private const int LinesARun = 10;

    private string _name = "";
    private int _plannedSteps;
    private int _lines;

    public void Begin(string name, int plannedSteps)
    {
        _name = name;
        _plannedSteps = plannedSteps;
        _lines = 0;
    }

    public void Report(int stepsMade, TrainingStep step)
    {
        if ((long)stepsMade * LinesARun / _plannedSteps > _lines || stepsMade == 1)
        {
            _lines = (int)((long)stepsMade * LinesARun / _plannedSteps);
            WriteLine(stepsMade, ProgressDisplay.Describe(step));
        }
    }

    public void End(TrainingRun run)
    {
        if (run.Diverged)
        {
            WriteLine(run.Steps.Count, $"{ProgressDisplay.DescribeEnd(run)}: {run.NonFinite} is not finite");
        }
    }

    private void WriteLine(int stepsMade, string text) => writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{_name,-16}  step {stepsMade,6:N0} of {_plannedSteps:N0}  {text}"));
}
