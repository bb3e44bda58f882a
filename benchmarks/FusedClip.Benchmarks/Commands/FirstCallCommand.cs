using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using FusedClip.Benchmarks.FirstCall;
using FusedClip.Benchmarks.Results;
using Spectre.Console;

namespace FusedClip.Benchmarks.Commands;

/// <summary><c>first-call</c>: how much machine code a container makes, and how long its first call takes.</summary>
internal static class FirstCallCommand
{
    public const string ChildName = "first-call-child";

    private const int Processes = 11;

    private static readonly Argument<int> Fields = new("fields");
    private static readonly Option<bool> CallAll = new("--all");

    public static Command Create()
    {
        var command = new Command("first-call", "Measures the machine code and the first call of containers of 6, 64 and 256 fields.");
        command.SetAction((_, cancellation) => Task.Run(() => Run(cancellation), CancellationToken.None));
        return command;
    }

    /// <summary>What the command starts itself with.</summary>
    public static Command CreateChild()
    {
        var command = new Command(ChildName) { Fields, CallAll };
        command.Hidden = true;
        command.SetAction(options =>
        {
            int fields = options.GetValue(Fields);
            if (options.GetValue(CallAll))
            {
                FirstCallChild.CallEverything(fields);
            }
            else
            {
                Console.WriteLine(FirstCallChild.Microseconds(fields).ToString("R", CultureInfo.InvariantCulture));
            }
        });
        return command;
    }

    private static int Run(CancellationToken cancellation)
    {
        IReadOnlyList<FirstCallMeasurement> measurements = StepProgress.Show(
            AnsiConsole.Console,
            WideContainers.All,
            one => $"{one.Fields} fields",
            one => FirstCallMeasurement.Of(one.Fields, one.TypeName, Processes, cancellation));

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("fields of float[[]]", "container's machine code", "kernels' machine code", "first call");
        foreach (FirstCallMeasurement one in measurements)
        {
            table.AddRow(
                one.Fields.ToString(CultureInfo.InvariantCulture),
                $"{one.ContainerBytes} B",
                $"{one.KernelBytes} B",
                string.Create(CultureInfo.InvariantCulture, $"{one.FirstCallMicroseconds / 1e3:0.0} ms"));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"First call: the median of {Processes} processes. {Machine.Current.Describe()}");
        return 0;
    }
}
