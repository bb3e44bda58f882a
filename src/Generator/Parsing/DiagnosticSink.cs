using System;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>
/// Where the parser says what is wrong. The analyzer reports it; the generator, which reads with the same rules, only needs
/// to know that something was.
/// </summary>
internal sealed class DiagnosticSink(Action<Diagnostic>? report)
{
    /// <summary>A sink that forgets what it is told.</summary>
    public static DiagnosticSink None => new(null);

    /// <summary>Whether an error was reported: then nothing is generated.</summary>
    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        report?.Invoke(Diagnostic.Create(descriptor, location, arguments));
    }
}
