using System;
using System.Collections.Generic;
using Spectre.Console;

namespace FusedClip.Benchmarks.Commands;

/// <summary>Shows how far a run is: a bar on a terminal, else a line for each step.</summary>
internal static class StepProgress
{
    /// <summary>Does some work for each item in turn.</summary>
    public static IReadOnlyList<TResult> Show<TItem, TResult>(
        IAnsiConsole console, IReadOnlyList<TItem> items, Func<TItem, string> title, Func<TItem, TResult> work)
    {
        var results = new List<TResult>(items.Count);
        if (!console.Profile.Out.IsTerminal)
        {
            foreach (TItem item in items)
            {
                console.Profile.Out.Writer.WriteLine($"{results.Count + 1,2} of {items.Count}  {title(item)}");
                results.Add(work(item));
            }

            return results;
        }

        // Drawn between the steps only: a thread that draws would be measured with them.
        console.Progress().AutoRefresh(false).AutoClear(true).Start(context =>
        {
            ProgressTask bar = context.AddTask("", maxValue: items.Count);
            foreach (TItem item in items)
            {
                bar.Description = Markup.Escape(title(item));
                context.Refresh();
                results.Add(work(item));
                bar.Increment(1);
            }
        });
        return results;
    }
}
