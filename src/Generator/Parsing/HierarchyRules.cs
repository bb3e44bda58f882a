using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusedClip.Generator.Parsing;

/// <summary>Which types can be containers, and how their declarations are continued.</summary>
internal static class HierarchyRules
{
    /// <summary>The oldest C# that the generated code is written in: inline arrays and collection expressions.</summary>
    private const LanguageVersion Oldest = LanguageVersion.CSharp12;

    public static void Check(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        Location? location = type.Locations.FirstOrDefault();
        if (compilation is CSharpCompilation { LanguageVersion: var version } && version < Oldest)
        {
            sink.Report(Descriptors.LanguageVersionTooOld, location, type.Name, version.ToDisplayString());
        }

        if (UnsupportedKind(type) is { } kind)
        {
            sink.Report(Descriptors.UnsupportedContainer, location, type.Name, kind);
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (!IsPartial(current, cancellation))
            {
                sink.Report(
                    Descriptors.NotPartial,
                    current.Locations.FirstOrDefault(),
                    current.Name,
                    SymbolEqualityComparer.Default.Equals(current, type) ? "a container" : $"what the container '{type.Name}' is nested in");
            }
        }
    }

    /// <summary>The container and the types around it, outermost first.</summary>
    public static EquatableArray<TypeSpec> Types(INamedTypeSymbol type)
    {
        var types = new List<TypeSpec>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            types.Insert(0, new TypeSpec(Keyword(current), Name(current)));
        }

        return types.ToEquatableArray();
    }

    /// <summary>The namespace's full name, keywords escaped.</summary>
    public static string NamespaceName(INamespaceSymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } outer
            ? NamespaceName(outer) + "." + symbol.Name.Escaped()
            : symbol.Name.Escaped();

    private static string? UnsupportedKind(INamedTypeSymbol type)
    {
        if (type.IsStatic)
        {
            return "static";
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return "file-local, which no other file can continue";
            }
        }

        return null;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    private static string Name(INamedTypeSymbol type) => type.TypeParameters.Length == 0
        ? type.Name.Escaped()
        : $"{type.Name.Escaped()}<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name.Escaped()))}>";
}
