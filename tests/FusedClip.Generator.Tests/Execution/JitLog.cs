using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>A run of a program in a process of its own: without tiers every method is compiled once, in full, and the JIT writes down the size of each.</summary>
internal static partial class JitLog
{
    /// <summary>The methods of a type, and the bytes of machine code that the JIT made of each while the program ran.</summary>
    /// <param name="image">A program.</param>
    /// <param name="type">The type as the JIT names it: <c>Wide</c>, <c>Wide`1[float]</c>.</param>
    public static (string Method, int Bytes)[] Of(ImmutableArray<byte> image, string type)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("FusedClip.CodeSize.");
        try
        {
            string app = Path.Combine(folder.FullName, "Demo.dll");
            string log = Path.Combine(folder.FullName, "jit.txt");
            File.WriteAllBytes(app, ImmutableCollectionsMarshal.AsArray(image)!);
            File.Copy(typeof(ClipResult).Assembly.Location, Path.Combine(folder.FullName, "FusedClip.dll"));
            File.WriteAllText(
                Path.Combine(folder.FullName, "Demo.runtimeconfig.json"),
                $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }""");
            var start = new ProcessStartInfo(Dotnet(), [app]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["DOTNET_TieredCompilation"] = "0";
            start.Environment["DOTNET_JitStdOutFile"] = log;
            start.Environment["DOTNET_JitDisasmSummary"] = "1";
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
            return
            [
                .. Compiled().Matches(File.ReadAllText(log))
                    .Where(match => match.Groups["type"].Value == type)
                    .Select(match => (match.Groups["method"].Value, int.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture))),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Dotnet() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    // 12: JIT compiled Wide:ClipGradients(double,double):FusedClip.ClipResult:this [FullOpts, IL size=85, code size=275]
    [GeneratedRegex(@"JIT compiled (?<type>[^:\s]+):(?<method>[^(\s]+)\(.*\[.*code size=(?<size>\d+)")]
    private static partial Regex Compiled();
}
