using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics.Metrics;
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

/// <summary><c>metrics</c>: what <c>Metrics = true</c> costs, with and without a listener.</summary>
internal static class MetricsCommand
{
    private const string Without = "without Metrics";
    private const string With = "with Metrics";

    // Enough for the least difference in a call of 70 ns to be seen.
    private static readonly RaceRules Rules = RaceRules.Default(101);

    public static Command Create()
    {
        var command = new Command("metrics", "Measures a container with Metrics against the same one without.");
        command.SetAction((_, cancellation) => Task.Run(() => Run(cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(CancellationToken cancellation)
    {
        (GradientSet Set, bool IsHeard)[] cases =
        [
            .. from isHeard in new[] { false, true }
               from set in GradientSets.All
               where set.Name is "Tiny4" or "Small6" or "Mlp6"
               select (set, isHeard),
        ];
        IReadOnlyList<Measurement[]> results = StepProgress.Show(
            AnsiConsole.Console,
            cases,
            one => $"{one.Set.Name}{(one.IsHeard ? ", listening" : "")}",
            one => Measure(one.Set, one.IsHeard, cancellation));

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("set", "clip", "listener", Without, With, "ratio");
        foreach (((GradientSet set, bool isHeard), Measurement[] measurements) in cases.Zip(results))
        {
            foreach (bool isActive in new[] { true, false })
            {
                double without = Median(Without), with = Median(With);
                table.AddRow(
                    set.Name,
                    isActive ? "active" : "inactive",
                    isHeard ? "one" : "none",
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

    private static Measurement[] Measure(GradientSet set, bool isHeard, CancellationToken cancellation)
    {
        using MeterListener? listener = isHeard ? Listen() : null;
        return SetRaces.Run<float>(set, Contestants, Rules, [true, false], cancellation);
    }

    private static Contestant[] Contestants(GradientBuffers<float> buffers)
    {
        float[][][] copies = buffers.Copies;
        return copies[0].Length == 4
            ?
            [
                new Contestant<ClipsFourSingles>(Without, new([.. copies.Select(copy => new FourSingles(copy))])),
                new Contestant<ClipsMeteredFourSingles>(With, new([.. copies.Select(copy => new MeteredFourSingles(copy))])),
            ]
            :
            [
                new Contestant<ClipsSixSingles>(Without, new([.. copies.Select(copy => new SixSingles(copy))])),
                new Contestant<ClipsMeteredSixSingles>(With, new([.. copies.Select(copy => new MeteredSixSingles(copy))])),
            ];
    }

    // The cheapest listener there is: what one does with the measurements is its own matter.
    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "FusedClip")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
