using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Members of a container that are named in an attribute, and say a number.</summary>
internal static class IntegerMembers
{
    /// <summary>What is wrong with what was found; null where nothing is.</summary>
    public static string? Problem(ISymbol? member, INamedTypeSymbol declaring) =>
        member is null ? $"'{declaring.Name}' has no field, property or constant of that name within reach"
        : !IsInteger(NamedMembers.TypeOf(member)) ? $"that is of type '{NamedMembers.TypeOf(member).ShortName()}', and has to be an int, uint, long or nint"
        : member is IPropertySymbol { GetMethod: null } ? "that can't be read; give it a getter"
        : null;

    // What converts to long by itself.
    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_IntPtr;
}
