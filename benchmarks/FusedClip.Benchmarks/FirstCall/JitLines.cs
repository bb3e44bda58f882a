using System.Text.RegularExpressions;

namespace FusedClip.Benchmarks.FirstCall;

/// <summary>What the JIT writes with DOTNET_JitDisasmSummary.</summary>
internal static partial class JitLines
{
    // 12: JIT compiled Demo.Wide:ClipGradients(double,double):FusedClip.ClipResult:this [FullOpts, IL size=85, code size=275]
    [GeneratedRegex(@"JIT compiled (?<type>[^:\s]+):(?<method>[^(\s]+)\(.*\[.*code size=(?<size>\d+)")]
    public static partial Regex Compiled();
}
