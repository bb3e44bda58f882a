using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>How much machine code the JIT makes of a container's own methods. The kernels are shared by all containers.</summary>
public partial class CodeSizeTests
{
    private const int Fields = 64;

    [Fact]
    public async Task ContainerOf64Fields_MakesLittleMachineCodeOfItsOwn()
    {
        string source =
            $$"""
            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Wide
            {
                {{string.Join("\n    ", Enumerable.Range(0, Fields).Select(i => $"public float[]? G{i} = [1, 2, 3];"))}}
            }

            internal static class Program
            {
                private static void Main()
                {
                    // By reflection, so that none of them is inlined.
                    var wide = new Wide();
                    System.Type type = typeof(Wide);
                    type.GetMethod("ClipGradients")!.Invoke(wide, [1.0, 1.0]);
                    type.GetMethod("MeasureGradients")!.Invoke(wide, [1.0, 1.0]);
                    type.GetMethod("ScaleGradients")!.Invoke(wide, [2.0]);
                    type.GetMethod("AccumulateNorm")!.Invoke(wide, [new FusedClip.NormAccumulator(2)]);
                    type.GetMethod("ZeroGradients")!.Invoke(wide, []);
                }
            }
            """;
        (_, ImmutableArray<byte> image) = await GoodProject.Check(TestCompilation.Of(source) with { OutputKind = OutputKind.ConsoleApplication });

        (string Method, int Bytes)[] methods = CompiledMethods(image);

        string[] expected = ["ClipGradients", "MeasureGradients", "ScaleGradients", "ZeroGradients", "AccumulateNorm"];
        Assert.All(expected, name => Assert.Contains(methods, method => method.Method == name));
        int bytes = methods.Where(method => method.Method != ".ctor").Sum(method => method.Bytes);
        int list = methods.Single(method => method.Method == "SweepGradients").Bytes;

        // What grows with the fields is the list alone, by 15 bytes each; the rest is the same for every container.
        Assert.True(list is > 0 and < 1152, $"{list} bytes: {string.Join(", ", methods)}");
        Assert.True(bytes - list is > 0 and < 1280, $"{bytes} bytes: {string.Join(", ", methods)}");
    }

    // A process of its own: without tiers every method is compiled once, in full, and the JIT writes down the size of each.
    private static (string Method, int Bytes)[] CompiledMethods(ImmutableArray<byte> image)
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
    [GeneratedRegex(@"JIT compiled Wide:(?<method>[^(\s]+)\(.*\[.*code size=(?<size>\d+)")]
    private static partial Regex Compiled();
}
