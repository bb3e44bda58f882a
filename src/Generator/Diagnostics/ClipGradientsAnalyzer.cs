using System;
using System.Collections.Immutable;
using System.Threading;
using FusedClip.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FusedClip.Generator.Diagnostics;

/// <summary>
/// Says what is wrong with a container, or with a clip of parameters. It reads with the generator's own parser, so that the two can't disagree: what
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
        Descriptors.UnclippedGroup,
        Descriptors.TwoGroups,
        Descriptors.GroupClippedTwice,
        Descriptors.UnsupportedMethod,
        Descriptors.InvalidLength,
        Descriptors.InvalidTie,
        Descriptors.TieOfOtherShape,
        Descriptors.CircularTie,
        Descriptors.InvalidValueLimit,
        Descriptors.MinAboveMax,
        Descriptors.LimitAndRange,
        Descriptors.InheritedValueClip,
        Descriptors.InvalidAxes,
        Descriptors.AxesOfOtherField,
        Descriptors.InvalidShape,
        Descriptors.InvalidClipping,
        Descriptors.AdaptiveWithoutAxes,
        Descriptors.LimitOfOtherScope,
        Descriptors.MissingWeight,
        Descriptors.InvalidWeight,
        Descriptors.NotAdaptive,
        Descriptors.FieldNormNameClash,
        Descriptors.FieldNormsUnlikeBase,
        Descriptors.FieldNormsOfSlices);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // A container may be generated code itself, and what it clashes with, too.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeContainer, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            AnalyzeFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    private static void AnalyzeContainer(SymbolAnalysisContext context) => ContainerParser.Parse(
        (INamedTypeSymbol)context.Symbol,
        context.Compilation,
        new DiagnosticSink(context.ReportDiagnostic),
        context.CancellationToken);

    private static void AnalyzeMethod(SymbolAnalysisContext context) =>
        Analyze((IMethodSymbol)context.Symbol, context.Compilation, context.ReportDiagnostic, context.CancellationToken);

    // These are no members of a type, but may carry the attribute all the same.
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        ISymbol? function = context.Node switch
        {
            LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } local => context.SemanticModel.GetDeclaredSymbol(local, context.CancellationToken),
            LambdaExpressionSyntax { AttributeLists.Count: > 0 } lambda => context.SemanticModel.GetSymbolInfo(lambda, context.CancellationToken).Symbol,
            _ => null,
        };
        if (function is IMethodSymbol method)
        {
            Analyze(method, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Analyze(IMethodSymbol method, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        // The attributes of both parts of a partial method are on each of them.
        if (method.PartialDefinitionPart is null)
        {
            ClipMethodParser.Parse(method, compilation, new DiagnosticSink(report), cancellation);
        }
    }
}
