using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which members can be the same buffer, by their types.</summary>
internal static class TieShape
{
    /// <summary>Whether there is a buffer that both can be.</summary>
    public static bool CanBeOneBuffer(ISymbol member, FieldSpec field, ISymbol otherMember, FieldSpec other) =>
        Kind(member, field) is { } kind && kind == Kind(otherMember, other);

    // Members of one kind can be the same buffer: those of the same type, and everything that is a run of elements in memory. A number
    // is of none.
    private static string? Kind(ISymbol member, FieldSpec field)
    {
        ITypeSymbol type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
        string element = field.TypeParameter ?? field.Element.ToString();
        return field.Shape switch
        {
            FieldShape.Scalar or FieldShape.ScalarProperty => null,
            FieldShape.Array when type is IArrayTypeSymbol { Rank: 1 } => "a run of " + element,
            FieldShape.Memory => "a run of " + element,
            FieldShape.List => "a list of " + element,
            _ => type.FullName(),
        };
    }
}
