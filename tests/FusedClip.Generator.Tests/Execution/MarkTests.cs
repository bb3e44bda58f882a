using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Where [Gradient] and [NotGradient] may stand, and what they choose.</summary>
public class MarkTests
{
    [Theory]
    [InlineData("public float[]? W; public float[]? B { get; set; } [NotGradient] public float[]? Other;", "W", "B")]
    [InlineData("public float[]? W; [NotGradient] public float[]? Other { get; set; } public float[]? B;", "W", "B")]
    [InlineData("public float[]? W; [field: NotGradient] public float[]? Other { get; set; }", "W")]
    [InlineData("[Gradient] public float[]? W; public float[]? Other; [Gradient] public float B;", "W", "B")]
    [InlineData("[field: Gradient] public float[]? W { get; set; } public float[]? Other;", "W")]
    [InlineData("[Gradient] public float[]? W => _w; private float[]? _w; public void Set(float[] w) => _w = w;", "_w")]
    [InlineData("public float[]? W, B;", "W", "B")]
    [InlineData("[Gradient] public float[]? W, B; public float[]? Other;", "W", "B")]
    public async Task Member_IsCoveredWhereTheMarksSaySo(string members, params string[] covered)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Demo;

            [ClipGradients]
            public partial class Net { {{members}} }
            """));
        if (members.Contains("Other", System.StringComparison.Ordinal))
        {
            ContainerObject other = assembly.Create("Demo.Net", "Other");
            double[] before = other.Gradients[0];
            Assert.Equal(0, other.Clip(0.01).TotalNorm);
            Assert.Equal(before, other.Gradients[0]);
        }

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", covered));
    }
}
