using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>The attributes on a member of a container: on an auto-property, or on its backing field, as in <c>[field: NotGradient]</c>.</summary>
internal static class GradientMarks
{
    /// <summary>Whether a member is marked <c>[Gradient]</c>.</summary>
    public static bool IsGradient(ISymbol member) => Gradients(member).Any();

    /// <summary>The member's <c>[Gradient]</c>, the first where there are several; null where there is none.</summary>
    public static AttributeData? Gradient(ISymbol member) => Gradients(member).FirstOrDefault();

    /// <summary>Every <c>[Gradient]</c> of a member, those on a property first.</summary>
    public static IEnumerable<AttributeData> Gradients(ISymbol member) => Of(member, KnownNames.GradientAttribute);

    /// <summary>Whether a member is marked <c>[NotGradient]</c>.</summary>
    public static bool IsNotGradient(ISymbol member) => Of(member, KnownNames.NotGradientAttribute).Any();

    /// <summary>The field behind an auto-property; null where there is none, or metadata leaves it out.</summary>
    public static IFieldSymbol? BackingField(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static IEnumerable<AttributeData> Of(ISymbol member, string attribute) => member.FindAttributes(attribute)
        .Concat(member is IPropertySymbol property && BackingField(property) is { } field ? field.FindAttributes(attribute) : []);
}
