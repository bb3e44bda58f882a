using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Members that hold containers, other sources of gradients, or several of either or of buffers: in arrays, lists, and lists of them.</summary>
internal static class NestedShapeParser
{
    private const int LargestDepth = 4;
    private const int LargestRank = 4;

    /// <summary>The shape of a member; null where it isn't one of these.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="member">The field, property or parameter.</param>
    /// <param name="isMarked">Whether it carries <c>[Gradient]</c>: then its objects have to turn out to be sources.</param>
    /// <param name="compilation">Where to look for annotated types that derive from the member's.</param>
    public static FieldShapeParser.Shape? Parse(ITypeSymbol type, ISymbol member, bool isMarked, Compilation compilation)
    {
        var levels = new List<CollectionLevel>();
        ITypeSymbol item = type;

        // A parameter of a type that says nothing of gradients is rather a mistake.
        bool takesObjects = isMarked && member is not IParameterSymbol;
        while (true)
        {
            if (Leaf(item, levels.Count == 0 ? member : null, takesObjects, compilation) is { } leaf)
            {
                return levels.Count + leaf.Depth <= LargestDepth ? leaf with { Levels = levels.ToEquatableArray() } : null;
            }

            if (Level(item) is not { } level)
            {
                return null;
            }

            levels.Add(level.Kind);
            item = level.Item;
        }
    }

    /// <summary>Whether a type is a container, a source of gradients, or derives from one.</summary>
    public static bool IsSource(ITypeSymbol type) =>
        !type.IsRefLikeType && (IsContainer(type)
        || type.IsNamed(KnownNames.GradientSource)
        || type.AllInterfaces.Any(candidate => candidate.IsNamed(KnownNames.GradientSource))
        || (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsSource)));

    private static FieldShapeParser.Shape? Leaf(ITypeSymbol type, ISymbol? member, bool takesObjects, Compilation compilation)
    {
        if (IsSource(type))
        {
            return type.IsReferenceType
                ? new(IsContainer(type) ? FieldShape.Container : FieldShape.Source, null, 0)
                : StructLeaf(type, member);
        }

        if (member is null && FieldShapeParser.ParseBuffer(type) is { } buffer)
        {
            return buffer;
        }

        bool isObject = type.TypeKind is TypeKind.Class or TypeKind.Interface && type is INamedTypeSymbol { IsSealed: false } named
            && type.SpecialType == SpecialType.None && !IsList(named)
            && ((takesObjects && !FieldShapeParser.LooksLikeGradient(type)) || AnnotatedTypes.AnyDerivesFrom(named, compilation));
        return isObject ? new(FieldShape.Object, null, 0) : null;
    }

    // A struct is swept where it lies; of a copy, only what it refers to would be.
    private static FieldShapeParser.Shape? StructLeaf(ITypeSymbol type, ISymbol? member)
    {
        if (!type.IsValueType)
        {
            return null;
        }

        bool isContainer = IsContainer(type);
        FieldShape? shape = member switch
        {
            null or IFieldSymbol { IsReadOnly: false, RefKind: RefKind.None or RefKind.Ref }
                or IParameterSymbol { RefKind: RefKind.Ref } or IPropertySymbol { RefKind: RefKind.Ref } =>
                isContainer ? FieldShape.StructContainer : FieldShape.StructSource,
            _ when isContainer && !StructStorage.HoldsGradients(type) => FieldShape.StructContainerCopy,
            IPropertySymbol { SetMethod: { IsInitOnly: false }, GetMethod: not null, RefKind: RefKind.None } =>
                isContainer ? FieldShape.StructContainerProperty : FieldShape.StructSourceProperty,
            _ => null,
        };
        return shape is { } kind ? new(kind, null, 0) : null;
    }

    private static bool IsContainer(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.IsAnnotated())
            {
                return true;
            }
        }

        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsContainer);
    }

    private static (CollectionLevel Kind, ITypeSymbol Item)? Level(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => (new CollectionLevel(CollectionKind.Array, array.ElementType.FullNameWithNullability()), array.ElementType),
        IArrayTypeSymbol { Rank: <= LargestRank } array => (new CollectionLevel(CollectionKind.RankedArray, array.ElementType.FullNameWithNullability()), array.ElementType),
        _ => FieldShapeParser.ListOf(type) is { } item ? (new CollectionLevel(CollectionKind.List, item.FullNameWithNullability()), item) : null,
    };

    private static bool IsList(INamedTypeSymbol type) => FieldShapeParser.ListOf(type) is not null;
}
