using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP019, FCLIP020, FCLIP021.</summary>
public class TieTests
{
    [Theory]
    [InlineData("\"B\"", "B", "isn't a member of 'A'")]
    [InlineData("\"\"", "", "isn't a member of 'A'")]
    [InlineData("\"w\"", "w", "isn't a member of 'A'")]
    [InlineData("nameof(Head)", "Head", "is the member itself")]
    [InlineData("nameof(Unmarked)", "Unmarked", "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too")]
    [InlineData("nameof(Steps)", "Steps", "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too")]
    [InlineData("nameof(Shared)", "Shared", "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too")]
    [InlineData("nameof(Reset)", "Reset", "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too")]
    [InlineData("nameof(Passed)", "Passed", "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too")]
    [InlineData("nameof(Hidden)", "Hidden", "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too")]
    [InlineData("\"Own\"", "Own", "isn't accessible from 'A'; make it protected")]
    public Task TieToWhatIsNoOtherGradientField_IsReported(string name, string value, string why) => BadProject.Check(
        "FCLIP019",
        $"'Head' is tied to '{value}', which {why}",
        Source($"[Gradient([|TiedTo = {name}|])] public float[]? Head;"));

    [Fact]
    public Task TieToWhatIsTiedToAMemberOutOfReach_IsReported() => BadProject.Check(
        "FCLIP019",
        "'Head' is tied to 'Middle', which is tied to 'Own' in the base container 'Model', which isn't accessible from 'A'; make that protected",
        Source("[Gradient([|TiedTo = nameof(Middle)|])] public float[]? Head;"));

    [Fact]
    public Task TieToAnotherGroupOfTheBaseContainer_IsReported() => BadProject.Check(
        "FCLIP019",
        "'Head' is tied to 'Critic', which isn't among the gradient fields that are clipped together with it; mark it [Gradient], too",
        """
        using FusedClip;

        [ClipGradients(Group = "actor", MethodName = "ClipActor")]
        [ClipGradients(Group = "critic", MethodName = "ClipCritic")]
        public partial class Model
        {
            [Gradient(Group = "actor")] public float[]? Actor;
            [Gradient(Group = "critic")] public float[]? Critic;
        }

        [ClipGradients(Group = "actor", MethodName = "ClipActor")]
        [ClipGradients(Group = "critic", MethodName = "ClipCritic")]
        public partial class A : Model
        {
            [Gradient(Group = "actor", [|TiedTo = nameof(Critic)|])] public float[]? Head;
            [Gradient(Group = "critic", TiedTo = nameof(Critic))] public float[]? Other;
        }
        """);

    [Fact]
    public async Task CircleInTheBaseContainer_IsReportedThereAlone()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using FusedClip;

            [ClipGradients(MaxNorm = 1)]
            public partial class Model
            {
                [Gradient(TiedTo = nameof(C))] public float[]? B;
                [Gradient(TiedTo = nameof(B))] public float[]? C;
            }

            [ClipGradients(MaxNorm = 1)]
            public partial class A : Model
            {
                [Gradient(TiedTo = nameof(B))] public float[]? Head;
            }
            """);

        Assert.Equal("FCLIP021", Assert.Single(await AnalyzerRun.Of(run.Output)).Id);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("float[,]?", "float[]?", "W")]
    [InlineData("double[]?", "float[]?", "W")]
    [InlineData("float[][]?", "float[]?", "W")]
    [InlineData("List<float>?", "float[]?", "W")]
    [InlineData("Memory<float>", "float[,]?", "Matrix")]
    [InlineData("Memory<double>", "float[]?", "W")]
    [InlineData("T[]?", "float[]?", "W")]
    [InlineData("float", "float[]?", "W")]
    [InlineData("float", "float", "Bias")]
    [InlineData("ArraySegment<double>", "float[]?", "W")]
    [InlineData("List<float[]>", "Model[]?", "Models")]
    [InlineData("IGradientSource", "Model[]?", "Models")]
    [InlineData("Span<double>", "float[,]?", "Matrix")]
    [InlineData("Memory<float>", "List<float[]>", "Lists")]
    [InlineData("Sealed", "IOther?", "Other")]
    [InlineData("Model", "Model[]?", "Models")]
    [InlineData("Row", "Row", "Inline")]
    public Task TieOfWhatCannotBeOneBuffer_IsReported(string type, string otherType, string other) => BadProject.Check(
        "FCLIP020",
        $"'Head' of type '{type}' can't be tied to '{other}' of type '{otherType}', since no buffer can be both; numbers, inline arrays and fixed-size buffers can't be tied at all",
        Source($"[Gradient([|TiedTo = nameof({other})|])] public {type} Head = default!;"));

    [Theory]
    [InlineData("[Gradient([|TiedTo = nameof(C)|])] public float[]? B; [Gradient(TiedTo = nameof(B))] public float[]? C;", "'B' to 'C' to 'B'")]
    [InlineData("[Gradient([|TiedTo = nameof(C)|])] public float[]? B; [Gradient(TiedTo = nameof(D))] public float[]? C; [Gradient(TiedTo = nameof(C))] public float[]? D;", "'C' to 'D' to 'C'")]
    [InlineData("[field: Gradient([|TiedTo = nameof(D)|])] public float[]? B { get; set; } [Gradient(TiedTo = nameof(B))] public float[]? C; [Gradient(TiedTo = nameof(C))] public float[]? D;", "'B' to 'D' to 'C' to 'B'")]
    public Task CircleOfTies_IsReported(string members, string circle) => BadProject.Check(
        "FCLIP021",
        $"The ties from {circle} go in a circle; take TiedTo from the field that is to be counted",
        Source(members));

    [Fact]
    public Task TieInAnUnannotatedBase_IsReportedAtTheContainer() => BadProject.Check(
        "FCLIP019",
        "'Head' is tied to 'Nothing', which isn't a member of 'A'",
        """
        using FusedClip;

        public class Model
        {
            [Gradient(TiedTo = "Nothing")] public float[]? Head;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class [|A|] : Model;
        """);

    [Theory]
    [InlineData("[Gradient(TiedTo = nameof(W))] public float[]? Head;", "object.ReferenceEquals(Head, W) ? null : Head, // float[]?, tied to W")]
    [InlineData("[Gradient(TiedTo = null)] public float[]? Head;", "Head, // float[]?")]
    [InlineData("[Gradient(TiedTo = nameof(Matrix))] public float[,] Head = new float[1, 1];", "object.ReferenceEquals(Head, Matrix) ? null : Head, // float[,], tied to Matrix")]
    [InlineData("[Gradient(TiedTo = nameof(W))] public Memory<float> Head;", "(Head.Span == global::System.MemoryExtensions.AsSpan(W) ? default : Head.Span); // Memory<float>, tied to W")]
    [InlineData("[Gradient] public T[]? G; [Gradient(TiedTo = nameof(G))] public Memory<T> Head;", "(Head.Span == global::System.MemoryExtensions.AsSpan(G) ? default : Head.Span); // Memory<T>, tied to G")]
    [InlineData("[Gradient(TiedTo = nameof(W))] public Span<float> Head => W;", "(Head == global::System.MemoryExtensions.AsSpan(W) ? default : Head); // Span<float>, tied to W")]
    [InlineData("[Gradient(TiedTo = nameof(W))] public ArraySegment<float> Head;", "(global::System.MemoryExtensions.AsSpan(Head) == global::System.MemoryExtensions.AsSpan(W) ? default : Head); // ArraySegment<float>, tied to W")]
    [InlineData("[Gradient(TiedTo = nameof(W), Length = nameof(Steps))] public float[]? Head;", "(global::FusedClip.CompilerServices.LogicalLength.First<float>(Head, Steps, \"Head\") == global::System.MemoryExtensions.AsSpan(W) ? default : global::FusedClip.CompilerServices.LogicalLength.First<float>(Head, Steps, \"Head\")); // float[]?, tied to W")]
    [InlineData("[Gradient(Length = nameof(Steps))] public float[]? G; [Gradient(TiedTo = nameof(G), Length = nameof(Steps))] public float[]? Head;", "(object.ReferenceEquals(Head, G) ? default : global::FusedClip.CompilerServices.LogicalLength.First<float>(Head, Steps, \"Head\")); // float[]?, tied to G")]
    [InlineData("[Gradient] public List<float>? G; [Gradient(TiedTo = nameof(G))] public Span<float> Head => default;", "(Head == global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan(G) ? default : Head); // Span<float>, tied to G")]
    [InlineData("[Gradient(TiedTo = nameof(Trunk))] public float[]? Head;", "object.ReferenceEquals(Head, Trunk) || object.ReferenceEquals(Head, Tied) ? null : Head, // float[]?, tied to Trunk and Tied")]
    [InlineData("[Gradient(TiedTo = nameof(Second))] public float[]? Head;", "object.ReferenceEquals(Head, Second) ? null : Head, // float[]?, tied to Second")]
    [InlineData("[Gradient(TiedTo = nameof(Tied))] public float[]? Head;", "object.ReferenceEquals(Head, Trunk) || object.ReferenceEquals(Head, Tied) ? null : Head, // float[]?, tied to Trunk and Tied")]
    [InlineData("[Gradient(TiedTo = nameof(Second))] public Memory<float> Head;", "(Head.Span == global::System.MemoryExtensions.AsSpan(Second) ? default : Head.Span); // Memory<float>, tied to Second")]
    [InlineData("[Gradient(TiedTo = nameof(Lists))] public List<float[]>? Head;", "CollectionsMarshal.AsSpan(object.ReferenceEquals(Head, Lists) ? null : Head)")]
    [InlineData("[Gradient(TiedTo = nameof(Models))] public Model[]? Head;", "ItemsOf<global::Model>(object.ReferenceEquals(Head, Models) ? null : Head)); // Model[]?, tied to Models")]
    [InlineData("[Gradient(TiedTo = nameof(Layer))] public IGradientSource? Head;", "sweep.Source(object.ReferenceEquals(Head, Layer) ? null : Head); // IGradientSource?, tied to Layer")]
    [InlineData("[Gradient(TiedTo = nameof(Other))] public IThird? Head;", "sweep.Object(object.ReferenceEquals(Head, Other) ? null : Head, \"Head\"); // IThird?, tied to Other")]
    [InlineData("[Gradient(TiedTo = nameof(Layer))] public Derived? Head;", "sweep.Container(object.ReferenceEquals(Head, Layer) ? null : Head); // Derived?, tied to Layer")]
    [InlineData("[Gradient(TiedTo = nameof(Matrix))] public Span<float> Head => default;", "if (new global::FusedClip.CompilerServices.BufferPlace<float>(tied).Is(place))")]

    [InlineData("[Gradient(TiedTo = nameof(Layer))] public Model? Head;", "sweep.Container(object.ReferenceEquals(Head, Layer) ? null : Head); // Model?, tied to Layer")]
    [InlineData("[Gradient] public IGradientSource? G; [Gradient(TiedTo = nameof(G))] public IGradientSource? Head;", "sweep.Source(object.ReferenceEquals(Head, G) ? null : Head); // IGradientSource?, tied to G")]
    public async Task TieOfWhatCanBeOneBuffer_IsFine(string members, string text)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source(members)));

        Assert.Contains(text, run.Files["A`1.g.cs"], System.StringComparison.Ordinal);
    }

    private static string Source(string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using FusedClip;

        [System.Runtime.CompilerServices.InlineArray(4)]
        public struct Row
        {
            public float First;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class Model
        {
            [Gradient] public float[]? Trunk;
            [Gradient(TiedTo = nameof(Trunk))] protected float[]? Tied;
            [Gradient] private float[]? Own;
            [Gradient(TiedTo = nameof(Own))] protected float[]? Middle;
            [Gradient] public float[]? Hidden;
            [Gradient] public float[]? Second;
            public float[]? Passed;

            public void Set() => Own = Trunk;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class Derived : Model;

        [ClipGradients(MaxNorm = 1)]
        public sealed partial class Sealed
        {
            public float[]? W;
        }

        public interface IOther;

        public interface IThird;

        [ClipGradients(MaxNorm = 1)]
        public partial class A<T> : Model
            where T : struct
        {
            [Gradient] public float[]? W;
            [Gradient] public float[,]? Matrix;
            [Gradient] public float Bias;
            [Gradient] public List<float[]> Lists = [];
            [Gradient] public Model[]? Models;
            [Gradient] public Model? Layer;
            [Gradient] public Row Inline;
            [Gradient] public IOther? Other;
            public new string? Hidden;
            public float[]? Unmarked;
            public int Steps;
            public static float[]? Shared;
            public void Reset() { }
            {{members}}
        }
        """;
}
