using System;
using System.Linq;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which members can be the same buffer, by their types.</summary>
internal static class TieShape
{
    // What the elements of a buffer can lie in.
    [Flags]
    private enum Storages
    {
        None = 0,
        Vector = 1,
        Matrix = 2,
        Cube = 4,
        Kernel = 8,
        List = 16,

        // Memory outside the garbage collector's.
        Native = 32,
        Any = 63,
    }

    /// <summary>Whether there is a buffer that both can be.</summary>
    public static bool CanBeOneBuffer(ISymbol member, FieldSpec field, ISymbol otherMember, FieldSpec other)
    {
        ITypeSymbol type = NamedMembers.TypeOf(member);
        ITypeSymbol otherType = NamedMembers.TypeOf(otherMember);
        return field.IsReference && other.IsReference
            ? CanBeOneObject(type, otherType)
            : field.Element == other.Element && field.TypeParameter == other.TypeParameter
                && (StoragesOf(field, type) & StoragesOf(other, otherType)) != 0;
    }

    // One derives from the other, or a class that derives from one of them can be the other, too.
    private static bool CanBeOneObject(ITypeSymbol type, ITypeSymbol other) =>
        Is(type, other) || Is(other, type) || IsOpenTo(type, other) || IsOpenTo(other, type);

    private static bool IsOpenTo(ITypeSymbol type, ITypeSymbol other) =>
        type.TypeKind == TypeKind.Interface && (other.TypeKind == TypeKind.Interface || other is { TypeKind: TypeKind.Class, IsSealed: false });

    private static bool Is(ITypeSymbol type, ITypeSymbol wanted)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, wanted))
            {
                return true;
            }
        }

        return type.AllInterfaces.Contains(wanted, SymbolEqualityComparer.Default);
    }

    // None for what holds its elements itself, such as a number, and for what is several buffers.
    private static Storages StoragesOf(FieldSpec field, ITypeSymbol type) => field.Shape switch
    {
        _ when field.Levels.Count > 0 => Storages.None,
        FieldShape.Array => (Storages)(1 << (((IArrayTypeSymbol)type).Rank - 1)),
        FieldShape.List => Storages.List,
        FieldShape.Segment or FieldShape.Tensor or FieldShape.DenseVector or FieldShape.DenseMatrix => Storages.Vector,
        FieldShape.Memory => Storages.Vector | Storages.Native,
        FieldShape.Memory2D => Storages.Vector | Storages.Matrix | Storages.Cube | Storages.Native,
        FieldShape.Span or FieldShape.TensorSpan or FieldShape.Span2D or FieldShape.Pointer => Storages.Any,
        _ => Storages.None,
    };
}
