using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which members can be the same buffer, by their types.</summary>
internal static class TieShape
{
    /// <summary>Whether there is a buffer that both can be.</summary>
    public static bool CanBeOneBuffer(ISymbol member, FieldSpec field, ISymbol otherMember, FieldSpec other) =>
        Kind(member, field) is { } kind && kind == Kind(otherMember, other);

    // Fields of one kind can be the same buffer: references of one type, and everything that is a run of elements in memory. What holds its
    // elements itself, such as a number, is of none; neither is what can't be told apart by a reference or a span.
    private static string? Kind(ISymbol member, FieldSpec field)
    {
        ITypeSymbol type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
        string element = field.TypeParameter?.Name ?? field.Element.ToString();
        return field.Shape switch
        {
            _ when field.Levels.Count > 0 => null,
            FieldShape.Array when type is IArrayTypeSymbol { Rank: 1 } => "a run of " + element,
            FieldShape.Memory or FieldShape.Span or FieldShape.Segment => "a run of " + element,
            FieldShape.List => "a list of " + element,
            FieldShape.Array or FieldShape.Jagged or FieldShape.Container or FieldShape.Source => type.FullName(),
            _ => null,
        };
    }
}
