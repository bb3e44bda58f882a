using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Measuring;
using FusedClip.Benchmarks.Results;
using FusedClip.Benchmarks.Sets;
using Spectre.Console;

namespace FusedClip.Benchmarks.Commands;

/// <summary><c>ratios</c>: the generated method against the C limit and against others.</summary>
internal static class RatiosCommand
{
    private const int MostRounds = 1001;

    private static readonly Option<GradientSet[]> Sets = new("--sets")
    {
        HelpName = "NAMES",
        Description = $"Which sets, separated by commas [default: all]: {string.Join(", ", GradientSets.All.Select(set => set.Name))}",
        CustomParser = ParseSets,
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        HelpName = "N",
        Description = "How many rounds a median is taken of; 256MiB has 7 at most",
        DefaultValueFactory = _ => RaceRules.DefaultRounds,
        CustomParser = ParseRounds,
    };

    private static readonly Option<string> Out = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Where ratios.md, ratios.json and ratios.svg go",
        DefaultValueFactory = _ => "artifacts/benchmarks",
    };

    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "A first look: one alignment, 7 rounds",
    };

    private static readonly Option<string?> OpenBlas = new("--openblas")
    {
        HelpName = "FILE",
        Description = "OpenBLAS's shared library, where the system's loader doesn't find it",
    };

    private static readonly Option<bool> UpdateDocs = new("--update-docs")
    {
        Description = "Writes the table into docs/performance.md and README.md, and the picture to docs/ratios.svg",
    };

    public static Command Create()
    {
        var command = new Command("ratios", "Measures the generated method against the C limit, TensorPrimitives, OpenBLAS and plain loops.")
        {
            Sets, Rounds, Out, Quick, OpenBlas, UpdateDocs,
        };

        // On a thread of its own, or the library would listen for Ctrl+C only after the work is done.
        command.SetAction((result, cancellation) => Task.Run(() => Run(result, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult options, CancellationToken cancellation)
    {
        // Before anything is measured: a folder that can't be written is better found out now.
        string folder = options.GetValue(Out)!;
        Directory.CreateDirectory(folder);

        var native = NativeLibraries.Load(options.GetValue(OpenBlas));
        RaceRules rules = options.GetValue(Quick) ? RaceRules.Quick : RaceRules.Default(options.GetValue(Rounds));
        var run = new RatioRun(native, rules, cancellation);
        IReadOnlyList<CaseResult> results = StepProgress.Show(
            AnsiConsole.Console, RatioRun.Cases(options.GetValue(Sets) is [_, ..] sets ? sets : [.. GradientSets.All]), one => one.Title, run.Run);

        var report = RatioReport.Of(rules, native, [.. results]);
        ConsoleTable.Write(AnsiConsole.Console, report);
        IEnumerable<string> files = RatioFiles.Write(report, folder);
        if (options.GetValue(UpdateDocs))
        {
            files = files.Concat(RatioFiles.UpdateDocuments(report));
        }

        foreach (string path in files)
        {
            Console.WriteLine(path);
        }

        return 0;
    }

    private static GradientSet[] ParseSets(ArgumentResult argument)
    {
        string[] names = argument.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? unknown = names.FirstOrDefault(name => !GradientSets.All.Any(set => Matches(set, name)));
        if (unknown is not null || names.Length == 0)
        {
            argument.AddError($"--sets: '{unknown}'; expected names out of {string.Join(", ", GradientSets.All.Select(set => set.Name))}");
        }

        return [.. GradientSets.All.Where(set => names.Any(name => Matches(set, name)))];
    }

    private static bool Matches(GradientSet set, string name) => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase);

    private static int ParseRounds(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds is > 0 and <= MostRounds)
        {
            return rounds;
        }

        argument.AddError($"--rounds: '{text}'; expected a whole number from 1 to {MostRounds}");
        return default;
    }
}
