using System.Collections.Immutable;
using FusedClip.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FusedClip.Generator.Diagnostics;

/// <summary>
/// Says what is wrong with a container. It reads with the generator's own parser, so that the two can't disagree: what
/// is reported here isn't generated, and what isn't generated is reported here.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClipGradientsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.NotPartial,
        Descriptors.InvalidMaxNorm,
        Descriptors.InvalidNorm,
        Descriptors.InvalidEpsilon,
        Descriptors.NothingToClip,
        Descriptors.UnsupportedMember,
        Descriptors.NameClash,
        Descriptors.NameSaysOtherwise,
        Descriptors.LanguageVersionTooOld,
        Descriptors.UnsupportedContainer,
        Descriptors.InvalidMethodName,
        Descriptors.UndefinedValue,
        Descriptors.Contradiction,
        Descriptors.InvalidTie,
        Descriptors.TieOfOtherShape,
        Descriptors.CircularTie);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // A container may be generated code itself, and what it clashes with, too.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context) => ContainerParser.Parse(
        (INamedTypeSymbol)context.Symbol,
        context.Compilation,
        new DiagnosticSink(context.ReportDiagnostic),
        context.CancellationToken);
}
