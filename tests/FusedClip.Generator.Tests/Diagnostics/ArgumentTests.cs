using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP011, FCLIP012, FCLIP013.</summary>
public class ArgumentTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("1x")]
    [InlineData("a.b")]
    [InlineData("Clip<T>")]
    [InlineData("@checked")]
    [InlineData("Clip-Actor")]
    public Task MethodNameThatIsNoIdentifier_IsReported(string name) => BadProject.Check(
        "FCLIP011",
        $"MethodName is '{name}', which can't be the name of a method",
        Source($"MaxNorm = 1, [|MethodName = \"{name}\"|]"));

    [Theory]
    [InlineData("is", "public global::FusedClip.ClipResult @is(double maxNorm")]
    [InlineData("checked", "public void @Zerochecked()", "public void Zerochecked()")]
    [InlineData("Clip", "public void Zero()")]
    [InlineData("_clip", "public void Zero_clip()")]
    [InlineData("Beschränke", "public void ZeroBeschränke()")]
    [InlineData("ClipGradients", "public void ZeroGradients()")]
    [InlineData("ScaleGradients", "public void ScaleScaleGradients(double coefficient)")]
    [InlineData("ZeroGradients", "public void ZeroZeroGradients()")]
    [InlineData("Equals", "public void ZeroEquals()")]
    [InlineData("ToString", "public void ZeroToString()")]
    [InlineData("Finalize", "public void ZeroFinalize()")]
    public async Task MethodNameThatIsAnIdentifier_IsTaken(string name, params string[] signatures)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source($"MaxNorm = 1, MethodName = \"{name}\"")));

        Assert.Contains(signatures, signature => run.Files["A.g.cs"].Contains(signature, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GradientFieldCount")]
    [InlineData("GradientFieldName")]
    [InlineData("AccumulateNorm")]
    public Task MethodNameOfAnotherGeneratedMember_IsReported(string name) => BadProject.Check(
        "FCLIP007",
        $"'A' has a member '{name}' already, which is what a generated one is called; rename it, or choose other names by MethodName",
        Source($"MaxNorm = 1, MethodName = \"{name}\"").Replace("class A", "class [|A|]", System.StringComparison.Ordinal));

    [Fact]
    public async Task MethodNameThatIsNull_IsTheDefault()
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source("MaxNorm = 1, MethodName = null")));

        Assert.Contains("ClipResult ClipGradients(", run.Files["A.g.cs"], System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scope", "ClipScope", "7")]
    [InlineData("Scope", "ClipScope", "-1")]
    [InlineData("NonFinite", "NonFinitePolicy", "5")]
    [InlineData("NonFinite", "NonFinitePolicy", "-2147483648")]
    public Task ValueThatIsNoMember_IsReported(string argument, string type, string value) => BadProject.Check(
        "FCLIP012",
        $"{argument} is {value}, which isn't a member of {type}",
        Source($"[|{argument} = ({type})({value})|], MaxNorm = 1"));

    [Theory]
    [InlineData("[Gradient, NotGradient] public float[] [|B|] = [];")]
    [InlineData("[NotGradient] [Gradient] public float [|B|] { get; set; }")]
    public Task MemberMarkedBothWays_IsReported(string member) => BadProject.Check(
        "FCLIP013",
        "'B' is marked [Gradient] and [NotGradient]; take one of them away",
        Source("MaxNorm = 1").Replace("public float[] W = [];", $"[Gradient] public float[] W = []; {member}", System.StringComparison.Ordinal));

    private static string Source(string arguments) =>
        $$"""
        using FusedClip;

        [ClipGradients({{arguments}})]
        public partial class A
        {
            public float[] W = [];
        }
        """;
}
