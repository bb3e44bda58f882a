using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusedClip.Generator.Parsing;

/// <summary>Which types can be containers, or have clips, and how their declarations are continued.</summary>
internal static class HierarchyRules
{
    /// <summary>The oldest C# that the generated code is written in: inline arrays and collection expressions.</summary>
    private const LanguageVersion Oldest = LanguageVersion.CSharp12;

    /// <summary>Whether a type can be a container.</summary>
    public static void Check(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        Location? location = type.Locations.FirstOrDefault();
        CheckLanguage(type, compilation, sink);
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

    /// <summary>Whether a method can be continued, and the types around it.</summary>
    public static void Check(IMethodSymbol method, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        Location? location = method.Locations.FirstOrDefault();
        CheckLanguage(method, compilation, sink);
        if (IsInFileLocal(method.ContainingType))
        {
            sink.Report(Descriptors.UnsupportedMethod, location, method.Name, "it stands in a file-local type, which no other file can continue");
        }

        if (!method.IsPartialDefinition)
        {
            sink.Report(Descriptors.NotPartial, location, method.Name, "a clip");
        }

        for (INamedTypeSymbol? current = method.ContainingType; current is not null; current = current.ContainingType)
        {
            if (!IsPartial(current, cancellation))
            {
                sink.Report(Descriptors.NotPartial, current.Locations.FirstOrDefault(), current.Name, $"what the clip '{method.Name}' stands in");
            }
        }
    }

    private static void CheckLanguage(ISymbol target, Compilation compilation, DiagnosticSink sink)
    {
        if (compilation is CSharpCompilation { LanguageVersion: var version } && version < Oldest)
        {
            sink.Report(Descriptors.LanguageVersionTooOld, target.Locations.FirstOrDefault(), target.Name, version.ToDisplayString());
        }
    }

    /// <summary>Where members that are generated for a type stand: the declarations to be continued.</summary>
    public static DeclarationSpec Declaration(INamedTypeSymbol type, string hintName) => new(
        hintName,
        type.ContainingNamespace is { IsGlobalNamespace: false } containing ? NamespaceName(containing) : "",
        Types(type));

    private static EquatableArray<TypeSpec> Types(INamedTypeSymbol type)
    {
        var types = new List<TypeSpec>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            types.Insert(0, new TypeSpec(Keyword(current), Name(current)));
        }

        return types.ToEquatableArray();
    }

    private static string NamespaceName(INamespaceSymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } outer
            ? NamespaceName(outer) + "." + symbol.Name.Escaped()
            : symbol.Name.Escaped();

    private static string? UnsupportedKind(INamedTypeSymbol type)
    {
        if (type.IsStatic)
        {
            return "static";
        }

        return IsInFileLocal(type) ? "file-local, which no other file can continue" : null;
    }

    private static bool IsInFileLocal(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return true;
            }
        }

        return false;
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
