using System.CommandLine;
using BenchmarkDotNet.Running;
using FusedClip.Benchmarks.Bdn;

namespace FusedClip.Benchmarks.Commands;

/// <summary><c>bdn</c>: BenchmarkDotNet, with its own options behind the name.</summary>
internal static class BdnCommand
{
    public const string Name = "bdn";

    /// <summary>For the help; what follows the name is never parsed here.</summary>
    public static Command Create() =>
        new(Name, "Runs BenchmarkDotNet, on each instruction set and with the allocations; takes its options, such as --filter '*'.");

    public static int Run(string[] args)
    {
        BenchmarkSwitcher.FromAssembly(typeof(BdnCommand).Assembly).Run(args, new InstructionSetConfig());
        return 0;
    }
}
