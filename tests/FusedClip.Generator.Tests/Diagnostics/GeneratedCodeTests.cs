using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>The analyzer sees the project with what was generated for it.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public async Task GeneratedMembersAndKernels_AreNotReported()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 5)]
            public partial class Trunk { public float[] W = []; }

            [ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField, Norm = 1, MethodName = "ClipHead")]
            public partial class Head : Trunk { public double[] B = []; }
            """);

        Assert.Equal(3, run.Files.Count);
        Assert.Empty(await AnalyzerRun.Of(run.Output));
    }

    [Fact]
    public async Task MemberThatOnlyLooksGenerated_IsReported()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            [FusedClip.ClipGradients(MaxNorm = 5)]
            public partial class A
            {
                public float[] W = [];

                [System.CodeDom.Compiler.GeneratedCode("Another.Generator", "1.0.0")]
                public void ZeroGradients() { }
            }
            """);

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Of(run.Output));
        Assert.Equal("FCLIP007", diagnostic.Id);
        Assert.Empty(run.Files);
    }
}
