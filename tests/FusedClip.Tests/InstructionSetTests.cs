using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace FusedClip.Tests;

/// <summary>A run that is meant for an instruction set, and takes another's loops, would pass for nothing.</summary>
public sealed class InstructionSetTests
{
    /// <summary>The loops that the kernels take in this process, by the kernels' own guards.</summary>
    public static string Taken =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "AVX-512"
        : Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported ? "AVX2"
        : Vector128.IsHardwareAccelerated ? "128-bit"
        : "scalar";

    [Fact]
    public void TheKernelsTakeTheLoopsThatThisRunIsMeantFor()
    {
        string? expected = Environment.GetEnvironmentVariable("FUSEDCLIP_EXPECTED_ISA");
        Assert.Equal(expected ?? BestOfTheProcessor(), Taken);
    }

    // Without instructions, a run is meant for the best that the processor says it has.
    private static string BestOfTheProcessor()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64 && OperatingSystem.IsLinux(), "Reads /proc/cpuinfo of an x64 processor.");
        string[] flags = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("flags", StringComparison.Ordinal)).Split(' ');
        return flags.Contains("avx512vbmi") ? "AVX-512"
            : flags.Contains("avx2") && flags.Contains("fma") ? "AVX2"
            : "128-bit";
    }
}
