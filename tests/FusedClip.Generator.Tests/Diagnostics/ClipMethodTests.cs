using System.Collections.Generic;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP017, and what else is wrong with methods that are marked.</summary>
public class ClipMethodTests
{
    [Theory]
    [InlineData("private static partial void [|Clip|](float[] w);", "it returns 'void', and a clip returns 'ClipResult'")]
    [InlineData("private static partial double [|Clip|](float[] w);", "it returns 'double', and a clip returns 'ClipResult'")]
    [InlineData("private static partial ClipResult? [|Clip|](float[] w);", "it returns 'ClipResult?', and a clip returns 'ClipResult'")]
    [InlineData("private static partial ref ClipResult [|Clip|](float[] w);", "it returns 'ClipResult', and a clip returns 'ClipResult'")]
    [InlineData("private static ClipResult [|Clip|](float[] w) => default;", "it has a body, and the generator writes it")]
    [InlineData("private static ClipResult [|Clip|](float[] w) { return default; }", "it has a body, and the generator writes it")]
    [InlineData("private static partial ClipResult [|Clip|](float[] w); private static partial ClipResult Clip(float[] w) => default;", "it has a body, and the generator writes it")]
    [InlineData("public ClipResult Clip { [ClipGradients] [|get|]; }", "only an ordinary method of a type can have its body generated", "")]
    [InlineData("[ClipGradients] public static A operator [|+|](A left, float[] w) => left;", "only an ordinary method of a type can have its body generated", "")]
    [InlineData("public void M() { [ClipGradients] static ClipResult [|Clip|](float[] w) => default; Clip([]); }", "only an ordinary method of a type can have its body generated", "")]
    [InlineData("public System.Func<float[], ClipResult> F = [|[ClipGradients] (float[] w) => default|];", "only an ordinary method of a type can have its body generated", "")]
    public Task MethodThatCannotGetABody_IsReported(string method, string reason, string attribute = "[ClipGradients(MaxNorm = 1)]") =>
        Check("FCLIP017", method, reason, attribute);

    [Theory]
    [InlineData("[ClipGradients([|MethodName = \"ClipAll\"|], MaxNorm = 1)]", "MethodName is for types; a method has its name")]
    [InlineData("[ClipGradients([|Group = \"actor\"|], MaxNorm = 1)]", "Group is for types; a method clips its parameters")]
    [InlineData("[ClipGradients(MaxNorm = 1)] [[|ClipGradients(MaxNorm = 1)|]]", "it carries [ClipGradients] twice; take one away")]
    public Task AttributeForTypes_IsReported(string attribute, string reason) =>
        Check("FCLIP017", "private static partial ClipResult Clip(float[] w);", reason, attribute);

    [Theory]
    [InlineData("private static partial ClipResult [|Clip|](float[] w);", "[ClipGradients]")]
    [InlineData("private static partial ClipResult [|Clip|](float[] w, double preScale);", "[ClipGradients(Norm = 1)]")]
    public Task MethodWithoutALimit_IsReported(string method, string attribute) =>
        Check("FCLIP017", method, "it has no limit; set MaxNorm, or give it a parameter 'double maxNorm'", attribute);

    [Fact]
    public Task TwoLimits_AreReported() => Check(
        "FCLIP017",
        "private static partial ClipResult Clip(float[] w, double [|maxNorm|] = 0.5);",
        "MaxNorm is 5, but its parameter 'maxNorm' is 0.5 by default; take one away, or make them equal",
        "[ClipGradients(MaxNorm = 5)]");

    [Fact]
    public Task FileLocalType_IsReported() => BadProject.Check(
        "FCLIP017",
        "'Clip' can't be a clip: it stands in a file-local type, which no other file can continue",
        """
        using FusedClip;

        file partial class A
        {
            [ClipGradients(MaxNorm = 1)] private static partial ClipResult [|Clip|](float[] w);
        }
        """);

    [Theory]
    [InlineData("int [|steps|]", "int", "steps")]
    [InlineData("ReadOnlySpan<float> [|w|]", "ReadOnlySpan<float>", "w")]
    [InlineData("float[,,,,] [|w|]", "float[,,,,]", "w")]
    [InlineData("IEnumerable<float> [|w|]", "IEnumerable<float>", "w")]
    [InlineData("object [|w|]", "object", "w")]
    [InlineData("Random? [|w|]", "Random?", "w")]
    public Task ParameterThatCannotBeClipped_IsReported(string parameters, string type, string name) =>
        CheckParameter(parameters, type, name, "hold the gradients as float, double or Half in arrays (to rank 4, jagged to depth 4), Memory<T>, Span<T>, ArraySegment<T> or List<T>, or a class that is a container; every parameter but 'double maxNorm' and 'double preScale' is a gradient");

    [Theory]
    [InlineData("float [|bias|]", "float", "bias", "a number has to be passed by ref")]
    [InlineData("double [|MaxNorm|]", "double", "MaxNorm", "a number has to be passed by ref")]
    [InlineData("in float [|bias|]", "float", "bias", "it can't be written through; pass a buffer by value, a number by ref")]
    [InlineData("out float [|bias|]", "float", "bias", "it can't be written through; pass a buffer by value, a number by ref")]
    [InlineData("ref readonly float [|bias|]", "float", "bias", "it can't be written through; pass a buffer by value, a number by ref")]
    [InlineData("in float[] [|w|]", "float[]", "w", "it can't be written through; pass a buffer by value, a number by ref")]
    [InlineData("float [|maxNorm|]", "float", "maxNorm", "a parameter of this name has to be a double, passed by value")]
    [InlineData("ref double [|maxNorm|]", "double", "maxNorm", "a parameter of this name has to be a double, passed by value")]
    [InlineData("double? [|preScale|]", "double?", "preScale", "a parameter of this name has to be a double, passed by value")]
    [InlineData("float[] [|preScale|]", "float[]", "preScale", "a parameter of this name has to be a double, passed by value")]
    public Task ParameterPassedWrongly_IsReported(string parameters, string type, string name, string reason) => CheckParameter(parameters, type, name, reason);

    [Theory]
    [InlineData("where T : class", "T[]")]
    [InlineData("", "List<T>")]
    public Task ParameterOfATypeParameter_IsReported(string constraints, string type) => BadProject.Check(
        "FCLIP006",
        $"'w' of type '{type}' looks like a gradient, but can't be clipped: its elements are of type 'T', which isn't known to be a number; constrain it by 'where T : struct', so that it can be float or double",
        Source($"private static partial ClipResult Clip<T>(float[] v, {type} [|w|]) {constraints};"));

    [Theory]
    [InlineData("")]
    [InlineData("double maxNorm")]
    [InlineData("double preScale, double maxNorm")]
    public Task MethodWithoutGradients_IsReported(string parameters) => BadProject.Check(
        "FCLIP005",
        "'Clip' has nothing to clip: none of its parameters is a gradient",
        Source($"private static partial ClipResult [|Clip|]({parameters});"));

    [Theory]
    [InlineData("Outer", "static class [|Outer|]", "partial class Inner")]
    [InlineData("Inner", "static partial class Outer", "class [|Inner|]")]
    public Task TypeThatIsNotPartial_IsReported(string name, string outer, string inner) => BadProject.Check(
        "FCLIP001",
        $"'{name}' has to be partial, since it is what the clip 'Clip' stands in and the generator continues its declaration",
        $$"""
        using FusedClip;

        {{outer}}
        {
            public {{inner}}
            {
                [ClipGradients(MaxNorm = 1)] private static partial ClipResult Clip(float[] w);
            }
        }
        """);

    [Theory]
    [InlineData("abstract partial class A", "public abstract ")]
    [InlineData("partial interface IA", "")]
    public Task MethodThatIsNotPartial_IsReported(string type, string modifiers) => BadProject.Check(
        "FCLIP001",
        "'Clip' has to be partial, since it is a clip and the generator continues its declaration",
        $$"""
        using FusedClip;

        public {{type}}
        {
            [ClipGradients(MaxNorm = 1)] {{modifiers}}ClipResult [|Clip|](float[] w);
        }
        """);

    [Theory]
    [InlineData("FCLIP002", "[|MaxNorm = 0|]", "MaxNorm is 0, but has to be above zero and finite; leave it out to give the limit with every call")]
    [InlineData("FCLIP003", "MaxNorm = 1, [|Norm = -1|]", "Norm is -1, but has to be above zero, or double.PositiveInfinity for the largest absolute value")]
    [InlineData("FCLIP004", "MaxNorm = 1, [|Epsilon = -1|]", "Epsilon is -1, but has to be zero or above, and finite")]
    [InlineData("FCLIP012", "MaxNorm = 1, [|Scope = (ClipScope)7|]", "Scope is 7, which isn't a member of ClipScope")]
    public Task Settings_AreChecked(string id, string arguments, string message) =>
        BadProject.Check(id, message, Source("private static partial ClipResult Clip(float[] w);", $"[ClipGradients({arguments})]"));

    [Fact]
    public Task OldLanguage_IsReported() => BadProject.Check(
        "FCLIP009",
        ["The clipping of 'Clip' is written in C# 12, but this project compiles C# 11.0; set LangVersion to 12 or above"],
        Source("private static partial ClipResult [|Clip|](float[] w);"),
        static project => project with { LanguageVersion = LanguageVersion.CSharp11 });

    [Fact]
    public async Task MethodOfAGeneratedName_IsReportedThoughItsBodyIsGenerated()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using FusedClip;

            [ClipGradients(MaxNorm = 1)]
            public partial class A
            {
                public float[] W = [];

                [ClipGradients(MaxNorm = 1)] private static partial ClipResult ClipGradients(float[] w);
            }
            """);

        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerRun.Of(run.Output);

        Assert.Equal("FCLIP007", Assert.Single(diagnostics).Id);
        Assert.DoesNotContain("A.g.cs", run.Files.Keys);
    }

    [Fact]
    public Task StructWithGradientsInPlacePassedByValue_IsReported() => BadProject.Check(
        "FCLIP006",
        "'scale' of type 'Scale' looks like a gradient, but can't be clipped: a struct with numbers or inline arrays of gradients in it has to be passed by ref",
        Source("private static partial ClipResult Clip(float[] v, Scale [|scale|]);") + "[ClipGradients] public partial struct Scale { [Gradient] public float Value; }");

    [Fact]
    public async Task StructThatRefersToItsGradientsPassedByValue_IsTaken() => await GoodProject.Check(TestCompilation.Of(
        Source("private static partial ClipResult Clip(float[] v, Layer layer);") + "[ClipGradients] public partial struct Layer { public float[]? W; }"));

    private static Task CheckParameter(string parameters, string type, string name, string reason) => BadProject.Check(
        "FCLIP006",
        $"'{name}' of type '{type}' looks like a gradient, but can't be clipped: {reason}",
        Source($"private static partial ClipResult Clip(float[] v, {parameters});"));

    private static Task Check(string id, string method, string reason, string attribute) => BadProject.Check(
        id, $"'{NameIn(method)}' can't be a clip: {reason}", Source(method, attribute));

    private static string NameIn(string method) =>
        method.Contains("[|get|]", System.StringComparison.Ordinal) ? "get_Clip"
        : method.Contains("operator", System.StringComparison.Ordinal) ? "op_Addition"
        : method.Contains("Func<", System.StringComparison.Ordinal) ? ""
        : "Clip";

    private static string Source(string method, string attribute = "[ClipGradients(MaxNorm = 1)]") =>
        $$"""
        using System;
        using System.Collections.Generic;
        using FusedClip;

        public partial class A
        {
            {{attribute}}
            {{method}}
        }
        """;
}
