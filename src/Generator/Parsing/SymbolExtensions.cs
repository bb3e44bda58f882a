using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusedClip.Generator.Parsing;

/// <summary>Questions about symbols that several rules ask.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat MetadataNameFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat FullNullableFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ShortFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type's name as code anywhere may write it: <c>global::Demo.Layer&lt;T&gt;</c>.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type's name as code anywhere may write it, with what it says of null: <c>global::Demo.Layer?</c>.</summary>
    public static string FullNameWithNullability(this ITypeSymbol type) => type.ToDisplayString(FullNullableFormat);

    /// <summary>The type's name as a person would write it: <c>float[,]</c>.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(ShortFormat);

    /// <summary>Whether this is the type of a metadata name, whatever its type arguments.</summary>
    public static bool IsNamed(this ITypeSymbol type, string metadataName) =>
        type is INamedTypeSymbol named
        && metadataName.EndsWith(named.MetadataName, System.StringComparison.Ordinal)
        && metadataName == QualifiedMetadataName(named);

    /// <summary>The attributes of that metadata name on a symbol, in their order.</summary>
    public static IEnumerable<AttributeData> FindAttributes(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().Where(attribute => attribute.AttributeClass?.IsNamed(metadataName) == true);

    /// <summary>The first attribute of that metadata name on a symbol, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttributes(metadataName).FirstOrDefault();

    /// <summary>Whether a symbol carries the attribute of that metadata name.</summary>
    public static bool HasAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttribute(metadataName) is not null;

    /// <summary>Whether a type is annotated as a container: its gradients are clipped by norm, by value, or both.</summary>
    public static bool IsAnnotated(this ISymbol type) =>
        type.HasAttribute(KnownNames.ClipGradientsAttribute) || type.HasAttribute(KnownNames.ClipGradientValuesAttribute);

    /// <summary>Whether a type is a container that is clipped by value alone.</summary>
    public static bool IsClippedByValueAlone(this ISymbol type) =>
        type.HasAttribute(KnownNames.ClipGradientValuesAttribute) && !type.HasAttribute(KnownNames.ClipGradientsAttribute);

    /// <summary>Whether this generator wrote the symbol, or a part of it.</summary>
    public static bool IsGenerated(this ISymbol symbol) =>
        symbol.FindAttribute(KnownNames.GeneratedCodeAttribute)?.ConstructorArguments.FirstOrDefault().Value is GeneratedCodeTool.Name;

    /// <summary>The name as an identifier, escaped where it is a keyword.</summary>
    public static string Escaped(this string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The name with namespace, containing types and arity: <c>Demo.Outer+Layer`1</c>.</summary>
    public static string QualifiedMetadataName(this INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return outer.QualifiedMetadataName() + "+" + type.MetadataName;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } containing
            ? containing.ToDisplayString(MetadataNameFormat) + "." + type.MetadataName
            : type.MetadataName;
    }
}
