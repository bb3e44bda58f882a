using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using FusedClip.Generator.Tests.Models;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Names that could meet others: those of the generated code, of other containers, of other assemblies.</summary>
public class NameTests
{
    [Theory]
    [InlineData("sweep")]
    [InlineData("inherited")]
    [InlineData("value")]
    [InlineData("field")]
    [InlineData("position")]
    [InlineData("maxNorm")]
    [InlineData("preScale")]
    [InlineData("coefficient")]
    [InlineData("fields")]
    [InlineData("sum")]
    [InlineData("norm")]
    [InlineData("accumulator")]
    [InlineData("System")]
    [InlineData("FusedClip")]
    [InlineData("global")]
    [InlineData("base")]
    [InlineData("this")]
    [InlineData("ref")]
    [InlineData("await")]
    [InlineData("nameof")]
    [InlineData("var")]
    [InlineData("größe")]
    [InlineData("_")]
    public async Task FieldOfThatName_IsClipped(string name)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            namespace Demo;

            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Trunk { public float[]? First; }

            [FusedClip.ClipGradients(MaxNorm = 1, Scope = global::FusedClip.ClipScope.PerField)]
            public partial class Net : Trunk
            {
                public float[]? @{{name}};
                public double[]? Other;
            }

            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Number
            {
                [global::FusedClip.Gradient] public double @{{name}} { get; set; }
                [global::FusedClip.Gradient] public float Other;
            }
            """));

        new ContainerExercise(IsPerField: true).Run(() => assembly.Create("Demo.Net", "First", name, "Other"));
        new ContainerExercise().Run(() => assembly.Create("Demo.Number", name, "Other"));
    }

    [Fact]
    public async Task TypesThatDifferOnlyInCase_HaveFilesOfTheirOwn()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using FusedClip;

            namespace Demo
            {
                [ClipGradients] public partial class Net { public float[]? W; }
                [ClipGradients] public partial class NET { public float[]? W; }
                [ClipGradients] public partial class Net<T> { public float[]? W; }
                public partial class Outer { [ClipGradients] public partial class Net { public float[]? W; } }
                public partial class OUTER { [ClipGradients] public partial class Net { public float[]? W; } }
            }

            namespace DEMO
            {
                [ClipGradients] public partial class Net { public float[]? W; }
            }
            """));

        Assert.All(
            ["Demo.Net", "Demo.NET", "Demo.Net`1", "Demo.Outer+Net", "Demo.OUTER+Net", "DEMO.Net"],
            type => new ContainerExercise().Run(() => assembly.Create(type, "W")));
    }

    [Fact]
    public async Task AssembliesThatSeeEachOthersInternals_HaveKernelsOfTheirOwn()
    {
        const string Source =
            """
            using FusedClip;

            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("First")]
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Second")]

            namespace Demo;

            [ClipGradients]
            internal partial class InFirst { public float[]? W; public double[]? V; }
            """;
        (_, ImmutableArray<byte> first) = await GoodProject.Check(TestCompilation.Of(Source) with { AssemblyName = "First" });
        TestCompilation second = TestCompilation.Of(Source.Replace("InFirst", "InSecond", System.StringComparison.Ordinal)) with
        {
            AssemblyName = "Second",
            Others = [first],
        };
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(second);

        new ContainerExercise().Run(() => assembly.Create("Demo.InSecond", "W", "V"));
    }

    [Theory]
    [InlineData("Math")]
    [InlineData("Array")]
    [InlineData("Unsafe")]
    [InlineData("Vector512")]
    [InlineData("Lanes")]
    [InlineData("System")]
    [InlineData("FusedClip")]
    public async Task ReferencedAssemblyNamedLikeATypeOfTheKernels_DoesNotHideIt(string name)
    {
        const string Source = "[FusedClip.ClipGradients] public partial class NAME { public float[]? W; public double[]? V; }";
        (_, ImmutableArray<byte> library) = await GoodProject.Check(
            TestCompilation.Of(Source.Replace("NAME", "InLibrary", System.StringComparison.Ordinal)) with { AssemblyName = "Demo." + name });
        TestCompilation project = TestCompilation.Of(Source.Replace("NAME", "InDemo", System.StringComparison.Ordinal)) with { Others = [library] };
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(project);

        new ContainerExercise().Run(() => assembly.Create("InDemo", "W", "V"));
    }

    [Theory]
    [InlineData("Array")]
    [InlineData("Math")]
    [InlineData("MathF")]
    [InlineData("Unsafe")]
    [InlineData("MemoryMarshal")]
    [InlineData("MethodImpl")]
    [InlineData("Vector512")]
    [InlineData("Avx512F")]
    [InlineData("ClipResult")]
    [InlineData("GradientSweep")]
    [InlineData("Span")]
    public async Task TypeOfTheUserNamedLikeOneOfOurs_DoesNotHideIt(string name)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            internal class {{name}};

            [FusedClip.ClipGradients]
            public partial class Net
            {
                public float[]? W;
                public double[]? V;

                private class {{name}};
            }
            """));

        new ContainerExercise().Run(() => assembly.Create("Net", "W", "V"));
    }

    [Theory]
    [InlineData("Demo.App")]
    [InlineData("my-app")]
    [InlineData("my_app")]
    [InlineData("1st")]
    [InlineData("class.namespace")]
    [InlineData("Übung (Kopie)")]
    [InlineData("FusedClip.Generated")]
    [InlineData("System")]
    public async Task AssemblyName_IsMadeANamespace(string assemblyName)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(
            "[FusedClip.ClipGradients] public partial class Net { public float[]? W; }") with
        { AssemblyName = assemblyName });

        Assert.Equal(2, run.Files.Count);
    }

    [Fact]
    public async Task AssemblyNamesThatAreAlike_HaveNamespacesOfTheirOwn()
    {
        var lines = ImmutableHashSet.CreateBuilder<string>();
        foreach (string name in new[] { "my-app", "my_app", "my app", "my.app", "my+app" })
        {
            (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(
                "[FusedClip.ClipGradients] public partial class Net { public float[]? W; }") with
            { AssemblyName = name });
            lines.Add(run.Files["FusedClip.Kernels.g.cs"].Split('\n').Single(line => line.StartsWith("namespace ", System.StringComparison.Ordinal)));
        }

        Assert.Equal(5, lines.Count);
    }

    [Fact]
    public void FinnishCulture_GeneratesTheSameText()
    {
        const string Source = "[FusedClip.ClipGradients(MaxNorm = 0.5, Norm = 1.5, Epsilon = 1e-6)] public partial class Net { public float[,]? W; }";
        CultureInfo before = CultureInfo.CurrentCulture;
        var expected = GeneratorRun.Of(Source).Files;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Finnish;

            Assert.Equal(expected, GeneratorRun.Of(Source).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void CarriageReturnsInTheSource_DoNotReachTheOutput()
    {
        const string Source = "[FusedClip.ClipGradients]\npublic partial class Net\n{\n    public float[]? W;\n}\n";

        Assert.Equal(GeneratorRun.Of(Source).Files, GeneratorRun.Of(Source.Replace("\n", "\r\n", System.StringComparison.Ordinal)).Files);
    }
}
