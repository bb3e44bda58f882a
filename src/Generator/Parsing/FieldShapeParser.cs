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
    public sealed record Shape(FieldShape Kind, ElementType? Element, int Depth)
    {
        /// <summary>The arrays and lists around it, outermost first.</summary>
        public EquatableArray<CollectionLevel> Levels { get; init; }

        /// <summary>The number of elements, where the type says it; otherwise 0.</summary>
        public int FixedLength { get; init; }

        /// <summary>Whether it is a property that is read, and set by the passes that write.</summary>
        public bool IsWrittenBack => Kind is FieldShape.ScalarProperty or FieldShape.InlineArrayProperty
            or FieldShape.StructContainerProperty or FieldShape.StructSourceProperty;

        /// <summary>Whether it is in a <c>Nullable&lt;T&gt;</c>; null is an empty buffer.</summary>
        public bool IsNullable { get; init; }
    }

    /// <summary>The shape of a member; null where it isn't handled.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="member">The field, property or parameter.</param>
    /// <param name="isMarked">Whether it is said to be a gradient, by <c>[Gradient]</c> or by being a clip's parameter: only then is a scalar one.</param>
    /// <param name="compilation">Where to look for annotated types.</param>
    public static Shape? Parse(ITypeSymbol type, ISymbol member, bool isMarked, Compilation compilation) => Element(type) is { } scalar
        ? (isMarked ? ParseScalar(scalar, member) : null)
        : ParseNullable(type) ?? ParseBuffer(type) ?? BufferShapeParser.Parse(type, member) ?? LibraryShapeParser.Parse(type)
            ?? NestedShapeParser.Parse(type, member, isMarked, compilation);

    /// <summary>The shape of a buffer of numbers, wherever it is held; null where a type isn't one.</summary>
    public static Shape? ParseBuffer(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return ParseArray(array);
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
        INamedTypeSymbol named => NestedShapeParser.IsSource(named) || IsBuffer(named) || IsInlineArray(named) || IsCollection(named),
        ITypeParameterSymbol parameter => NestedShapeParser.IsSource(parameter),
        _ => false,
    };

    /// <summary>What to do about a member that isn't handled.</summary>
    public static string WhatToDo(ITypeSymbol type, ISymbol member, bool isMarked)
    {
        if (isMarked && Element(type) is not null)
        {
            return member switch
            {
                IPropertySymbol => "a number has to be a field, or a property with a getter and a setter",
                IParameterSymbol => "a number has to be passed by ref",
                _ => "a number has to be a field that can be written",
            };
        }

        if ((BufferShapeParser.WhatToDo(type, member) ?? StructStorage.WhatToDo(type, member)) is { } what)
        {
            return what;
        }

        if (isMarked && TypeParameterRules.WhatToDo(type) is { } constraint)
        {
            return constraint;
        }

        string otherwise = member is IParameterSymbol ? "a class that is a container; every parameter but 'double maxNorm' and 'double preScale' is a gradient"
            : isMarked ? "take [Gradient] from it"
            : "mark it [NotGradient]";
        return $"hold the gradients as float, double or Half in arrays (to rank {LargestRank}, jagged to depth {LargestDepth}), Memory<T>, Span<T>, ArraySegment<T> or List<T>, or {otherwise}";
    }

    // What its value refers to is no copy, so it needn't be set again.
    private static Shape? ParseNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        && nullable.TypeArguments[0] is INamedTypeSymbol value
        && (value.IsNamed(KnownNames.Memory) || value.IsNamed(KnownNames.ArraySegment)) && Element(value.TypeArguments[0]) is { } element
            ? new Shape(value.IsNamed(KnownNames.Memory) ? FieldShape.Memory : FieldShape.Segment, element, 1) { IsNullable = true }
            : null;

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
        IParameterSymbol { RefKind: RefKind.Ref } => new Shape(FieldShape.Scalar, element, 0),
        IPropertySymbol { SetMethod: { IsInitOnly: false }, GetMethod: not null, RefKind: RefKind.None } => new Shape(FieldShape.ScalarProperty, element, 0),
        _ => null,
    };

    /// <summary>The element type that a type is; null where it is none.</summary>
    public static ElementType? Element(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        _ => type.IsNamed(KnownNames.Half) ? ElementType.Half : TypeParameterRules.IsElement(type) ? ElementType.Parameter : null,
    };

    /// <summary>What a <c>List&lt;T&gt;</c>, or a class derived from it, is a list of; null for anything else.</summary>
    public static ITypeSymbol? ListOf(ITypeSymbol type)
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
        Element(type) is not null || LooksLikeGradient(type);

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
