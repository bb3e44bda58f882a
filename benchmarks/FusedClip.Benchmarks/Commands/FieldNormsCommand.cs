using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Containers;
using FusedClip.Benchmarks.Measuring;
using FusedClip.Benchmarks.Results;
using FusedClip.Benchmarks.Sets;
using Spectre.Console;

namespace FusedClip.Benchmarks.Commands;

/// <summary><c>field-norms</c>: what the norm of every field costs.</summary>
internal static class FieldNormsCommand
{
    private const string Without = "without norms";
    private const string With = "with norms";

    // Enough for the least difference in a call of 70 ns to be seen.
    private static readonly RaceRules Rules = RaceRules.Default(101);

    public static Command Create()
    {
        var command = new Command("field-norms", "Measures clips that give the norm of every field against the same ones without.");
        command.SetAction((_, cancellation) => Task.Run(() => Run(cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(CancellationToken cancellation)
    {
        GradientSet[] sets = [.. GradientSets.All.Where(set => set.Name is "Tiny4" or "Small6" or "Mlp6" or "8MiB")];
        IReadOnlyList<Measurement[]> results = StepProgress.Show(AnsiConsole.Console, sets, set => set.Name, set => SetRaces.Run<float>(set, Contestants, Rules, [true, false], cancellation));

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("set", "clip", Without, With, "ratio");
        foreach ((GradientSet set, Measurement[] measurements) in sets.Zip(results))
        {
            foreach (bool isActive in new[] { true, false })
            {
                double without = Median(Without), with = Median(With);
                table.AddRow(
                    set.Name,
                    isActive ? "active" : "inactive",
                    Text(without, "0.0 ns"),
                    Text(with, "0.0 ns"),
                    Text(Ratio(), "0.000"));

                double Median(string name) => Statistics.Median([.. Of(name).Select(one => one.Nanoseconds)]);
                double Ratio() => Statistics.Median([.. Of(With).Zip(Of(Without), (mine, other) => mine.Nanoseconds / other.Nanoseconds)]);
                IEnumerable<Measurement> Of(string name) => measurements.Where(one => one.Candidate == name && one.IsActive == isActive);
            }
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Medians of {Rules.Rounds} rounds at three alignments. {Machine.Current.Describe()}");
        return results.SelectMany(result => result).All(measurement => measurement.DidItsJob) ? 0 : 1;
    }

    private static Contestant[] Contestants(GradientBuffers<float> buffers)
    {
        float[][][] copies = buffers.Copies;
        return copies[0].Length switch
        {
            1 =>
            [
                new Contestant<ClipsOneSingles>(Without, new([.. copies.Select(copy => new OneSingles(copy))])),
                new Contestant<ClipsOneSinglesWithNorms>(With, new([.. copies.Select(copy => new OneSinglesWithNorms(copy))])),
            ],
            4 =>
            [
                new Contestant<ClipsFourSingles>(Without, new([.. copies.Select(copy => new FourSingles(copy))])),
                new Contestant<ClipsFourSinglesWithNorms>(With, new([.. copies.Select(copy => new FourSinglesWithNorms(copy))])),
            ],
            _ =>
            [
                new Contestant<ClipsSixSingles>(Without, new([.. copies.Select(copy => new SixSingles(copy))])),
                new Contestant<ClipsSixSinglesWithNorms>(With, new([.. copies.Select(copy => new SixSinglesWithNorms(copy))])),
            ],
        };
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
