using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>From an annotated type to the model of its generated file, or to what is wrong with it.</summary>
internal static class ContainerParser
{
    /// <summary>Reads a container; null where anything about it is an error, which the sink has then been told.</summary>
    public static ContainerSpec? Parse(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (type.FindAttribute(KnownNames.ClipGradientsAttribute) is not { } attribute)
        {
            return null;
        }

        HierarchyRules.Check(type, compilation, sink, cancellation);
        ClipSettings settings = SettingsParser.Parse(attribute, sink, cancellation);
        string clipName = MethodNameParser.ClipName(attribute, sink, cancellation);
        INamedTypeSymbol? baseContainer = FindBaseContainer(type);
        EquatableArray<FieldSpec> fields = FieldsParser.Parse(type, baseContainer, sink, cancellation);
        MethodNames methods = MethodNameParser.Parse(type, clipName, baseContainer, sink);

        if (fields.Count == 0 && baseContainer is null && !sink.HasErrors)
        {
            sink.Report(Descriptors.NothingToClip, type.Locations.FirstOrDefault(), type.Name);
        }

        if (sink.HasErrors || !IsBaseGenerated(baseContainer, compilation, cancellation))
        {
            return null;
        }

        return new ContainerSpec(
            HintNames.Of(type),
            type.ContainingNamespace is { IsGlobalNamespace: false } containing ? HierarchyRules.NamespaceName(containing) : "",
            HierarchyRules.Types(type),
            settings,
            fields,
            baseContainer is null ? null : new BaseContainerSpec(baseContainer.FullName(), MethodNames.SweepName(MethodNameParser.ClipName(baseContainer)))
            {
                MayRefuse = MayRefuse(baseContainer, cancellation),
            },
            methods,
            IsInheritable: type.TypeKind == TypeKind.Class && !type.IsSealed)
        {
            IsRefStruct = type.IsRefLikeType,
        };
    }

    private static INamedTypeSymbol? FindBaseContainer(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.HasAttribute(KnownNames.ClipGradientsAttribute))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool MayRefuse(INamedTypeSymbol container, CancellationToken cancellation)
    {
        INamedTypeSymbol? baseContainer = FindBaseContainer(container);
        return (baseContainer is not null && MayRefuse(baseContainer, cancellation))
            || FieldsParser.Parse(container, baseContainer, DiagnosticSink.None, cancellation).Any(static field => field.MayBeRefused);
    }

    // Where the base container has errors it gets no methods, and a derived container that called them would add compiler errors
    // to the one that matters.
    private static bool IsBaseGenerated(INamedTypeSymbol? baseContainer, Compilation compilation, CancellationToken cancellation) =>
        baseContainer is null
        || !SymbolEqualityComparer.Default.Equals(baseContainer.ContainingAssembly, compilation.Assembly)
        || Parse(baseContainer.OriginalDefinition, compilation, DiagnosticSink.None, cancellation) is not null;
}
