using System;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>What the declaration of a method that clips its parameters may say: names, an order, modifiers, documentation, overloads.</summary>
public class ClipMethodDeclarationTests
{
    [Theory]
    [InlineData("Global")]
    [InlineData("PerField")]
    public async Task ParametersMayHaveTheNamesOfTheBodysOwn(string scope)
    {
        string[] names = ["sweep", "result", "Sweep", "needsAnother", "value", "inherited", "_sweep", "@in", "sweepField"];
        string parameters = string.Concat(names.Select(name => $"float[]? {name}, "));
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Demo;

            [ClipGradients(MethodName = "All", Scope = ClipScope.{{scope}})]
            public partial class Gradients
            {
                {{string.Concat(names.Select(name => $"public float[]? {name}; "))}}

                public ClipResult ClipAll(double maxNorm, double preScale = 1) => Sweep1<int>({{string.Concat(names.Select(name => $"{name}, "))}}maxNorm, preScale);

                [ClipGradients(Scope = ClipScope.{{scope}})]
                private static partial ClipResult Sweep1<sweep_>({{parameters}}double maxNorm, double preScale);
            }
            """));

        new ContainerExercise(IsPerField: scope == "PerField").Run(() => assembly.Create("Demo.Gradients", [.. names.Select(name => name.TrimStart('@'))]));
    }

    [Fact]
    public async Task LimitAndPreScale_StandAnywhereOrNowhere()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(MethodName = "All")]
            public partial class Gradients
            {
                public float[]? W;
                public double[]? V;

                public ClipResult ClipAll(double maxNorm, double preScale = 1) =>
                    preScale != 1 ? Clip(preScale, W, maxNorm, V) : maxNorm == 1.5 ? Clip(W, V) : maxNorm == 2.5 ? Clip(V, W, maxNorm) : Clip(W: W, V: V, maxNorm);

                [ClipGradients(MaxNorm = 1.5)]
                private static partial ClipResult Clip(float[]? W, double[]? V);

                [ClipGradients]
                private static partial ClipResult Clip(double preScale, float[]? W, double maxNorm, double[]? V);

                [ClipGradients(MaxNorm = 3)]
                private static partial ClipResult Clip(double[]? V, float[]? W, double maxNorm = 3, double preScale = 0.5);

                [ClipGradients(MaxNorm = 3)]
                private static partial ClipResult Clip(float[]? W, double[]? V, double maxNorm);
            }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Gradients", "W", "V"));
        ContainerObject byAttribute = assembly.Create("Demo.Gradients", "W", "V");
        Assert.True(byAttribute.Clip(1.5).IsClipped);
        Assert.Equal(1.5, ScalarReference.Norm(byAttribute.Gradients.SelectMany(field => field), 2), 1e-5);
        ContainerObject byDefault = assembly.Create("Demo.Gradients", "W", "V");
        double norm = byDefault.Measure(1).TotalNorm;
        Assert.Equal(norm / 2, byDefault.Clip(2.5).TotalNorm, 1e-9);
    }

    [Fact]
    public async Task ExtensionMethodAndParams_AreRepeated()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using System;
            using FusedClip;

            namespace Demo;

            [ClipGradients(MethodName = "All")]
            public partial class Gradients
            {
                public float[]? W;
                public float[][]? Rows;

                public ClipResult ClipAll(double maxNorm, double preScale = 1) => preScale == 1 ? W!.Clip(maxNorm, Rows!) : Spans.Clip(maxNorm, preScale, W, Rows);
            }

            public static partial class Extensions
            {
                [ClipGradients]
                public static partial ClipResult Clip(this float[]? w, double maxNorm, params float[][] rows);
            }

            public static partial class Spans
            {
                [ClipGradients]
                internal static partial ClipResult Clip(double maxNorm, double preScale, scoped Span<float> w, float[][]? rows);
            }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Gradients", "W", "Rows"));
    }

    [Fact]
    public async Task UnsafeMethod_IsContinuedAsOne()
    {
        var project = TestCompilation.Of(
            "public partial class Net { [FusedClip.ClipGradients(MaxNorm = 1)] private static unsafe partial FusedClip.ClipResult Clip(float[] w); public void Use() => Clip([]); }");

        (GeneratorRun run, _) = await GoodProject.Check(project with { AllowUnsafe = true });

        Assert.Contains("private static unsafe partial", run.Files["Net.Clip.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DocumentedPublicMethod_KeepsItsDocumentation()
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(
            """
            /// <summary>A net.</summary>
            public partial class Net
            {
                /// <summary>Clips.</summary>
                /// <param name="w">The gradient.</param>
                /// <returns>What was done.</returns>
                [FusedClip.ClipGradients(MaxNorm = 1)]
                public static partial FusedClip.ClipResult Clip(float[] w);
            }
            """));

        ISymbol method = run.Output.GetTypeByMetadataName("Net")!.GetMembers("Clip").Single();
        Assert.Contains("<summary>Clips.</summary>", method.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MethodsOfOneType_HaveFilesOfTheirOwn()
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 1)]
            public partial class Net
            {
                public float[] W = [];

                [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w);
                [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(double[] w);
                [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip<T>(double[] w);
                [ClipGradients(MaxNorm = 1)] private static partial ClipResult CLIP(double[] w);
                [ClipGradients(MaxNorm = 1)] private static partial ClipResult ClipLocals(double[] w);

                public void Use() => _ = (Clip(new float[1]), Clip(new double[1]), Clip<int>([1d]), CLIP([1]), ClipLocals([1]));
            }
            """));

        Assert.Equal(7, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Demo.Net.g.cs", run.Files.Keys);
        Assert.Contains("Demo.Net.ClipLocals.g.cs", run.Files.Keys);
        Assert.Equal(4, run.Files.Keys.Count(name => name.StartsWith("Demo.Net.clip.", StringComparison.OrdinalIgnoreCase)));
    }
}
