using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using FusedClip.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>Asserts that a project is fine: generated, compiled without a warning, and nothing to report.</summary>
internal static class GoodProject
{
    private const int MostShown = 10;

    /// <summary>Generates and compiles; returns what was generated, and the assembly.</summary>
    public static async Task<(GeneratorRun Run, ImmutableArray<byte> Image)> Check(TestCompilation project)
    {
        GeneratorRun run = GeneratorRun.Of(project);
        ImmutableArray<byte> image = Compile(run.Output);
        run.AssertIncremental();
        Assert.Empty(await AnalyzerRun.Of(WithoutKernels(run.Output)));
        return (run, image);
    }

    /// <summary>
    /// Compiles, and asserts that there is nothing to warn of. A user's own members needn't be documented or assigned in these
    /// tests; the generated ones need comments, since a user may have asked the compiler to insist on them.
    /// </summary>
    public static ImmutableArray<byte> Compile(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        EmitResult result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        string[] diagnostics =
        [
            .. result.Diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsMatterOfUser(diagnostic))
                .Take(MostShown)
                .Select(diagnostic => $"{diagnostic}: {Line(diagnostic)}"),
        ];
        Assert.True(diagnostics.Length == 0, string.Join(Environment.NewLine, diagnostics));
        Assert.True(result.Success);
        return ImmutableCollectionsMarshal.AsImmutableArray(stream.ToArray());
    }

    // The kernels hold nothing that the analyzer looks at, but would take most of its time: one test has them analyzed, and the others not.
    private static CSharpCompilation WithoutKernels(CSharpCompilation compilation) =>
        compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(KernelFile.HintName, StringComparison.Ordinal)));

    private static bool IsMatterOfUser(Diagnostic diagnostic) =>
        diagnostic.Id is "CS1591" or "CS0649" && !diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : "";
}
