using System;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP006.</summary>
public class UnsupportedMemberTests
{
    private const string Unmarked = "hold the gradients as float, double or Half in arrays (to rank 4, jagged to depth 4), Memory<T>, Span<T>, ArraySegment<T> or List<T>, or mark it [NotGradient]";
    private const string Marked = "hold the gradients as float, double or Half in arrays (to rank 4, jagged to depth 4), Memory<T>, Span<T>, ArraySegment<T> or List<T>, or take [Gradient] from it";

    [Theory]
    [InlineData("float[,,,,]")]
    [InlineData("float[][][][][]")]
    [InlineData("double[,,,,][]")]
    [InlineData("Half[,,,,]")]
    [InlineData("Half[][][][][]")]
    [InlineData("ReadOnlyMemory<float>")]
    [InlineData("Memory<float>?[]")]
    [InlineData("ReadOnlyMemory<double>?")]
    [InlineData("ArraySegment<float>[]")]
    [InlineData("IList<float>")]
    [InlineData("IReadOnlyList<double>")]
    [InlineData("IEnumerable<float>")]
    [InlineData("HashSet<float>")]
    [InlineData("ReadOnlyMemory<Half>")]
    [InlineData("Dictionary<string, Half[]>")]
    [InlineData("Dictionary<string, float[]>")]
    [InlineData("Dictionary<string, float>")]
    [InlineData("Queue<float[,]>")]
    [InlineData("Queue<Layer>")]
    [InlineData("Dictionary<string, Layer>")]
    [InlineData("IReadOnlyList<IGradientSource>")]
    [InlineData("List<List<List<float[][]>>>")]
    [InlineData("ImmutableArray<float>")]
    [InlineData("IMemoryOwner<float>")]
    [InlineData("ReadOnlySequence<float>")]
    [InlineData("Grid")]
    [InlineData("Row[]")]
    [InlineData("HashSet<T>")]
    public Task MemberThatLooksLikeGradients_IsReported(string type) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: {Unmarked}",
        Source($"public float[]? W; public {type} [|B|] {{ get; set; }} = default!;"));

    [Theory]
    [InlineData("Hand")]
    [InlineData("HandClass")]
    public Task SourceWhoseElementsCannotBeCounted_IsReportedUnderBlockRms(string type) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: it doesn't say how many elements it has, which ClipScope.BlockRms needs; clip it by its norm",
        Sources("Scope = ClipScope.BlockRms", $"public {type} [|B|] = default!;"));

    [Theory]
    [InlineData("Scope = ClipScope.PerField", "public Hand B; public HandClass? C;")]
    [InlineData("Scope = ClipScope.BlockRms", "public IGradientSource? B; public float[][]? C; public A? Inner;")]
    public Task SourceWhoseElementsMayBeCounted_IsTaken(string arguments, string members) => GoodProject.Check(TestCompilation.Of(Sources(arguments, members)));

    private static string Sources(string arguments, string members) =>
        $$"""
        using FusedClip;

        public struct Hand : IGradientSource
        {
            public void AccumulateNorm(ref NormAccumulator accumulator) { }
            public void ScaleGradients(double coefficient) { }
            public void ZeroGradients() { }
        }

        public sealed class HandClass : IGradientSource
        {
            public void AccumulateNorm(ref NormAccumulator accumulator) { }
            public void ScaleGradients(double coefficient) { }
            public void ZeroGradients() { }
        }

        [ClipGradients({{arguments}})]
        public partial class A
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("float[,,,,]?")]
    [InlineData("string?")]
    [InlineData("int")]
    [InlineData("decimal")]
    [InlineData("float?")]
    [InlineData("Half?")]
    [InlineData("object?")]
    [InlineData("IList<float>?")]
    public Task MarkedMemberThatIsNotHandled_IsReported(string type) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: {Marked}",
        Source($"[Gradient] public {type} [|B|] {{ get; set; }} = default!;"));

    [Theory]
    [InlineData("TAny[]")]
    [InlineData("TAny")]
    [InlineData("TClass[,]")]
    [InlineData("TNumberClass[][]")]
    [InlineData("List<TInteger>")]
    [InlineData("Memory<TEnum>")]
    [InlineData("TBase[]")]
    public Task MarkedMemberOfATypeParameterThatIsNoNumber_IsReported(string type)
    {
        string name = type.Trim("[],<>".ToCharArray()).Replace("List<", "", StringComparison.Ordinal).Replace("Memory<", "", StringComparison.Ordinal);
        return BadProject.Check(
            "FCLIP006",
            $"'B' of type '{type}' looks like a gradient, but can't be clipped: its elements are of type '{name}', which isn't known to be a number; "
            + $"constrain it by 'where {name} : struct', so that it can be float or double",
            Parameters($"[Gradient] public {type} [|B|] = default!;"));
    }

    [Theory]
    [InlineData("public TAny[]? B;")]
    [InlineData("public TClass[]? B;")]
    [InlineData("public TInteger[]? B;")]
    [InlineData("public System.Collections.Generic.List<TEnum>? B;")]
    public async Task MemberOfATypeParameterThatIsNoNumber_IsLeftOut(string member)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Parameters("public float[]? W; " + member)));

        Assert.DoesNotContain("B, //", run.Files["A`6.g.cs"], StringComparison.Ordinal);
    }

    private static string Parameters(string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Numerics;
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A<TAny, TClass, TNumberClass, TInteger, TEnum, TBase>
            where TClass : class
            where TNumberClass : class, INumber<TNumberClass>
            where TInteger : struct, IBinaryInteger<TInteger>
            where TEnum : struct, Enum
            where TBase : Exception
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public readonly float [|B|] = 1;")]
    [InlineData("public volatile float [|B|];")]
    public Task MarkedNumberThatCannotBeWritten_IsReported(string member) => BadProject.Check(
        "FCLIP006",
        "'B' of type 'float' looks like a gradient, but can't be clipped: a number has to be a field that can be written",
        Source("[Gradient] " + member));

    [Theory]
    [InlineData("public double [|B|] { get; } = 1;")]
    [InlineData("public double [|B|] { get; init; }")]
    [InlineData("public double [|B|] => 1;")]
    [InlineData("public double [|B|] { set { } }")]
    public Task MarkedNumberPropertyThatCannotBeReadAndWritten_IsReported(string member) => BadProject.Check(
        "FCLIP006",
        "'B' of type 'double' looks like a gradient, but can't be clipped: a number has to be a field, or a property with a getter and a setter",
        Source("[Gradient] " + member));

    [Theory]
    [InlineData("public static float [|B|];", "float")]
    [InlineData("public static float[] [|B|] = [];", "float[]")]
    [InlineData("public static double[,] [|B|] { get; } = new double[1, 1];", "double[,]")]
    public Task MarkedStatic_IsReported(string member, string type) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: it is static, and a container clips what its instances hold",
        Source("[Gradient] " + member));

    [Fact]
    public Task MarkedPropertyWithoutGetter_IsReported() => BadProject.Check(
        "FCLIP006",
        "'B' of type 'float[]' looks like a gradient, but can't be clipped: it can't be read; give it a getter",
        Source("[Gradient] public float[] [|B|] { set { } }"));

    [Theory]
    [InlineData("[Gradient] public const float B = 1;")]
    [InlineData("[Gradient] public float[] this[int row] => [];")]
    [InlineData("float[] IRow.B { get; set; } = [];")]
    [InlineData("[Gradient] float[] IRow.B { get; set; } = [];")]
    public async Task MemberThatCannotBeNamed_IsNotLeftOutWithoutAWord(string member)
    {
        string source = Source($"public float[]? W; {member}") + "public interface IRow { float[] B { get => []; set { } } }";
        GeneratorRun run = GeneratorRun.Of(member.Contains("IRow", StringComparison.Ordinal) ? source.Replace("class A<T>", "class A<T> : IRow", StringComparison.Ordinal) : source);

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Of(run.Output));
        Assert.Equal("FCLIP006", diagnostic.Id);
        Assert.DoesNotContain("A`1.g.cs", run.Files.Keys);
    }

    [Theory]
    [InlineData("private float[] W = []; public int Use() => W.Length;")]
    [InlineData("private float[] W { get; set; } = [];")]
    [InlineData("public float[] W { private get; set; } = [];")]
    public Task PrivateGradientsOfAnUnannotatedBase_AreReportedAtTheContainer(string member) => BadProject.Check(
        "FCLIP006",
        "'W' of type 'float[]' looks like a gradient, but can't be clipped: it isn't accessible from 'A'; make it protected, annotate 'Model' too, or mark the gradients with [Gradient]",
        $$"""
        using FusedClip;

        public class Model
        {
            {{member}}
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class [|A|] : Model
        {
            public float[] B = [];
        }
        """);

    [Theory]
    [InlineData("public int[] B = [];")]
    [InlineData("public string? B;")]
    [InlineData("public System.Collections.Generic.Dictionary<string, int>? B;")]
    [InlineData("public System.Func<float[]>? B;")]
    [InlineData("public System.Threading.Tasks.Task<float[]>? B;")]
    [InlineData("public (float X, float Y) B;")]
    [InlineData("public float? B;")]
    [InlineData("public System.Numerics.Vector3 B;")]
    [InlineData("[NotGradient] public Half[]? B;")]
    [InlineData("[NotGradient] public Layer? B;")]
    [InlineData("public static Half[]? B;")]
    [InlineData("public T? B;")]
    public async Task MemberThatDoesNotLookLikeGradients_IsLeftOut(string member)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source("public float[]? W; " + member)));

        Assert.DoesNotContain("B, //", run.Files["A`1.g.cs"], StringComparison.Ordinal);
    }

    private static string Source(string members) =>
        $$"""
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Runtime.CompilerServices;
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A<T>
            where T : struct
        {
            {{members}}
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class Layer
        {
            public float[]? W;
        }

        public class Sparse : IGradientSource
        {
            public void AccumulateNorm(ref NormAccumulator accumulator) { }
            public void ScaleGradients(double coefficient) { }
            public void ZeroGradients() { }
        }

        [InlineArray(4)]
        public struct Row
        {
            public float First;
        }

        [InlineArray(4)]
        public struct HalfRow
        {
            public Half First;
        }

        [InlineArray(4)]
        public struct Grid
        {
            public Row First;
        }
        """;
}
