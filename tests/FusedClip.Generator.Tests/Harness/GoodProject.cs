using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>Asserts that a project is fine: generated, compiled without a warning, and nothing to report.</summary>
internal static class GoodProject
{
    public static async Task<GeneratorRun> Check(TestCompilation project)
    {
        GeneratorRun run = GeneratorRun.Of(project);
        AssertCompiles(run.Output);
        run.AssertIncremental();
        Assert.Empty(await AnalyzerRun.Of(run.Output));
        return run;
    }

    /// <summary>
    /// Asserts that there is nothing to warn of. A user's own members needn't be documented; the generated ones do, since a user
    /// may have asked the compiler to insist on it.
    /// </summary>
    public static void AssertCompiles(CSharpCompilation compilation)
    {
        string[] diagnostics =
        [
            .. compilation.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsMissingCommentOfUser(diagnostic))
                .Select(diagnostic => $"{diagnostic}: {Line(diagnostic)}"),
        ];
        Assert.True(diagnostics.Length == 0, string.Join(Environment.NewLine, diagnostics));
    }

    private static bool IsMissingCommentOfUser(Diagnostic diagnostic) =>
        diagnostic.Id == "CS1591" && !diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : "";
}
