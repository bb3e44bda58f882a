using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP029 to FCLIP034: ClipScope.Adaptive, its Clipping, its Axes, and the weights of its fields.</summary>
public class AdaptiveTests
{
    private const string Adaptive = "Scope = ClipScope.Adaptive, Axes = new[] { 0 }";
    private const string Field = "[Gradient(Weight = nameof(W))] public float[,] DW = default!; public float[,] W = default!;";

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.01", "-0.01")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    public Task ClippingThatIsNoPart_IsReported(string value, string shown) => BadProject.Check(
        "FCLIP029",
        $"Clipping is {shown}, but has to be above zero and finite; leave it out to give it with every call",
        Source($"{Adaptive}, [|Clipping = {value}|]", Field));

    [Theory]
    [InlineData("[|Scope = ClipScope.Adaptive|]")]
    [InlineData("Clipping = 0.01, Axes = null, [|Scope = ClipScope.Adaptive|]")]
    public Task AdaptiveWithoutAxes_IsReported(string arguments) => BadProject.Check(
        "FCLIP030",
        "Scope is ClipScope.Adaptive, which needs Axes to say what a unit is: for weights (in, out) Axes = new[] { 0 }, for weights (out, in) Axes = new[] { 1 }",
        Source(arguments, Field));

    [Fact]
    public Task MaxNormWithAdaptive_IsReported() => BadProject.Check(
        "FCLIP031",
        "MaxNorm has no meaning in this scope: each unit has a limit of its own, from Clipping; take it away",
        Source($"{Adaptive}, [|MaxNorm = 1|]", Field));

    [Theory]
    [InlineData("")]
    [InlineData("Scope = ClipScope.PerField, ")]
    [InlineData("Axes = new[] { 0 }, ")]
    public Task ClippingWithoutAdaptive_IsReported(string arguments) => BadProject.Check(
        "FCLIP031",
        "Clipping has no meaning in this scope: only ClipScope.Adaptive takes limits from weights; take it away",
        Source($"{arguments}[|Clipping = 0.01|]", Field));

    [Theory]
    [InlineData("[Gradient] public float[,] [|DW|] = default!;")]
    [InlineData("[Gradient(Weight = null)] public float[,] [|DW|] = default!;")]
    [InlineData("[Gradient(Weight = nameof(B))] public float[] DB = default!; public float[] B = default!; [Gradient] public double[] [|DW|] = default!;")]
    [InlineData("public float[,] [|DW|] = default!;")]
    public Task FieldWithoutWeights_IsReported(string members) => BadProject.Check(
        "FCLIP032",
        "'DW' can't be clipped by the norm of its weights, since it names none; mark it [Gradient(Weight = nameof(…))]",
        Source(Adaptive, members));

    [Theory]
    [InlineData("Nothing", "float[,] DW", "'A' has no field or property of that name within reach")]
    [InlineData("Method", "float[,] DW", "'A' has no field or property of that name within reach")]
    [InlineData("W", "float[] DW", "that is of type 'float[,]', and has to be of the gradient's type, 'float[]'")]
    [InlineData("W", "double[,] DW", "that is of type 'float[,]', and has to be of the gradient's type, 'double[,]'")]
    [InlineData("W", "Memory<float> DW", "that is of type 'float[,]', and has to be of the gradient's type, 'Memory<float>'")]
    [InlineData("DW", "float[,] DW", "that is the gradient itself")]
    [InlineData("Other", "float[,] DW", "that is marked [Gradient], too")]
    [InlineData("WriteOnly", "float[,] DW", "that can't be read; give it a getter")]
    public async Task WeightThatIsNone_IsReported(string weight, string member, string problem)
    {
        string members = $$"""
            [Gradient([|Weight = "{{weight}}"|])] public {{member}} = default!;
            [Gradient(Weight = nameof(W))] public float[,] Other = default!;
            public float[,] W = default!;
            public float[,] WriteOnly { set { } }
            public float[,] Method() => W;
            """;
        await BadProject.Check("FCLIP033", $"Weight of 'DW' is '{weight}', but {problem}", Source(Adaptive, members));

        // Whatever the scope.
        await BadProject.Check("FCLIP033", $"Weight of 'DW' is '{weight}', but {problem}", Source("", members));
    }

    [Theory]
    [InlineData("float[][]", "which is several buffers; use an array of several dimensions, or a flat buffer with a Shape")]
    [InlineData("List<float[]>", "which is several buffers; use an array of several dimensions, or a flat buffer with a Shape")]
    [InlineData("float", "a number, which is no unit; hold it in an array")]
    [InlineData("Layer", "which holds gradients of its own, and their weights can't be named; clip it by itself")]
    [InlineData("List<Layer>", "which holds gradients of its own, and their weights can't be named; clip it by itself")]
    [InlineData("IGradientSource", "which holds gradients of its own, and their weights can't be named; clip it by itself")]
    [InlineData("Five", NoSuchClip)]
    public Task FieldThatHasNoUnits_IsReported(string type, string problem) => BadProject.Check(
        "FCLIP034",
        $"'DW' can't be clipped by the norm of its weights: it is of type '{type}', {problem}",
        Source(Adaptive, $"[Gradient(Weight = nameof(W))] public {type} [|DW|] = default!; public {type} W = default!;"));

    private const string NoSuchClip = "which has no such clip; use an array, Memory<T>, Span<T>, ArraySegment<T> or List<T>, with a Shape where it has several dimensions";

    [Fact]
    public Task DerivedContainer_IsReported() => BadProject.Check(
        "FCLIP034",
        "'A' can't be clipped by the norm of its weights: it derives from the container 'Base', whose fields have no weights in its list; hold it in a member, and clip it by itself",
        """
        using FusedClip;

        [ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 })]
        public partial class Base
        {
            [Gradient(Weight = nameof(V))] public float[] DV = [];
            public float[] V = [];
        }

        [ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 })]
        public partial class [|A|] : Base
        {
            [Gradient(Weight = nameof(W))] public float[] DW = [];
            public float[] W = [];
        }
        """);

    [Fact]
    public Task FieldWithoutTheAxes_IsReported() => BadProject.Check(
        "FCLIP027",
        "'DW' of type 'float[,]' can't be clipped over these Axes: it has no dimension 2, but 2, from 0 to 1",
        Source("Scope = ClipScope.Adaptive, Axes = new[] { 2 }", "[Gradient(Weight = nameof(W))] public float[,] [|DW|] = default!; public float[,] W = default!;"));

    [Fact]
    public Task Method_IsReported() => BadProject.Check(
        "FCLIP017",
        "'Clip' can't be a clip: ClipScope.Adaptive is for types; a parameter can't name its weights",
        """
        using FusedClip;

        public static partial class A
        {
            [ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 }, Clipping = 0.01)]
            public static partial ClipResult [|Clip|](float[] w);
        }
        """);

    // None of the weights is taken for a gradient, whatever its name.
    [Theory]
    [InlineData(Adaptive, Field)]
    [InlineData("Scope = ClipScope.Adaptive, Axes = new[] { 0 }, Clipping = 0.01, Norm = 1, Epsilon = 1e-6, Metrics = true", Field)]
    [InlineData(Adaptive, "[Gradient(Weight = nameof(Weights))] public float[,] D = default!; private static readonly float[,] Weights = new float[2, 2];")]
    [InlineData(Adaptive, "[Gradient(Weight = nameof(Velocity))] public float[]? D { get; set; } private protected float[] Velocity { get; } = [];")]
    [InlineData("Scope = ClipScope.Adaptive, Axes = new[] { 0, 1, 2 }", "[Gradient(Weight = nameof(W))] public float[,,,] DW = default!; public float[,,,] W = default!; [Gradient(Weight = nameof(B))] public double[] DB = default!; public double[] B = default!;")]
    [InlineData(Adaptive, "[Gradient(Weight = nameof(value), Length = nameof(position), Shape = new object[] { nameof(position), 1 })] public float[] sweep = default!; public float[] value = default!; public int position;")]
    [InlineData(Adaptive, "[Gradient(Weight = nameof(W))] public Memory<Half>? DW; public Memory<Half>? W; [Gradient(Weight = nameof(L))] public List<double>? DL; public List<double>? L;")]
    [InlineData(Adaptive, "[Gradient(Weight = nameof(W))] public float[] DW = default!; public float[] W = default!; [Gradient(Weight = nameof(W), TiedTo = nameof(DW))] public float[] Tied = default!;")]
    [InlineData("", Field)]
    public async Task WhatIsAllowed_IsTaken(string arguments, string members) => await GoodProject.Check(TestCompilation.Of(Source(arguments, members)));

    [Fact]
    public async Task WeightOfABaseClass_IsTaken() => await GoodProject.Check(TestCompilation.Of(
        """
        using FusedClip;

        public class Base
        {
            [Gradient(Weight = nameof(V))] protected float[] DV = [];
            protected float[] V = [];
        }

        [ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 })]
        public partial class A : Base
        {
            [Gradient(Weight = nameof(V))] public float[] DW = [];
            public new float[] V = [];
        }
        """));

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

        [ClipGradients]
        public partial class Layer
        {
            public float[] B = new float[2];
        }

        [ClipGradients({{arguments}})]
        public partial class A
        {
            {{members}}
        }
        """;
}
