using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Measuring;
using FusedClip.Benchmarks.Results;
using FusedClip.Benchmarks.Sets;
using Spectre.Console;

namespace FusedClip.Benchmarks.Commands;

/// <summary><c>pieces</c>: what the promises cost the norm pass, one by one, in C, and what FusedClip takes.</summary>
internal static class PiecesCommand
{
    // The rows of the table, and the candidates in them.
    private static readonly (string Title, string Candidate)[] Rows =
    [
        (PieceSingles.WithEightRegisters, PieceSingles.WithEightRegisters),
        .. PieceSingles.Names.Select(name => (name, name)),
        ("the C limit, which compares, too", CandidateNames.Limit),
        ("`ClipGradients`, below the limit", CandidateNames.Generated),
    ];

    private static readonly RaceRules Rules = RaceRules.Default(RaceRules.DefaultRounds);

    private static readonly Option<bool> UpdateDocs = new("--update-docs")
    {
        Description = "Writes the table into docs/performance.md",
    };

    public static Command Create()
    {
        var command = new Command("pieces", "Measures what the promises cost the norm pass, added one by one to the C limit's (AVX-512, gcc).") { UpdateDocs };
        command.SetAction((result, cancellation) => Task.Run(() => Run(result.GetValue(UpdateDocs), cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(bool updatesDocs, CancellationToken cancellation)
    {
        if (!Avx512F.IsSupported)
        {
            throw new IOException("pieces: the C is written for AVX-512, which this processor, or this process, doesn't have");
        }

        string? root = updatesDocs ? Repository.Root() : null;
        (nint? library, string reason) = CLibrary.Load("clip_pieces.c");
        (LimitLibrary? limit, string remark) = LimitLibrary.Load();
        if (library is null || limit is null)
        {
            throw new IOException(library is null ? $"pieces: nothing to measure; {reason}" : remark);
        }

        GradientSet[] sets = [.. GradientSets.All.Where(set => set.Name is "Tiny4" or "Small6" or "Odd6" or "F64")];
        IReadOnlyList<Measurement[]> results = StepProgress.Show(
            AnsiConsole.Console,
            sets,
            set => set.Name,
            set => SetRaces.Run<float>(set, buffers => Contestants(buffers, library.Value, limit), Rules, [false], cancellation));

        string[][] rows = [.. Rows.Select(row => (string[])[row.Title, .. results.Select(result => Ratio(result, row.Candidate))])];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(["what is added", .. sets.Select(set => set.Name)]);
        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        string source = $"Measured on {Machine.Current.Describe()}; medians of {Rules.Rounds} rounds at three alignments, in times the time of the limit with nothing added.";
        AnsiConsole.WriteLine(source);
        if (root is not null)
        {
            Update(Path.Combine(root, "docs", "performance.md"), [.. sets.Select(set => set.Name)], rows, source);
        }

        return 0;
    }

    private static Contestant[] Contestants(GradientBuffers<float> buffers, nint library, LimitLibrary limit)
    {
        var table = PinnedTable.Of(buffers.Copies);
        Contestant generated = GeneratedContestants.Of(buffers.Copies, 2);
        Contestant[] pieces = [.. PieceSingles.All(library, table)];
        if (BitConverter.DoubleToInt64Bits(generated.Norm()) != BitConverter.DoubleToInt64Bits(pieces[^1].Norm()))
        {
            throw new InvalidOperationException("The last piece doesn't have FusedClip's bits: one of the two orders of summation has changed.");
        }

        return
        [
            .. pieces,
            PieceSingles.Eight(library, table),
            new Contestant<LimitSingles>(CandidateNames.Limit, new LimitSingles(limit.Singles, table)),
            generated,
        ];
    }

    private static string Ratio(Measurement[] measurements, string name)
    {
        IEnumerable<double> times = measurements.Where(one => one.Candidate == name).Select(one => one.Nanoseconds);
        IEnumerable<double> least = measurements.Where(one => one.Candidate == PieceSingles.Names[0]).Select(one => one.Nanoseconds);
        return Statistics.Median([.. times.Zip(least, (time, other) => time / other)]).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static void Update(string path, string[] sets, string[][] rows, string source)
    {
        var text = new StringBuilder();
        MarkdownTable.AppendRow(text, ["what is added", .. sets]);
        MarkdownTable.AppendRow(text, ["---", .. sets.Select(_ => "---:")]);
        foreach (string[] row in rows)
        {
            MarkdownTable.AppendRow(text, row);
        }

        text.Append($"\n{source}\n");
        Console.WriteLine(MarkedPart.Replace(path, "pieces", text.ToString()) ? path : $"{path} has no place for the table");
    }
}
