using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP009, FCLIP010.</summary>
public class ContainerKindTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public Task OldLanguage_IsReported(LanguageVersion version, string shown) => BadProject.Check(
        "FCLIP009",
        [$"The clipping of 'A' is written in C# 12, but this project compiles C# {shown}; set LangVersion to 12 or above"],
        """
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class [|A|]
        {
            public float[] W = new float[1];
        }
        """,
        project => project with { LanguageVersion = version, Nullable = Microsoft.CodeAnalysis.NullableContextOptions.Disable });

    [Theory]
    [InlineData("public static partial class [|A|] { public static float[] W = []; }", "static")]
    [InlineData("file partial class [|A|] { public float[] W = []; }", "file-local, which no other file can continue")]
    [InlineData("file partial record struct [|A|](float[] W);", "file-local, which no other file can continue")]
    public Task TypeThatCannotBeAContainer_IsReported(string type, string kind) => BadProject.Check(
        "FCLIP010",
        $"'A' can't be a container, since it is {kind}; use a class, a struct, a record or a record struct",
        $"""
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        {type}
        """);

    [Fact]
    public Task TypeInAFileLocalOne_IsReported() => BadProject.Check(
        "FCLIP010",
        "'A' can't be a container, since it is file-local, which no other file can continue; use a class, a struct, a record or a record struct",
        """
        using FusedClip;

        file partial class Outer
        {
            [ClipGradients(MaxNorm = 1)]
            public partial class [|A|]
            {
                public float[] W = [];
            }
        }
        """);
}
