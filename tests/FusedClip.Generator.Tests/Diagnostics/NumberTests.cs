using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP002, FCLIP003, FCLIP004.</summary>
public class NumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("-1e-9", "-1E-09")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("float.NaN", "NaN")]
    [InlineData("0.0 / 0", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    [InlineData("double.NegativeInfinity", "-Infinity")]
    public Task MaxNormThatIsNoLimit_IsReported(string value, string shown) => Check(
        "FCLIP002",
        $"MaxNorm is {shown}, but has to be above zero and finite; leave it out to give the limit with every call",
        $"[|MaxNorm = {value}|]");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-2", "-2")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.NegativeInfinity", "-Infinity")]
    public Task NormThatIsNoOrder_IsReported(string value, string shown) => Check(
        "FCLIP003",
        $"Norm is {shown}, but has to be above zero, or double.PositiveInfinity for the largest absolute value",
        $"MaxNorm = 1, [|Norm = {value}|]");

    [Theory]
    [InlineData("-1", "-1")]
    [InlineData("-1e-6", "-1E-06")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    [InlineData("double.NegativeInfinity", "-Infinity")]
    public Task EpsilonThatIsNoSummand_IsReported(string value, string shown) => Check(
        "FCLIP004",
        $"Epsilon is {shown}, but has to be zero or above, and finite",
        $"[|Epsilon = {value}|], MaxNorm = 1");

    [Theory]
    [InlineData("MaxNorm = double.Epsilon")]
    [InlineData("MaxNorm = double.MaxValue")]
    [InlineData("MaxNorm = 5f")]
    [InlineData("MaxNorm = 5L")]
    [InlineData("Norm = 0.5")]
    [InlineData("Norm = 1e-10")]
    [InlineData("Norm = 1e10")]
    [InlineData("Norm = float.PositiveInfinity")]
    [InlineData("Epsilon = 0")]
    [InlineData("Epsilon = 1e300")]
    [InlineData("")]
    public async Task NumbersAtTheEdgeOfWhatIsAllowed_AreFine(string arguments)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source(arguments)));

        Assert.Equal(["A.g.cs", "FusedClip.Kernels.g.cs"], run.Files.Keys);
    }

    [Fact]
    public Task ConstantOfAnotherType_IsRead() => BadProject.Check(
        "FCLIP002",
        "MaxNorm is -3, but has to be above zero and finite; leave it out to give the limit with every call",
        Source("[|MaxNorm = -Limits.Norm|]") + "public static class Limits { public const int Norm = 3; }");

    private static Task Check(string id, string message, string arguments) => BadProject.Check(id, message, Source(arguments));

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
