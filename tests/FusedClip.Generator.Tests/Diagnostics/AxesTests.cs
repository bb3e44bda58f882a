using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP026, FCLIP027 and FCLIP028: Axes, and the dimensions that fields have.</summary>
public class AxesTests
{
    [Theory]
    [InlineData("new int[0]", "names no dimension; leave it out to clip every field by one norm")]
    [InlineData("new int[] { }", "names no dimension; leave it out to clip every field by one norm")]
    [InlineData("new[] { 0, 1, 0 }", "names 0 twice")]
    [InlineData("new[] { -1, -1 }", "names -1 twice")]
    public Task AxesThatAreNone_AreReported(string axes, string problem) => BadProject.Check(
        "FCLIP026",
        $"Axes {problem}",
        $$"""
        using FusedClip;

        [ClipGradients([|Axes = {{axes}}|])]
        public partial class A
        {
            public float[,,] W = new float[2, 2, 2];
        }
        """);

    [Theory]
    [InlineData("{ 1 }", "float[] [|W|]", "float[]", "it has no dimension 1, but one, 0")]
    [InlineData("{ 2 }", "float[,] [|W|]", "float[,]", "it has no dimension 2, but 2, from 0 to 1")]
    [InlineData("{ -3 }", "double[,] [|W|]", "double[,]", "it has no dimension -3, but 2, from 0 to 1")]
    [InlineData("{ int.MinValue }", "double[,] [|W|]", "double[,]", "it has no dimension -2147483648, but 2, from 0 to 1")]
    [InlineData("{ 1, -1 }", "double[,] [|W|]", "double[,]", "1 and -1 are the same dimension of it")]
    [InlineData("{ -4, 0 }", "float[,,,] [|W|]", "float[,,,]", "0 and -4 are the same dimension of it")]
    [InlineData("{ 1 }", "Memory<float> [|W|]", "Memory<float>", "it has no dimension 1, but one, 0")]
    [InlineData("{ 1 }", "List<double> [|W|]", "List<double>", "it has no dimension 1, but one, 0")]
    [InlineData("{ 0 }", "float[][] [|W|]", "float[][]", "its arrays may be of different lengths; use an array of several dimensions, or a flat buffer with a Shape")]
    [InlineData("{ 0 }", "List<float[,]> [|W|]", "List<float[,]>", "it is several buffers; hold each in a container of its own")]
    [InlineData("{ 0 }", "Memory<float>[] [|W|]", "Memory<float>[]", "it is several buffers; hold each in a container of its own")]
    [InlineData("{ 0 }", "Hand [|W|]", "Hand", "it measures its gradients itself")]
    [InlineData("{ 0 }", "HandClass [|W|]", "HandClass", "it measures its gradients itself")]
    public Task FieldWithoutTheDimensions_IsReported(string axes, string member, string type, string problem) => BadProject.Check(
        "FCLIP027",
        $"'W' of type '{type}' can't be clipped over these Axes: {problem}",
        Source($"Axes = new[] {axes}", $"public {member} = default!;"));

    [Fact]
    public Task NumberUnderAxes_IsReported() => BadProject.Check(
        "FCLIP027",
        "'W' of type 'float' can't be clipped over these Axes: a number has no dimensions",
        Source("Axes = new[] { 0 }", "[Gradient] public float [|W|];"));

    [Fact]
    public Task ParameterWithoutTheDimensions_IsReported() => BadProject.Check(
        "FCLIP027",
        "'w' of type 'float[]' can't be clipped over these Axes: it has no dimension 1, but one, 0",
        """
        using FusedClip;

        public static partial class A
        {
            [ClipGradients(Axes = new[] { 1 }, MaxNorm = 1)]
            public static partial ClipResult Clip(float[] [|w|]);
        }
        """);

    [Fact]
    public Task InheritedFieldWithoutTheDimensions_IsReportedAtTheContainer() => BadProject.Check(
        "FCLIP027",
        "'V' of type 'float[]' can't be clipped over these Axes: it has no dimension 1, but one, 0",
        """
        using FusedClip;

        public class Base
        {
            public float[] V = new float[2];
        }

        [ClipGradients(Axes = new[] { 1 })]
        public partial class [|A|] : Base
        {
            public float[,] W = new float[2, 2];
        }
        """);

    [Theory]
    [InlineData("{ \"Nothing\", 3 }", "float[] W", "it names 'Nothing', but 'A' has no field, property or constant of that name within reach")]
    [InlineData("{ \"Name\", 3 }", "float[] W", "it names 'Name', but that is of type 'string', and has to be an int, uint, long or nint")]
    [InlineData("{ nameof(Rows), 0 }", "float[] W", "a dimension is 0, but has to be an int above zero or the name of a member")]
    [InlineData("{ -1, 3 }", "Memory<double> W", "a dimension is -1, but has to be an int above zero or the name of a member")]
    [InlineData("{ 3L }", "List<float> W", "a dimension is 3, but has to be an int above zero or the name of a member")]
    [InlineData("{ 2.5 }", "List<float> W", "a dimension is 2.5, but has to be an int above zero or the name of a member")]
    [InlineData("{ null!, 3 }", "float[] W", "a dimension is null, but has to be an int above zero or the name of a member")]
    [InlineData("{ }", "float[] W", "it has no dimensions")]
    [InlineData("{ nameof(Rows), 3 }", "float[,] W", "only a flat buffer can be given one, and 'float[,]' is none")]
    [InlineData("{ nameof(Rows), 3 }", "float[][] W", "only a flat buffer can be given one, and 'float[][]' is none")]
    [InlineData("{ 2, 3 }", "Five W", "its dimensions multiply to 6, and the buffer has 5 elements")]
    [InlineData("{ 2147483647, 2147483647, 2147483647 }", "Five W", null)]
    public Task ShapeThatIsNone_IsReported(string shape, string member, string? problem) => problem is null
        ? GoodProject.Check(TestCompilation.Of(Source("", $"[Gradient(Shape = new object[] {shape})] public {member} = default!;")))
        : BadProject.Check(
            "FCLIP028",
            $"Shape of 'W' can't be its dimensions: {problem}",
            Source("", $"[Gradient([|Shape = new object[] {shape}|])] public {member} = default!;"));

    [Theory]
    [InlineData("Axes = null", "public float[][] W = default!;")]
    [InlineData("Axes = new[] { 0 }", "public float[] W = default!; public double[,,,] V = default!; public Layer? L; public IGradientSource? S; public Open? O; public List<Layer>? Ls;")]
    [InlineData("Axes = new[] { -1, 0 }", "public float[,] W = default!; public double[,,,] V = default!;")]
    [InlineData("Axes = new[] { 1 }, Scope = ClipScope.Global", "[Gradient(Shape = new object[] { nameof(Rows), 3 })] public float[] W = default!;")]
    [InlineData("Axes = new[] { 2 }", "[Gradient(Shape = new object[] { nameof(Rows), \"Shared\", 3 })] public Memory<float> W { get; set; }")]
    [InlineData("Axes = new[] { 0 }", "[Gradient(Shape = null)] public float[] W = default!;")]
    [InlineData("", "[Gradient(Shape = new object[] { 5 }, Length = nameof(Rows))] public Five W;")]
    public async Task FieldsWithTheDimensions_AreTaken(string arguments, string members) => await GoodProject.Check(TestCompilation.Of(Source(arguments, members)));

    private static string Source(string arguments, string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using FusedClip;

        [InlineArray(5)]
        public struct Five
        {
            public float First;
        }

        public struct Hand : IGradientSource
        {
            public void AccumulateNorm(ref NormAccumulator accumulator) { }
            public void ScaleGradients(double coefficient) { }
            public void ZeroGradients() { }
        }

        public class Open : IGradientSource
        {
            public void AccumulateNorm(ref NormAccumulator accumulator) { }
            public void ScaleGradients(double coefficient) { }
            public void ZeroGradients() { }
        }

        public sealed class HandClass : Open;

        [ClipGradients]
        public partial class Layer
        {
            public float[] B = new float[2];
        }

        [ClipGradients({{arguments}})]
        public partial class A
        {
            {{members}}
            public int Rows;
            public static long Shared = 2;
            public string Name = "";
        }
        """;
}
