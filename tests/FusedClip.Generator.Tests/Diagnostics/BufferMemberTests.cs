using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP006 and FCLIP018: spans, inline arrays, pointers, and buffers that are longer than their contents.</summary>
public class BufferMemberTests
{
    private const string PointerMessage = "a pointer has to say how many elements it points at: [Gradient(Length = nameof(…))]";

    [Theory]
    [InlineData("public unsafe float* [|B|];", "float*")]
    [InlineData("public unsafe double* [|B|] { get; set; }", "double*")]
    [InlineData("[Gradient] public unsafe double* [|B|];", "double*")]
    [InlineData("[Gradient(Length = null)] public unsafe float* [|B|];", "float*")]
    public Task PointerWithoutLength_IsReported(string member, string type) => BadProject.Check(
        "FCLIP006",
        [$"'B' of type '{type}' looks like a gradient, but can't be clipped: {PointerMessage}"],
        Source(member),
        static project => project with { AllowUnsafe = true });

    [Theory]
    [InlineData("public fixed int B[4];")]
    [InlineData("public unsafe int* B;")]
    public async Task PointersAndFixedBuffersOfOtherNumbers_AreLeftOut(string member) => await GoodProject.Check(
        TestCompilation.Of(Source(member).Replace("partial class A : Base", "unsafe partial struct A", System.StringComparison.Ordinal)) with { AllowUnsafe = true });

    [Theory]
    [InlineData("public readonly Row [|B|];")]
    [InlineData("[Gradient] public readonly Row [|B|];")]
    public Task InlineArrayThatCannotBeWritten_IsReported(string member) => BadProject.Check(
        "FCLIP006",
        "'B' of type 'Row' looks like a gradient, but can't be clipped: an inline array has to be a field that can be written",
        Source(member));

    [Theory]
    [InlineData("public Row [|B|] { get; }")]
    [InlineData("public Row [|B|] { get; init; }")]
    [InlineData("[Gradient] public Row [|B|] => default;")]
    [InlineData("[Gradient] public ref readonly Row [|B|] => ref _row; private Row _row;")]
    public Task InlineArrayPropertyThatCannotBeWritten_IsReported(string member) => BadProject.Check(
        "FCLIP006",
        "'B' of type 'Row' looks like a gradient, but can't be clipped: an inline array has to be a field, or a property with a getter and a setter, or one that returns it by reference",
        Source(member));

    [Fact]
    public Task InlineArrayInAReadonlyStruct_IsReported() => BadProject.Check(
        "FCLIP006",
        "'B' of type 'Row' looks like a gradient, but can't be clipped: an inline array has to be a field that can be written",
        Source("public readonly Row [|B|];").Replace("partial class A : Base", "readonly partial struct A", System.StringComparison.Ordinal)
            .Replace("public float[]? W;", "public readonly float[]? W;", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("[Gradient] public ReadOnlySpan<float> [|B|] => default;", "ReadOnlySpan<float>")]
    [InlineData("[Gradient] public Span<int> [|B|] => default;", "Span<int>")]
    public Task SpanThatCannotBeWritten_IsReported(string member, string type) => BadProject.Check(
        "FCLIP006",
        $"'B' of type '{type}' looks like a gradient, but can't be clipped: hold the gradients as float, double or Half in arrays (to rank 4, jagged to depth 4), Memory<T>, Span<T>, ArraySegment<T> or List<T>, or take [Gradient] from it",
        Source(member));

    [Theory]
    [InlineData("Nothing", "float[]", "'A' has no field, property or constant of that name within reach")]
    [InlineData("", "float[]", "'A' has no field, property or constant of that name within reach")]
    [InlineData("Method", "float[]", "'A' has no field, property or constant of that name within reach")]
    [InlineData("Private", "float[]", "'A' has no field, property or constant of that name within reach")]
    [InlineData("Name", "float[]", "that is of type 'string', and has to be an int, uint, long or nint")]
    [InlineData("Huge", "Span<float>", "that is of type 'ulong', and has to be an int, uint, long or nint")]
    [InlineData("Real", "Memory<double>", "that is of type 'double', and has to be an int, uint, long or nint")]
    [InlineData("Maybe", "float[]", "that is of type 'int?', and has to be an int, uint, long or nint")]
    [InlineData("Unreadable", "float[]", "that can't be read; give it a getter")]
    [InlineData("Count", "float[,]", "only a buffer of one dimension can have one, and 'float[,]' is none")]
    [InlineData("Count", "double[][]", "only a buffer of one dimension can have one, and 'double[][]' is none")]
    public Task LengthThatIsNone_IsReported(string length, string type, string problem) => BadProject.Check(
        "FCLIP018",
        $"Length of 'B' is '{length}', but {problem}",
        Source($"[Gradient([|Length = \"{length}\"|])] public {type} B => default!;" + Lengths));

    [Fact]
    public Task LengthOfANumber_IsReported() => BadProject.Check(
        "FCLIP018",
        "Length of 'B' is 'Count', but only a buffer of one dimension can have one, and 'float' is none",
        Source("[Gradient([|Length = \"Count\"|])] public float B;" + Lengths));

    [Theory]
    [InlineData("Count")]
    [InlineData("Long")]
    [InlineData("Native")]
    [InlineData("Unsigned")]
    [InlineData("Most")]
    [InlineData("Shared")]
    [InlineData("Inherited")]
    [InlineData("value")]
    [InlineData("class")]
    public async Task LengthThatIsAnInteger_IsTaken(string length) => await GoodProject.Check(TestCompilation.Of(
        Source($"[Gradient(Length = nameof(@{length}))] private float[]? B {{ get; set; }} [field: Gradient(Length = \"{length}\")] public List<double>? C {{ get; set; }}" + Lengths)));

    private const string Lengths =
        """
        public int Count;
        public long Long { get; private set; }
        private nint Native => 1;
        private readonly uint Unsigned = 1;
        private const short Most = 1;
        private static byte Shared = 1;
        public int value;
        public static int @class = 1;
        public string Name = "";
        public ulong Huge = Shared;
        public double Real;
        public int? Maybe;
        public int Unreadable { set { } }
        public int Method() => (int)(Native + Unsigned);
        """;

    private static string Source(string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A : Base
        {
            public float[]? W;
            {{members}}
        }

        public class Base
        {
            protected internal int Inherited;
            private int Private = 1;
            public int Use() => Private;
        }

        [InlineArray(4)]
        public struct Row
        {
            public float First;
        }
        """;
}
