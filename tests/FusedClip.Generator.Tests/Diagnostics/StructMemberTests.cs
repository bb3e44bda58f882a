using System;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP006: structs that hold gradients, in members that can't be written, and setters out of reach.</summary>
public class StructMemberTests
{
    [Theory]
    [InlineData("Holding", "public readonly Holding [|B|];", "has to be a field that can be written")]
    [InlineData("HoldingBlock", "[Gradient] public readonly HoldingBlock [|B|];", "has to be a field that can be written")]
    [InlineData("HoldingRow", "public HoldingRow [|B|] { get; }", "has to be a field, or a property with a getter and a setter, or one that returns it by reference")]
    [InlineData("Holding", "public Holding [|B|] { get; init; }", "has to be a field, or a property with a getter and a setter, or one that returns it by reference")]
    [InlineData("Holding", "[Gradient] public Holding [|B|] => default;", "has to be a field, or a property with a getter and a setter, or one that returns it by reference")]
    [InlineData("Holding", "[Gradient] public ref readonly Holding [|B|] => ref _b; private Holding _b;", "has to be a field, or a property with a getter and a setter, or one that returns it by reference")]
    public Task StructWithGradientsInPlaceThatCannotBeWritten_IsReported(string type, string member, string whatToDo) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: a struct with numbers or inline arrays of gradients in it {whatToDo}",
        Structs(member));

    [Theory]
    [InlineData("SparseStruct", "public readonly SparseStruct [|B|];", "has to be a field that can be written")]
    [InlineData("SparseStruct", "public SparseStruct [|B|] { get; }", "has to be a field, or a property with a getter and a setter, or one that returns it by reference")]
    [InlineData("T", "public readonly T [|B|];", "has to be a field that can be written")]
    public Task StructThatMeasuresItselfThatCannotBeWritten_IsReported(string type, string member, string whatToDo) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: a struct that measures its gradients itself {whatToDo}",
        Structs(member));

    [Theory]
    [InlineData("public readonly Referring B;", "var value = B;")]
    [InlineData("public Referring B { get; }", "var value = B;")]
    [InlineData("public Referring B { get; init; }", "var value = B;")]
    [InlineData("public Referring B { get; set; }", "var value = B;")]
    [InlineData("[Gradient] public Referring B => default;", "var value = B;")]
    [InlineData("[Gradient] public ref readonly Referring B => ref _b; private Referring _b;", "var value = B;")]
    [InlineData("public readonly ReferringBlock B;", "var value = B;")]
    [InlineData("[Gradient] public ref Holding B => ref _b; private Holding _b;", "sweep.Container(ref B);")]
    [InlineData("public Holding B { get; set; }", "B = value;")]
    [InlineData("public SparseStruct B { get; set; }", "B = value;")]
    [InlineData("public T B { get; private set; }", "B = value;")]
    public async Task StructThatRefersToItsGradientsOrCanBeWritten_IsTaken(string member, string text)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Structs(member)));

        Assert.Contains(text, run.Files["A`1.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Holding", "public Holding B { get; private set; }")]
    [InlineData("float", "[Gradient] public float B { get; private set; }")]
    public Task SetterOfABaseOutOfReach_IsReported(string type, string member) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: its setter isn't accessible from 'A'; make it protected, or annotate 'Model' too",
        Structs("").Replace("public partial class A<T>", $"public class Model {{ {member} }} public partial class [|A|]<T> : Model", StringComparison.Ordinal)
            .Replace("[ClipGradients(MaxNorm = 1)] public class Model", "public class Model", StringComparison.Ordinal)
            .Replace("} public partial class [|A|]", "} [ClipGradients(MaxNorm = 1)] public partial class [|A|]", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Gradient] private float X { get; set; }")]
    [InlineData("[Gradient] private float _x;")]
    [InlineData("[Gradient] internal float X { get; set; }")]
    [InlineData("[Gradient] public Row Row;")]
    [InlineData("[Gradient] internal Inner Inner;")]
    public async Task StructOfAnotherAssemblyWithGradientsInPlace_IsReported(string member)
    {
        TestCompilation project = await WithLibrary(member);
        GeneratorRun run = GeneratorRun.Of(project);

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Of(run.Output));
        Assert.Equal("FCLIP006", diagnostic.Id);
        Assert.Contains("a struct with numbers or inline arrays of gradients in it has to be a field that can be written", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public float Rate { get; set; }")]
    [InlineData("[Gradient] private System.Collections.Generic.List<double>? B { get; set; }")]
    [InlineData("private float _rate;")]
    public async Task StructOfAnotherAssemblyThatRefersToItsGradients_IsTaken(string member) => await GoodProject.Check(await WithLibrary(member));

    private static async Task<TestCompilation> WithLibrary(string member)
    {
        (_, System.Collections.Immutable.ImmutableArray<byte> library) = await GoodProject.Check(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Library;

            [ClipGradients(MaxNorm = 1)]
            public partial struct Layer
            {
                [Gradient] public float[]? W;
                {{member}}

                public override string ToString() => $"{{{member.TrimEnd(';').Replace(" { get; set; }", "", StringComparison.Ordinal).Split(' ')[^1]}}}";
            }

            [ClipGradients(MaxNorm = 1)]
            public partial struct Inner
            {
                [Gradient] public double Value;
            }

            [System.Runtime.CompilerServices.InlineArray(4)]
            public struct Row
            {
                public float First;
            }
            """) with
        { AssemblyName = "Library" });
        return TestCompilation.Of("[FusedClip.ClipGradients] public partial class A { public readonly Library.Layer B; }") with { Others = [library] };
    }

    private static string Structs(string member) =>
        $$"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1)] public partial class A<T>
            where T : struct, IGradientSource
        {
            {{member}}
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct Referring
        {
            public readonly float[]? W;
            public System.Collections.Generic.List<double>? B { get; set; }
            public float Rate;
            [NotGradient] public Row Row;
            public Referring[] Inner => [];
        }

        [ClipGradients(MaxNorm = 1, Group = "all")]
        public partial struct ReferringBlock
        {
            [Gradient(Group = "all")] public Referring Inner;
            public Row Row;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct Holding
        {
            [Gradient] public float[]? W;
            [Gradient] public float B { get; set; }
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct HoldingRow
        {
            public float[]? W;
            public Row Row;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct HoldingBlock
        {
            public Referring First;
            public HoldingRow Second;
        }

        public struct SparseStruct : IGradientSource
        {
            public void AccumulateNorm(ref NormAccumulator accumulator) { }
            public void ScaleGradients(double coefficient) { }
            public void ZeroGradients() { }
        }

        [System.Runtime.CompilerServices.InlineArray(4)]
        public struct Row
        {
            public float First;
        }
        """;
}
