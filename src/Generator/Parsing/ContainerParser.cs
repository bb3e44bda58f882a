using System.Collections.Generic;
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
        (IReadOnlyList<MethodNames> methods, MethodSpec accumulateNorm) = MethodNameParser.Parse(type, [clipName], baseContainer, sink);

        if (fields.Count == 0 && baseContainer is null && !sink.HasErrors)
        {
            sink.Report(Descriptors.NothingToClip, type.Locations.FirstOrDefault(), type.Name);
        }

        if (sink.HasErrors || !IsBaseGenerated(baseContainer, compilation, cancellation))
        {
            return null;
        }

        return new ContainerSpec(
            HierarchyRules.Declaration(type, HintNames.Of(type)),
            new EquatableArray<GroupSpec>([new GroupSpec(null, settings, fields, BaseOf(baseContainer), methods[0])]),
            accumulateNorm,
            IsInheritable: type.TypeKind == TypeKind.Class && !type.IsSealed);
    }

    private static BaseContainerSpec? BaseOf(INamedTypeSymbol? baseContainer)
    {
        if (baseContainer is null)
        {
            return null;
        }

        MethodNames methods = MethodNameParser.Names(baseContainer)[0];
        return new BaseContainerSpec(baseContainer.FullName(), methods.Sweep.Name, methods.FieldCount.Name);
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

    // Where the base container has errors it gets no methods, and a derived container that called them would add compiler errors
    // to the one that matters.
    private static bool IsBaseGenerated(INamedTypeSymbol? baseContainer, Compilation compilation, CancellationToken cancellation) =>
        baseContainer is null
        || !SymbolEqualityComparer.Default.Equals(baseContainer.ContainingAssembly, compilation.Assembly)
        || Parse(baseContainer.OriginalDefinition, compilation, DiagnosticSink.None, cancellation) is not null;
}
