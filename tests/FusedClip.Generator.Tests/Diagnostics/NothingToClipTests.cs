using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP005.</summary>
public class NothingToClipTests
{
    [Theory]
    [InlineData("")]
    [InlineData("public static float[] W = [];")]
    [InlineData("public const float W = 1;")]
    [InlineData("[NotGradient] public float[] W = [];")]
    [InlineData("[NotGradient] public float[] W { get; set; } = [];")]
    [InlineData("public float LearningRate;")]
    [InlineData("public int[] Indices = [];")]
    [InlineData("public string Name = \"\"; public object? Tag;")]
    [InlineData("public float[] Computed => [];")]
    [InlineData("public float[] this[int row] => [];")]
    [InlineData("public float[] Method() => [];")]
    [InlineData("public event System.Action<float[]> Backward { add { } remove { } }")]
    [InlineData("public partial class Inner { public float[] W = []; }")]
    public Task ContainerWithoutGradients_IsReported(string members) => BadProject.Check(
        "FCLIP005",
        "'A' has nothing to clip: no instance field or auto-property of it is a buffer of float, double or Half; numbers have to be marked [Gradient]",
        $$"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class [|A|]
        {
            {{members}}
        }
        """);

    [Fact]
    public async Task ContainerThatAddsNothingToItsBase_IsFine()
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(
            """
            using FusedClip;

            [ClipGradients(MaxNorm = 1)]
            public partial class Trunk
            {
                public float[] W = [];
            }

            [ClipGradients(MaxNorm = 2)]
            public partial class Same : Trunk;
            """));

        Assert.Equal(["FusedClip.Kernels.g.cs", "Same.g.cs", "Trunk.g.cs"], [.. new System.Collections.Generic.SortedSet<string>(run.Files.Keys, System.StringComparer.Ordinal)]);
    }
}
