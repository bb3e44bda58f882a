using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which members that are containers have a struct of norms in the struct of their holder.</summary>
internal static class NormStructs
{
    private const int Public = 2;
    private const int Internal = 1;

    /// <summary>The struct, fully qualified; null where the member has one norm over all that it holds.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="holder">The container that holds it.</param>
    public static string? Of(ISymbol member, FieldShapeParser.Shape shape, INamedTypeSymbol holder)
    {
        if (shape.Kind is not (FieldShape.Container or FieldShape.StructContainer or FieldShape.StructContainerCopy or FieldShape.StructContainerProperty)
            || shape.Levels.Count > 0)
        {
            return null;
        }

        // Decided on what is declared, so that derived containers come to the same answer, whatever their base's type arguments.
        INamedTypeSymbol declaringHolder = holder.OriginalDefinition;
        if (Container(TypeOf(member.OriginalDefinition)) is not { } declared || Container(TypeOf(member)) is not { } container
            || Attribute(declared) is not { } attribute
            || !IsAccessible(declared, declaringHolder)
            || Reaches(declared.OriginalDefinition, declaringHolder, new HashSet<ISymbol>(SymbolEqualityComparer.Default)))
        {
            return null;
        }

        string clipName = MethodNameParser.ClipName(attribute, DiagnosticSink.None, CancellationToken.None);
        return $"{container.FullName()}.{MethodNames.Norms(clipName).Escaped()}";
    }

    // The one attribute, where that asks for norms: of several groups' fields, nothing would say which are whose.
    private static AttributeData? Attribute(INamedTypeSymbol container)
    {
        AttributeData[] attributes = [.. container.FindAttributes(KnownNames.ClipGradientsAttribute)];
        return attributes.Length == 1 && FieldNormsRules.IsAskedFor(attributes[0]) ? attributes[0] : null;
    }

    // A struct can't hold itself, by whatever detour.
    private static bool Reaches(INamedTypeSymbol from, INamedTypeSymbol target, HashSet<ISymbol> seen)
    {
        for (INamedTypeSymbol? current = from; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(current, target))
            {
                return true;
            }

            if (!seen.Add(current))
            {
                continue;
            }

            foreach (ISymbol member in current.GetMembers().Where(member => !member.IsStatic))
            {
                if (Container(TypeOf(member)) is { } container && Reaches(container.OriginalDefinition, target, seen))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static INamedTypeSymbol? Container(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (current.IsAnnotated())
            {
                return current;
            }
        }

        return null;
    }

    // A public property can't be of a type that not everyone sees who sees its holder.
    private static bool IsAccessible(INamedTypeSymbol type, INamedTypeSymbol holder)
    {
        int accessibility = Accessibility(type);
        return accessibility > 0
            ? accessibility >= Accessibility(holder)
            : Accessibility(holder) == 0
                && type.DeclaredAccessibility == holder.DeclaredAccessibility
                && SymbolEqualityComparer.Default.Equals(type.ContainingType, holder.ContainingType);
    }

    private static int Accessibility(ITypeSymbol type)
    {
        int least = Public;
        for (ITypeSymbol? current = type; current is not null and not ITypeParameterSymbol; current = current.ContainingType)
        {
            int own = current.DeclaredAccessibility switch
            {
                Microsoft.CodeAnalysis.Accessibility.Public or Microsoft.CodeAnalysis.Accessibility.NotApplicable => Public,
                Microsoft.CodeAnalysis.Accessibility.Internal => Internal,
                _ => 0,
            };
            least = Math.Min(least, own);
            if (current is INamedTypeSymbol named && named.TypeArguments.Length > 0)
            {
                least = Math.Min(least, named.TypeArguments.Min(Accessibility));
            }
        }

        return least;
    }
}
