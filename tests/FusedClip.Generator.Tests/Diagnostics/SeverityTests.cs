using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>What a user can do about a diagnostic besides mending what it is about.</summary>
public class SeverityTests
{
    private const string Warned =
        """
        using FusedClip;

        [ClipGradients(MaxNorm = 1)]
        public partial class A
        {
        #pragma warning disable FCLIP000
            public float[] Weights = [];
        #pragma warning restore FCLIP000
        }
        """;

    [Fact]
    public async Task Pragma_SuppressesAWarning()
    {
        Assert.Equal(["FCLIP008: Warning"], await Run(TestCompilation.Of(Warned)));
        Assert.Empty(await Run(TestCompilation.Of(Warned.Replace("FCLIP000", "FCLIP008", System.StringComparison.Ordinal))));
    }

    [Fact]
    public async Task SuppressMessage_SuppressesAWarning() => Assert.Empty(await Run(TestCompilation.Of(Warned.Replace(
        "public float[]", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"FusedClip\", \"FCLIP008\")] public float[]", System.StringComparison.Ordinal))));

    [Theory]
    [InlineData("none")]
    [InlineData("suggestion", "FCLIP008: Info")]
    [InlineData("warning", "FCLIP008: Warning")]
    [InlineData("error", "FCLIP008: Error")]
    public async Task EditorConfig_SetsTheSeverity(string severity, params string[] expected) => Assert.Equal(
        expected, await Run(TestCompilation.Of(Warned) with { EditorConfig = $"[*.cs]\ndotnet_diagnostic.FCLIP008.severity = {severity}\n" }));

    [Theory]
    [InlineData("none")]
    [InlineData("suggestion", "FCLIP002: Info")]
    public async Task ErrorMadeLess_StillGeneratesNothing(string severity, params string[] expected)
    {
        TestCompilation project = TestCompilation.Of(Warned.Replace("MaxNorm = 1", "MaxNorm = 0", System.StringComparison.Ordinal)) with
        {
            EditorConfig = $"[*.cs]\ndotnet_diagnostic.FCLIP002.severity = {severity}\ndotnet_diagnostic.FCLIP008.severity = none\n",
        };

        Assert.Equal(expected, await Run(project));
        Assert.Empty(GeneratorRun.Of(project).Files);
    }

    private static async Task<string[]> Run(TestCompilation project)
    {
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerRun.Of(GeneratorRun.Of(project).Output);
        return [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => $"{diagnostic.Id}: {diagnostic.Severity}")];
    }
}
