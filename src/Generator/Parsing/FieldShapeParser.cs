using System.Linq;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>How a member's elements lie in memory, and whether that is handled.</summary>
internal static class FieldShapeParser
{
    private const int LargestRank = 4;
    private const int LargestDepth = 4;

    /// <summary>A handled shape.</summary>
    public sealed record Shape(FieldShape Kind, ElementType Element, int Depth);

    /// <summary>The shape of a member; null where it isn't handled.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="member">The field or property.</param>
    /// <param name="isMarked">Whether it carries <c>[Gradient]</c>: only then is a scalar one.</param>
    public static Shape? Parse(ITypeSymbol type, ISymbol member, bool isMarked)
    {
        if (type is IArrayTypeSymbol array)
        {
            return ParseArray(array);
        }

        if (Element(type) is { } scalar)
        {
            return isMarked ? ParseScalar(scalar, member) : null;
        }

        if (type.IsNamed(KnownNames.Memory) && Element(((INamedTypeSymbol)type).TypeArguments[0]) is { } inMemory)
        {
            return new Shape(FieldShape.Memory, inMemory, 1);
        }

        return ListOf(type) is { } item && Element(item) is { } inList ? new Shape(FieldShape.List, inList, 1) : null;
    }

    /// <summary>
    /// Whether a type that isn't handled could hold gradients, so that leaving it out without a word would be wrong: buffers and
    /// collections of floating-point numbers, containers, and collections of them.
    /// </summary>
    public static bool LooksLikeGradient(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsGradientItem(array.ElementType),
        IPointerTypeSymbol pointer => Element(pointer.PointedAtType) is not null,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => LooksLikeGradient(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => LooksLikeGradient(element.Type)),
        INamedTypeSymbol named => IsSource(named) || IsBuffer(named) || IsInlineArray(named) || IsCollection(named),
        ITypeParameterSymbol parameter => IsSource(parameter),
        _ => false,
    };

    /// <summary>What to do about a member that isn't handled.</summary>
    public static string WhatToDo(ITypeSymbol type, ISymbol member, bool isMarked)
    {
        if (isMarked && Element(type) is not null)
        {
            return member is IPropertySymbol
                ? "a number has to be a field, or a property with a getter and a setter"
                : "a number has to be a field that can be written";
        }

        string otherwise = isMarked ? "take [Gradient] from it" : "mark it [NotGradient]";
        return $"hold the gradients as float, double or Half in arrays (to rank {LargestRank}, jagged to depth {LargestDepth}), Memory<T> or List<T>, or {otherwise}";
    }

    private static Shape? ParseArray(IArrayTypeSymbol array)
    {
        int depth = 1;
        ITypeSymbol element = array;
        for (; element is IArrayTypeSymbol inner; element = inner.ElementType, depth++)
        {
            if (inner.Rank > LargestRank)
            {
                return null;
            }
        }

        depth--;
        return depth <= LargestDepth && Element(element) is { } type
            ? new Shape(depth == 1 ? FieldShape.Array : FieldShape.Jagged, type, depth)
            : null;
    }

    private static Shape? ParseScalar(ElementType element, ISymbol member) => member switch
    {
        IFieldSymbol { IsReadOnly: false, IsVolatile: false, RefKind: RefKind.None } => new Shape(FieldShape.Scalar, element, 0),
        IPropertySymbol { SetMethod: { IsInitOnly: false }, GetMethod: not null, RefKind: RefKind.None } => new Shape(FieldShape.ScalarProperty, element, 0),
        _ => null,
    };

    private static ElementType? Element(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        _ => type.IsNamed(KnownNames.Half) ? ElementType.Half : null,
    };

    private static ITypeSymbol? ListOf(ITypeSymbol type)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (current.IsNamed(KnownNames.List))
            {
                return current.TypeArguments[0];
            }
        }

        return null;
    }

    // A number, a type parameter that could be one, a buffer of numbers, a container.
    private static bool IsGradientItem(ITypeSymbol type) =>
        Element(type) is not null || type is ITypeParameterSymbol { IsValueType: true } || LooksLikeGradient(type);

    private static bool IsSource(ITypeSymbol type) =>
        type.HasAttribute(KnownNames.ClipGradientsAttribute)
        || type.IsNamed(KnownNames.GradientSource)
        || type.AllInterfaces.Any(candidate => candidate.IsNamed(KnownNames.GradientSource));

    private static bool IsBuffer(INamedTypeSymbol type) =>
        KnownNames.Buffers.Any(name => type.IsNamed(name) || (type.BaseType is { } baseType && baseType.IsNamed(name)))
        && IsGradientItem(type.TypeArguments.FirstOrDefault() ?? type.BaseType!.TypeArguments[0]);

    private static bool IsInlineArray(INamedTypeSymbol type) =>
        type.HasAttribute(KnownNames.InlineArrayAttribute)
        && type.GetMembers().OfType<IFieldSymbol>().Any(field => IsGradientItem(field.Type));

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.SpecialType != SpecialType.System_String
        && type.AllInterfaces.Concat([type]).Any(candidate =>
            candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            && (IsGradientItem(candidate.TypeArguments[0]) || IsPairWithGradient(candidate.TypeArguments[0])));

    // What a dictionary enumerates.
    private static bool IsPairWithGradient(ITypeSymbol item) =>
        item.IsNamed("System.Collections.Generic.KeyValuePair`2") && IsGradientItem(((INamedTypeSymbol)item).TypeArguments[1]);
}
