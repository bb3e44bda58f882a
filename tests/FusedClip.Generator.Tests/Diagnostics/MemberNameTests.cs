using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP008, a warning: the member is clipped all the same.</summary>
public class MemberNameTests
{
    [Theory]
    [InlineData("Weights", "weights")]
    [InlineData("weight", "weight")]
    [InlineData("WEIGHTS", "weights")]
    [InlineData("W_weights", "weights")]
    [InlineData("velocity", "velocity")]
    [InlineData("VelocityW1", "velocity")]
    [InlineData("momentumBuffer", "momentum")]
    [InlineData("AdamMoment1", "moment")]
    [InlineData("RunningMean", "mean")]
    [InlineData("RunningVariance", "variance")]
    [InlineData("lossHistory", "history")]
    [InlineData("ActivationCache", "activation")]
    [InlineData("parameters", "parameters")]
    public Task NameThatSaysOtherwise_IsWarnedOf(string name, string word) => BadProject.Check(
        "FCLIP008",
        $"'{name}' is clipped with the gradients, but its name says {word}; mark it [NotGradient], or mark the gradients with [Gradient]",
        Source($"public float[] [|{name}|] = [];"));

    [Theory]
    [InlineData("dWeights")]
    [InlineData("d_weights")]
    [InlineData("DWeights")]
    [InlineData("WeightGradients")]
    [InlineData("weight_grad")]
    [InlineData("deltaWeights")]
    [InlineData("_gradHistory")]
    [InlineData("W1")]
    [InlineData("B")]
    [InlineData("meaning")]
    [InlineData("Lightweight")]
    [InlineData("unweighted")]
    public async Task NameOfAGradient_IsFine(string name)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source($"public float[] {name} = [];")));

        Assert.Contains($"{name}, // float[]", run.Files["A.g.cs"], System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Gradient] public float[] Weights = [];")]
    [InlineData("public float[] W = []; [NotGradient] public float[] Weights = [];")]
    public async Task NameOfAMarkedMember_IsNotJudged(string members)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source(members)));

        Assert.Contains("A.g.cs", run.Files.Keys);
    }

    [Fact]
    public Task NameInAnUnannotatedBase_IsWarnedOfAtTheContainer() => BadProject.Check(
        "FCLIP008",
        "'Velocity' is clipped with the gradients, but its name says velocity; mark it [NotGradient], or mark the gradients with [Gradient]",
        """
        using FusedClip;

        public class Model
        {
            protected float[] Velocity = [];
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class [|A|] : Model
        {
            public float[] W = [];
        }
        """);

    [Fact]
    public Task EveryUnmarkedNeighbourOfTheGradients_IsWarnedOf() => BadProject.Check(
        "FCLIP008",
        [Message("Weights", "weights"), Message("WeightVelocities", "weight"), Message("BiasVelocities", "velocities")],
        Source(
            """
            public float[][] [|Weights|] = [];
                public float[][] WeightGradients = [];
                public float[][] [|WeightVelocities|] = [];
                public float[] BiasGradients = [];
                public float[] [|BiasVelocities|] = [];
            """),
        static project => project);

    private static string Message(string name, string word) =>
        $"'{name}' is clipped with the gradients, but its name says {word}; mark it [NotGradient], or mark the gradients with [Gradient]";

    private static string Source(string members) =>
        $$"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A
        {
            {{members}}
        }
        """;
}
