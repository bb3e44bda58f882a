using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace FusedClip.Benchmarks.Bdn;

/// <summary>One job for each instruction set, and what is allocated.</summary>
internal sealed class InstructionSetConfig : ManualConfig
{
    // Three sets, three methods and four instruction sets: the default job would take an hour.
    private static readonly Job Short = Job.Default.WithWarmupCount(3).WithIterationCount(8).WithIterationTime(TimeInterval.FromMilliseconds(200));

    public InstructionSetConfig()
    {
        Add(DefaultConfig.Instance);
        ArtifactsPath = "artifacts/BenchmarkDotNet";
        AddDiagnoser(MemoryDiagnoser.Default);
        AddJob(Short.WithId("best"));

        // .NET 8 reads the one name and .NET 10 the other.
        AddJob(Without("AVX2", "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F"));
        AddJob(Without("128-bit", "DOTNET_EnableAVX2"));
        AddJob(Without("scalar", "DOTNET_EnableHWIntrinsic"));
    }

    private static Job Without(string id, params string[] switches)
    {
        Job job = Short.WithId(id);
        foreach (string name in switches)
        {
            job = job.WithEnvironmentVariable(new EnvironmentVariable(name, "0"));
        }

        return job;
    }
}
