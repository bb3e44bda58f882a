using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP001.</summary>
public class PartialTests
{
    [Theory]
    [InlineData("class")]
    [InlineData("struct")]
    [InlineData("record")]
    [InlineData("record class")]
    [InlineData("record struct")]
    [InlineData("sealed class")]
    [InlineData("readonly struct")]
    public Task ContainerThatIsNotPartial_IsReported(string kind) => BadProject.Check(
        "FCLIP001",
        "'A' has to be partial, since it is a container and the generator continues its declaration",
        $$"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public {{kind}} [|A|]
        {
            public float[]? W { get; init; }
        }
        """);

    [Theory]
    [InlineData("class [|Outer|]", "partial class Middle")]
    [InlineData("partial class Outer", "class [|Middle|]")]
    [InlineData("partial struct Outer", "record struct [|Middle|]")]
    [InlineData("partial record Outer", "interface [|Middle|]")]
    [InlineData("interface [|Outer|]", "partial interface Middle")]
    public Task OuterTypeThatIsNotPartial_IsReported(string outer, string middle) => BadProject.Check(
        "FCLIP001",
        $"'{(outer.Contains('|') ? "Outer" : "Middle")}' has to be partial, since it is what the container 'A' is nested in and the generator continues its declaration",
        $$"""
        using FusedClip;

        public {{outer}}
        {
            public {{middle}}
            {
                [ClipGradients(MaxNorm = 1)]
                public partial class A
                {
                    public float[] W = [];
                }
            }
        }
        """);

    [Fact]
    public Task EveryTypeThatIsNotPartial_IsReported() => BadProject.Check(
        "FCLIP001",
        [
            "'Outer' has to be partial, since it is what the container 'A' is nested in and the generator continues its declaration",
            "'A' has to be partial, since it is a container and the generator continues its declaration",
        ],
        """
        using FusedClip;

        public class [|Outer|]
        {
            [ClipGradients(MaxNorm = 1)]
            public class [|A|]
            {
                public float[] W = [];
            }
        }
        """,
        static project => project);
}
