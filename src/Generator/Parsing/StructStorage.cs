using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>What structs that hold gradients hold in place: of a copy of them, that would be swept and lost.</summary>
internal static class StructStorage
{
    /// <summary>
    /// Whether a struct has gradients in place, or may have, such as numbers and inline arrays; otherwise it refers to all of
    /// them, as arrays and lists are referred to.
    /// </summary>
    public static bool HoldsGradients(ITypeSymbol type) => HoldsGradients(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>What to do about a struct that holds gradients, and can be neither swept where it is nor written back; null for anything else.</summary>
    public static string? WhatToDo(ITypeSymbol type, ISymbol member)
    {
        if (!type.IsValueType || !NestedShapeParser.IsSource(type))
        {
            return null;
        }

        string holder = type.IsAnnotated() ? "a struct with numbers or inline arrays of gradients in it" : "a struct that measures its gradients itself";
        return holder + member switch
        {
            IParameterSymbol => " has to be passed by ref",
            IPropertySymbol => " has to be a field, or a property with a getter and a setter, or one that returns it by reference",
            _ => " has to be a field that can be written",
        };
    }

    // What a source that was written by hand holds, or a type parameter, nobody knows.
    private static bool HoldsGradients(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type is not INamedTypeSymbol named || !named.IsAnnotated())
        {
            return true;
        }

        IReadOnlyList<string?>? groups = GroupParser.Names(named, GroupParser.Parse(named, DiagnosticSink.None, default));
        MemberList members = MemberList.Of(named, null, groups);
        return seen.Add(named)
            && (members.Taken(DiagnosticSink.None).Any(member => IsInPlace(NamedMembers.TypeOf(member), member, members.IsExplicit, seen))
                || HiddenFields(named).Any(field => IsInPlace(field.Type, field, true, seen)));
    }

    // Metadata leaves out private properties, which may be marked; the fields behind them are part of what a struct is, and stay.
    private static IEnumerable<IFieldSymbol> HiddenFields(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .Where(field => field is { IsStatic: false, CanBeReferencedByName: false, AssociatedSymbol: null }
            && !type.GetMembers().OfType<IPropertySymbol>().Any(property => field.Name == $"<{property.Name}>k__BackingField"));

    // A number is a gradient where it is marked.
    private static bool IsInPlace(ITypeSymbol type, ISymbol member, bool isMarked, HashSet<ITypeSymbol> seen) =>
        (isMarked && FieldShapeParser.Element(type) is not null)
        || BufferShapeParser.Parse(type, member) is { FixedLength: > 0 }
        || (type.IsValueType && NestedShapeParser.IsSource(type) && HoldsGradients(type, seen));
}
