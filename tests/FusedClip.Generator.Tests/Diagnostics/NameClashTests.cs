using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP007.</summary>
public class NameClashTests
{
    [Theory]
    [InlineData("ClipGradients", "public void [|ClipGradients|]() { }")]
    [InlineData("ClipGradients", "public void [|ClipGradients|](string other) { }")]
    [InlineData("ClipGradients", "public static double [|ClipGradients|] => 1;")]
    [InlineData("MeasureGradients", "public double [|MeasureGradients|]() => 1;")]
    [InlineData("ScaleGradients", "private int [|ScaleGradients|] { get; set; }")]
    [InlineData("ZeroGradients", "public bool [|ZeroGradients|];")]
    [InlineData("ZeroGradients", "public const int [|ZeroGradients|] = 0;")]
    [InlineData("ZeroGradients", "public class [|ZeroGradients|];")]
    [InlineData("AccumulateNorm", "public event System.Action [|AccumulateNorm|] { add { } remove { } }")]
    [InlineData("SweepGradients", "public delegate void [|SweepGradients|]();")]
    [InlineData("GradientFieldName", "private static void [|GradientFieldName|]() { }")]
    [InlineData("GradientFieldCount", "public int [|GradientFieldCount|] => 1;")]
    public Task MemberOfAGeneratedName_IsReported(string name, string member) => BadProject.Check(
        "FCLIP007",
        Message("A", name),
        $$"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A
        {
            public float[] W = [];
            {{member}}
        }
        """);

    [Theory]
    [InlineData("MeasureActor")]
    [InlineData("ScaleActor")]
    [InlineData("ZeroActor")]
    [InlineData("SweepActor")]
    [InlineData("ClipActor")]
    public Task MemberOfANameThatMethodNameGives_IsReported(string name) => BadProject.Check(
        "FCLIP007",
        Message("A", name),
        $$"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1, MethodName = "ClipActor")]
        public partial class A
        {
            public float[] W = [];
            public void [|{{name}}|]() { }
        }
        """);

    [Fact]
    public Task TypeNamedLikeAMethod_IsReported() => BadProject.Check(
        "FCLIP007",
        Message("ScaleGradients", "ScaleGradients"),
        """
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class [|ScaleGradients|]
        {
            public float[] W = [];
        }
        """);

    [Fact]
    public Task TypeParameterNamedLikeAMethod_IsReported() => BadProject.Check(
        "FCLIP007",
        Message("A", "ZeroGradients"),
        """
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A<[|ZeroGradients|]>
        {
            public float[] W = [];
        }
        """);

    [Fact]
    public async Task MethodName_ResolvesAClash()
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(
            """
            using FusedClip;

            [ClipGradients(MaxNorm = 1, MethodName = "ClipAll")]
            public partial class A
            {
                public float[] W = [];
                public void ClipGradients() => ClipAll();
                public void MeasureGradients() => MeasureAll();
                public void ScaleGradients() => ScaleAll(1);
                public void ZeroGradients() => ZeroAll();
            }
            """));

        Assert.Contains("A.g.cs", run.Files.Keys);
    }

    private static string Message(string type, string name) =>
        $"'{type}' has a member '{name}' already, which is what a generated one is called; rename it, or choose other names by MethodName";
}
