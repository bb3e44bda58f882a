using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>Code as it is while it is being written: the compiler says what is wrong, and nothing of ours throws.</summary>
public class BrokenCodeTests
{
    [Theory]
    [InlineData("[ClipGradients(MaxNorm = Undefined)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(MaxNorm = \"5\")] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(MaxNorm = null)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(MaxNorm = )] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(MaxNorm = 1, MaxNorm = 2)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(Scope = ClipScope.Everything)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(NonFinite = 1)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(MethodName = 5)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(MethodName = Undefined.Name)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(5)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients(Unknown = 5)] public partial class A { public float[] W = []; }")]
    [InlineData("[ClipGradients] public partial class A { [Gradient(Group = \"a\"), Gradient(Group = \"b\")] public float[] W = []; }")]
    [InlineData("[ClipGradients(Group = 5)] public partial class A { [Gradient(Group = Undefined)] public float[] W = []; }")]
    [InlineData("[ClipGradients] public partial interface A { float[] W { get; } }")]
    [InlineData("[ClipGradients] public enum A { W }")]
    [InlineData("[ClipGradients] public delegate float[] A();")]
    [InlineData("[ClipGradients] public partial class A { public Undefined W; }")]
    [InlineData("[ClipGradients] public partial class A { public Undefined<float> W; public float[] B = []; }")]
    [InlineData("[ClipGradients] public partial class A { [Gradient] public Undefined[] W; }")]
    [InlineData("[ClipGradients] public partial class A { public System.Collections.Generic.List<Undefined> W; public float[] B = []; }")]
    [InlineData("[ClipGradients] public partial class A : Undefined { public float[] B = []; }")]
    [InlineData("[ClipGradients] public partial class A : A { public float[] B = []; }")]
    [InlineData("[ClipGradients] public partial class A : B { public float[] W = []; } [ClipGradients] public partial class B : A { public float[] W = []; }")]
    [InlineData("[ClipGradients] public partial class A { public float[] W = []; public float[] W = []; }")]
    [InlineData("[ClipGradients] public partial class A<T, T> { public float[] W = []; }")]
    [InlineData("public partial class A { [ClipGradients] private static partial ClipResult Clip(Undefined w); }")]
    [InlineData("public partial class A { [ClipGradients] private static partial Undefined Clip(float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] partial ClipResult Clip(float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w, float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w); [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip<T, T>(float[] w) where T : Undefined; }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static extern partial ClipResult Clip(float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static async partial ClipResult Clip(float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w, __arglist); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[]); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w) }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] private static partial ClipResult (float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] A(float[] w); }")]
    [InlineData("public partial class A { [ClipGradients(MaxNorm = 1)] public partial ClipResult Clip(float[] w) => default; }")]
    [InlineData("[ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w);")]
    [InlineData("[ClipGradients] public partial class A { public float[] }")]
    [InlineData("[ClipGradients] public partial class { public float[] W = []; }")]
    [InlineData("[ClipGradients] public partial class A { public float[] W = [];")]
    [InlineData("[ClipGradients] public partial")]
    [InlineData("[ClipGradients")]
    [InlineData("[ClipGradients] public partial class A { [Gradient] public void Method() { } public float[] W = []; }")]
    [InlineData("[ClipGradients] public partial class A { public fixed float W[4]; public fixed float B[]; }")]
    [InlineData("[ClipGradients] public partial struct A { public A Self; public float[] W; }")]
    public async Task CodeThatDoesNotCompile_IsLeftToTheCompiler(string source)
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Of("using FusedClip;\n" + source));

        // Both throw where the generator or the analyzer does.
        await AnalyzerRun.Of(run.Output);
        run.AssertIncremental();

        Diagnostic[] errors = [.. run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task AttributeOfTheSameNameElsewhere_IsNotOurs()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            namespace Other
            {
                public class ClipGradientsAttribute : System.Attribute;
            }

            namespace Demo
            {
                [Other.ClipGradients]
                public class A
                {
                    public float[] W = [];
                }
            }
            """);

        Assert.Empty(run.Files);
        Assert.Empty(await AnalyzerRun.Of(run.Output));
    }

    [Fact]
    public async Task BaseContainerWithAnError_IsReportedAlone()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using FusedClip;

            [ClipGradients(MaxNorm = -1)]
            public partial class Trunk
            {
                public float[] W = [];
            }

            [ClipGradients(MaxNorm = 1)]
            public partial class Head : Trunk
            {
                public float[] B = [];
            }
            """);

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Of(run.Output));
        Assert.Equal("FCLIP002", diagnostic.Id);
        Assert.Empty(run.Files);
        GoodProject.Compile(run.Output);
    }
}
