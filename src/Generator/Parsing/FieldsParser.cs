using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which members of a container are its gradient fields.</summary>
internal static class FieldsParser
{
    /// <summary>
    /// The gradient fields that the container lists itself: those of its base classes up to the next container, base first,
    /// and its own, in declaration order. That is the order of summation.
    /// </summary>
    public static EquatableArray<FieldSpec> Parse(
        INamedTypeSymbol type, INamedTypeSymbol? baseContainer, DiagnosticSink sink, CancellationToken cancellation)
    {
        List<ISymbol> members = Members(type, baseContainer);
        bool isExplicit = members.Any(IsMarked);
        var fields = new List<FieldSpec>();
        foreach (ISymbol member in members)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsTaken(member, isExplicit, sink) && Parse(type, member, isExplicit, sink) is { } field)
            {
                fields.Add(field);
            }
        }

        return fields.ToEquatableArray();
    }

    // What the generated method that reads the members calls its own.
    private static readonly string[] SweepLocals = ["sweep", "value", "inherited"];

    private static List<ISymbol> Members(INamedTypeSymbol type, INamedTypeSymbol? baseContainer)
    {
        var members = new List<ISymbol>();
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? current = type;
            current is not null && !SymbolEqualityComparer.Default.Equals(current, baseContainer);
            current = current.BaseType)
        {
            var own = new List<ISymbol>();
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is IPropertySymbol { OverriddenProperty: { } hidden })
                {
                    overridden.Add(hidden.OriginalDefinition);
                }

                if (IsFieldOrProperty(member) && !overridden.Contains(member.OriginalDefinition))
                {
                    own.Add(member);
                }
            }

            members.InsertRange(0, own);
        }

        return members;
    }

    // Backing fields are seen through their properties.
    private static bool IsFieldOrProperty(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsImplicitlyDeclared && !field.IsConst && field.CanBeReferencedByName,
        IPropertySymbol property => !property.IsIndexer && !property.IsImplicitlyDeclared | IsPositional(property) && property.ExplicitInterfaceImplementations.IsEmpty,
        _ => false,
    };

    // A record's EqualityContract is implicit, too, but has no parameter behind it.
    private static bool IsPositional(IPropertySymbol property) => property.ContainingType.IsRecord && property.Name != "EqualityContract";

    private static bool IsMarked(ISymbol member) => member.HasAttribute(KnownNames.GradientAttribute);

    private static bool IsTaken(ISymbol member, bool isExplicit, DiagnosticSink sink)
    {
        bool isMarked = IsMarked(member);
        if (member.HasAttribute(KnownNames.NotGradientAttribute))
        {
            if (isMarked)
            {
                sink.Report(Descriptors.Contradiction, Location(member), member.Name);
            }

            return false;
        }

        return isExplicit
            ? isMarked
            : !member.IsStatic && (member is IFieldSymbol || IsAutoProperty((IPropertySymbol)member));
    }

    // In source, a backing field belongs to it; in metadata, where that is private and may be left out, its accessor is marked.
    private static bool IsAutoProperty(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(member =>
            member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
        || (property.DeclaringSyntaxReferences.IsEmpty
            && property.GetMethod?.HasAttribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") == true);

    private static FieldSpec? Parse(INamedTypeSymbol container, ISymbol member, bool isExplicit, DiagnosticSink sink)
    {
        ITypeSymbol type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        if (type.TypeKind == TypeKind.Error)
        {
            // The compiler says so; nothing is generated until it is mended.
            sink.Report(Descriptors.UnsupportedMember, Location(member), member.Name, type.ShortName(), "its type isn't known");
            return null;
        }

        FieldShapeParser.Shape? shape = FieldShapeParser.Parse(type, member, isExplicit);
        if (shape is null)
        {
            if (isExplicit || FieldShapeParser.LooksLikeGradient(type))
            {
                sink.Report(Descriptors.UnsupportedMember, Location(member), member.Name, type.ShortName(), FieldShapeParser.WhatToDo(type, member, isExplicit));
            }

            return null;
        }

        bool isInherited = !SymbolEqualityComparer.Default.Equals(member.ContainingType, container);
        if (AccessProblem(member, isInherited, container) is { } problem)
        {
            sink.Report(Descriptors.UnsupportedMember, isInherited ? container.Locations.FirstOrDefault() : Location(member), member.Name, type.ShortName(), problem);
            return null;
        }

        if (!isExplicit && NameRules.SaysOtherwise(member.Name) is { } word)
        {
            sink.Report(Descriptors.NameSaysOtherwise, isInherited ? container.Locations.FirstOrDefault() : Location(member), member.Name, word);
        }

        string access = isInherited && IsHidden(member, container)
            ? $"(({member.ContainingType.FullName()})this).{member.Name.Escaped()}"
            : SweepLocals.Contains(member.Name) ? "this." + member.Name : member.Name.Escaped();
        return new FieldSpec(
            member.Name, access, type.ShortName(), shape.Element, shape.Kind, shape.Depth, isInherited ? member.ContainingType.Name : null);
    }

    private static string? AccessProblem(ISymbol member, bool isInherited, INamedTypeSymbol container)
    {
        if (member.IsStatic)
        {
            return "it is static, and a container clips what its instances hold";
        }

        if (member.FindAttribute("System.ObsoleteAttribute") is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true)
        {
            return "it is obsolete, and using it is an error";
        }

        if (member is IPropertySymbol { GetMethod: null })
        {
            return "it can't be read; give it a getter";
        }

        Accessibility accessibility = member is IPropertySymbol property ? property.GetMethod!.DeclaredAccessibility : member.DeclaredAccessibility;
        bool isSameAssembly = SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, container.ContainingAssembly);
        bool isReachable = !isInherited || accessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                isSameAssembly || member.ContainingAssembly.GivesAccessTo(container.ContainingAssembly),
            _ => true,
        };
        return isReachable
            ? null
            : $"it isn't accessible from '{container.Name}'; make it protected, annotate '{member.ContainingType.Name}' too, or mark the gradients with [Gradient]";
    }

    private static bool IsHidden(ISymbol member, INamedTypeSymbol container)
    {
        for (INamedTypeSymbol current = container; !SymbolEqualityComparer.Default.Equals(current, member.ContainingType); current = current.BaseType!)
        {
            if (current.GetMembers(member.Name).Any(other => !other.IsOverride))
            {
                return true;
            }
        }

        return false;
    }

    private static Location? Location(ISymbol member) => member.Locations.FirstOrDefault();
}
