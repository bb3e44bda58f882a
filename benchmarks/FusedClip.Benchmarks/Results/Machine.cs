using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FusedClip.Benchmarks.Results;

/// <summary>Where and when something was measured.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">How many it has.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="System">The operating system.</param>
/// <param name="InstructionSet">The kernels that run there.</param>
/// <param name="Date">The day, in UTC.</param>
internal sealed record Machine(string Processor, int Cores, string Runtime, string System, string InstructionSet, string Date)
{
    public static Machine Current { get; } = new(
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})",
        CurrentInstructionSet(),
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public string Describe() => $"{Date}, {Processor} ({Cores} cores), {Runtime}, {InstructionSet} kernels";

    // The conditions of the kernels themselves.
    private static string CurrentInstructionSet() =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "AVX-512"
        : Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported ? "AVX2"
        : Vector128.IsHardwareAccelerated ? "128-bit"
        : "scalar";

    // Virtual machines shorten the name to "AMD EPYC" or the like; the family and the model say which one it is.
    private static string ProcessorName()
    {
        const string CpuInfo = "/proc/cpuinfo";
        if (!File.Exists(CpuInfo))
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        }

        ILookup<string, string> values = File.ReadLines(CpuInfo)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1]);
        string name = values["model name"].FirstOrDefault("unknown processor");
        string? family = values["cpu family"].FirstOrDefault();
        string? model = values["model"].FirstOrDefault();
        return family is null || model is null ? name : $"{name}, family {family}, model {model}";
    }
}
