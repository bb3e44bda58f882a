using System.Linq;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Shape = FusedClip.Generator.Parsing.FieldShapeParser.Shape;

namespace FusedClip.Generator.Parsing;

/// <summary>Members that are one run of elements, but neither an array nor a <c>Memory&lt;T&gt;</c> nor a list.</summary>
internal static class BufferShapeParser
{
    /// <summary>The shape of a member; null where it is none of these, or can't be handled.</summary>
    public static Shape? Parse(ITypeSymbol type, ISymbol member) => type switch
    {
        IPointerTypeSymbol pointer => ParsePointer(pointer, member),
        INamedTypeSymbol span when span.IsNamed(KnownNames.Span) => Of(FieldShape.Span, span.TypeArguments[0]),
        INamedTypeSymbol segment when segment.IsNamed(KnownNames.ArraySegment) => Of(FieldShape.Segment, segment.TypeArguments[0]),
        INamedTypeSymbol named when InlineLength(named) is not null => ParseInlineArray(named, member),
        _ => null,
    };

    /// <summary>The type of a member as a person would write it, where the compiler has another one for it.</summary>
    public static string? DisplayType(Shape shape, ITypeSymbol type) => shape.Kind == FieldShape.FixedBuffer
        ? $"fixed {((IPointerTypeSymbol)type).PointedAtType.ShortName()}[{shape.FixedLength}]"
        : null;

    /// <summary>What to do about a member that would be one of these, but for its declaration; null where it wouldn't.</summary>
    public static string? WhatToDo(ITypeSymbol type, ISymbol member)
    {
        if (type is IPointerTypeSymbol pointer && FieldShapeParser.Element(pointer.PointedAtType) is not null)
        {
            return member is IFieldSymbol { IsFixedSizeBuffer: true }
                ? null
                : "a pointer has to say how many elements it points at: [Gradient(Length = nameof(…))]";
        }

        return type is INamedTypeSymbol named && InlineLength(named) is not null && InlineElement(named) is not null
            ? member is IPropertySymbol
                ? "an inline array has to be a field, or a property with a getter and a setter, or one that returns it by reference"
                : "an inline array has to be a field that can be written"
            : null;
    }

    private static Shape? Of(FieldShape shape, ITypeSymbol item) => FieldShapeParser.Element(item) is { } element ? new Shape(shape, element, 1) : null;

    private static Shape? ParsePointer(IPointerTypeSymbol pointer, ISymbol member)
    {
        if (FieldShapeParser.Element(pointer.PointedAtType) is not { } element || element == ElementType.Parameter)
        {
            return null;
        }

        return member is IFieldSymbol { IsFixedSizeBuffer: true } buffer
            ? new Shape(FieldShape.FixedBuffer, element, 1) { FixedLength = buffer.FixedSize }
            : LengthParser.IsGiven(member) ? new Shape(FieldShape.Pointer, element, 1) : null;
    }

    private static Shape? ParseInlineArray(INamedTypeSymbol type, ISymbol member)
    {
        FieldShape? shape = member switch
        {
            IFieldSymbol { IsReadOnly: false, RefKind: RefKind.None or RefKind.Ref } field when !IsReadOnlyIn(field) => FieldShape.InlineArray,
            IPropertySymbol { RefKind: RefKind.Ref } or IParameterSymbol { RefKind: RefKind.Ref } => FieldShape.InlineArray,
            IPropertySymbol { SetMethod: { IsInitOnly: false }, GetMethod: not null, RefKind: RefKind.None } => FieldShape.InlineArrayProperty,
            _ => null,
        };
        return shape is { } kind && InlineElement(type) is { } element
            ? new Shape(kind, element, 1) { FixedLength = InlineLength(type)!.Value }
            : null;
    }

    private static bool IsReadOnlyIn(IFieldSymbol field) => field.ContainingType.IsReadOnly && field.RefKind == RefKind.None;

    private static int? InlineLength(INamedTypeSymbol type) =>
        type.FindAttribute(KnownNames.InlineArrayAttribute)?.ConstructorArguments.FirstOrDefault().Value as int?;

    private static ElementType? InlineElement(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => !field.IsStatic) is { } first ? FieldShapeParser.Element(first.Type) : null;
}
