using System;
using System.Collections.Immutable;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Models;

/// <summary>Loops over several runs stand in the kernels that a clip over axes takes, and in no others.</summary>
public class KernelsOverAxesTests
{
    [Theory]
    [InlineData("[ClipGradients(MaxNorm = 1, Axes = new[] { 1 })] public partial class A { public float[,]? W; }", true, false)]
    [InlineData("[ClipGradients(MaxNorm = 1, Axes = new[] { 1 })] public partial class A { public double[,]? W; }", false, true)]
    [InlineData("[ClipGradients(MaxNorm = 1, Axes = new[] { 1 })] public partial class A { public Layer? Held; }", true, true)]
    [InlineData("[ClipGradients(MaxNorm = 1, Axes = new[] { 1 }, Norm = 1)] public partial class A { public float[,]? W; public Layer? Held; }", false, false)]
    [InlineData("[ClipGradients(MaxNorm = 1, Scope = ClipScope.PerField)] public partial class A { public float[,]? W; }", false, false)]
    [InlineData("public static partial class A { [ClipGradients(MaxNorm = 1, Axes = new[] { 1 })] public static partial ClipResult Clip(float[,] w); }", true, false)]
    public async Task LoopsStandWhereAClipOverAxesTakesThem(string clip, bool inSingles, bool inDoubles)
    {
        string source =
            $$"""
            using FusedClip;

            [ClipGradients(MaxNorm = 1)]
            public partial class Layer
            {
                public float[,]? W;
                public double[,]? V;
            }

            {{clip}}
            """;
        (GeneratorRun run, ImmutableArray<byte> _) = await GoodProject.Check(TestCompilation.Of(source));

        string kernels = run.Files["FusedClip.Kernels.g.cs"];
        Assert.Equal(inSingles, !kernels.Contains("sums) =>\n            RunByRun.Sum<float, SingleL2>(", StringComparison.Ordinal));
        Assert.Equal(inDoubles, !kernels.Contains("sums) =>\n            RunByRun.Sum<double, DoubleL2>(", StringComparison.Ordinal));
        bool scalesSingles = inSingles || clip.Contains("Norm = 1)", StringComparison.Ordinal);
        Assert.Equal(scalesSingles, kernels.Contains("SingleScale.ScaleRuns(", StringComparison.Ordinal));
    }
}
