using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>Asserts what the analyzer says of a container named A, and that nothing is generated for it where it is an error.</summary>
internal static class BadProject
{
    /// <summary>One message, or the same at several places.</summary>
    /// <param name="source">The source; <c>[|</c> and <c>|]</c> mark what is pointed at.</param>
    public static Task Check(string id, string message, string source) => Check(id, [message], source, static project => project);

    /// <param name="id">The diagnostic.</param>
    /// <param name="messages">Its messages, one for each mark.</param>
    /// <param name="source">The source; <c>[|</c> and <c>|]</c> mark what is pointed at.</param>
    /// <param name="configure">What the project has besides the source.</param>
    public static async Task Check(string id, IReadOnlyList<string> messages, string source, Func<TestCompilation, TestCompilation> configure)
    {
        MarkedSource marked = MarkedSource.Parse(source);
        GeneratorRun run = GeneratorRun.Of(configure(TestCompilation.Of(marked.Text)));
        IReadOnlyList<Diagnostic> diagnostics = await AnalyzerRun.Of(run.Output);

        Assert.Equal(messages.Select(message => $"{id}: {message}"), diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}"));
        Assert.Equal(
            marked.Spans.Select(span => (span, marked.Text.Substring(span.Start, span.Length))),
            diagnostics.Select(diagnostic => (diagnostic.Location.SourceSpan, Text(diagnostic))));
        Assert.All(diagnostics, diagnostic => Assert.EndsWith($"/docs/diagnostics/{id}.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal));
        if (diagnostics.Any(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error))
        {
            Assert.DoesNotContain(run.Files.Values, text => text.Contains("] on A;", StringComparison.Ordinal));
        }
        else
        {
            Assert.NotEmpty(run.Files);
            GoodProject.Compile(run.Output);
        }
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
