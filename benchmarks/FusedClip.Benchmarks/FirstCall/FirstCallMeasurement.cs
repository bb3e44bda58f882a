using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using FusedClip.Benchmarks.Measuring;

namespace FusedClip.Benchmarks.FirstCall;

/// <summary>What a container costs before its second call.</summary>
/// <param name="Fields">Its number of fields.</param>
/// <param name="ContainerBytes">The machine code of its own methods.</param>
/// <param name="KernelBytes">The machine code of the kernels, which all containers share.</param>
/// <param name="FirstCallMicroseconds">The first call in a new process, compiling included: the median of several.</param>
internal sealed record FirstCallMeasurement(int Fields, int ContainerBytes, int KernelBytes, double FirstCallMicroseconds)
{
    private const string KernelNamespace = "FusedClip.Generated.";

    /// <summary>Starts processes in which nothing was compiled yet.</summary>
    public static FirstCallMeasurement Of(int fields, string typeName, int processes, CancellationToken cancellation)
    {
        double[] times =
        [
            .. Enumerable.Range(0, processes).Select(_ =>
                double.Parse(Child(fields, isForSize: false, [], cancellation), CultureInfo.InvariantCulture)),
        ];

        string log = Path.GetTempFileName();
        try
        {
            // Without tiers every method is compiled once, in full, and the JIT writes down the size of each.
            Child(
                fields,
                isForSize: true,
                [("DOTNET_TieredCompilation", "0"), ("DOTNET_JitDisasmSummary", "1"), ("DOTNET_JitStdOutFile", log)],
                cancellation);
            (string Type, int Bytes)[] methods =
            [
                .. JitLines.Compiled().Matches(File.ReadAllText(log))
                    .Where(match => match.Groups["method"].Value != ".ctor")
                    .Select(match => (match.Groups["type"].Value, int.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture))),
            ];
            return new FirstCallMeasurement(
                fields,
                methods.Where(method => method.Type.EndsWith("." + typeName, StringComparison.Ordinal)).Sum(method => method.Bytes),
                methods.Where(method => method.Type.StartsWith(KernelNamespace, StringComparison.Ordinal)).Sum(method => method.Bytes),
                Statistics.Median(times));
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static string Child(int fields, bool isForSize, IEnumerable<(string Name, string Value)> environment, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<string> arguments = [Commands.FirstCallCommand.ChildName, fields.ToString(CultureInfo.InvariantCulture)];
        if (isForSize)
        {
            arguments.Add("--all");
        }

        // Where the runtime's own host was started, it needs to be told what to run.
        string host = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            arguments.Insert(0, Path.Combine(AppContext.BaseDirectory, "FusedClip.Benchmarks.dll"));
        }

        var start = new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new IOException($"A child process ended with {process.ExitCode}: {output}");
    }
}
