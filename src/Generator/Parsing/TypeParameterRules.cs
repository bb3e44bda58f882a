using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Shape = FusedClip.Generator.Parsing.FieldShapeParser.Shape;

namespace FusedClip.Generator.Parsing;

/// <summary>Type parameters that may stand for the type of an element: <c>T</c> of <c>Layer&lt;T&gt;</c> with gradients <c>T[]</c>.</summary>
internal static class TypeParameterRules
{
    // What every number implements, and what float and double don't.
    private const string Number = "System.Numerics.INumberBase`1";
    private static readonly string[] OtherNumbers = ["System.Numerics.IBinaryInteger`1", "System.Numerics.IUnsignedNumber`1"];

    /// <summary>Whether float and double can be its type arguments, and its constraints say that it is a value.</summary>
    public static bool IsElement(ITypeSymbol type) =>
        type is ITypeParameterSymbol { HasReferenceTypeConstraint: false } parameter
        && !parameter.ConstraintTypes.Any(constraint => constraint.TypeKind == TypeKind.Class)
        && (parameter.IsValueType || Interfaces(parameter).Any(candidate => candidate.IsNamed(Number)))
        && !Interfaces(parameter).Any(candidate => OtherNumbers.Any(candidate.IsNamed) || candidate.IsNamed(KnownNames.GradientSource));

    /// <summary>The type parameter that the elements of a field are of; null where they are of a type known by name.</summary>
    public static TypeParameterSpec? ElementOf(ITypeSymbol type, Shape shape) =>
        shape.Element == ElementType.Parameter && NameIn(type) is { } name ? new TypeParameterSpec(name, name.Escaped()) : null;

    private static string? NameIn(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.Name,
        IArrayTypeSymbol array => NameIn(array.ElementType),
        INamedTypeSymbol named => NameIn(FieldShapeParser.ListOf(named) ?? named.TypeArguments.FirstOrDefault()),
        _ => null,
    };

    /// <summary>What to do about a member whose elements are of a type parameter that can't be a number's.</summary>
    public static string? WhatToDo(ITypeSymbol type) =>
        NameIn(type) is { } name ? $"its elements are of type '{name}', which isn't known to be a number; constrain it by 'where {name} : struct', so that it can be float or double" : null;

    private static IEnumerable<ITypeSymbol> Interfaces(ITypeParameterSymbol parameter) =>
        parameter.ConstraintTypes.Concat(parameter.ConstraintTypes.SelectMany(constraint => constraint.AllInterfaces));
}
