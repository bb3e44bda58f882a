using System.Linq;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Members of a container that are named in an attribute, and say a number.</summary>
internal static class IntegerMembers
{
    /// <summary>The field, property or constant of a name. The name stands where the gradient is declared, and means there what it means in code.</summary>
    public static ISymbol? Find(string name, INamedTypeSymbol declaring, INamedTypeSymbol container)
    {
        for (INamedTypeSymbol? current = declaring; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).FirstOrDefault(candidate => IsReachable(candidate, container)) is { } found)
            {
                return found is IFieldSymbol or IPropertySymbol { IsIndexer: false } ? found : null;
            }
        }

        return null;
    }

    /// <summary>What is wrong with what was found; null where nothing is.</summary>
    public static string? Problem(ISymbol? member, INamedTypeSymbol declaring) =>
        member is null ? $"'{declaring.Name}' has no field, property or constant of that name within reach"
        : !IsInteger(TypeOf(member)) ? $"that is of type '{TypeOf(member).ShortName()}', and has to be an int, uint, long or nint"
        : member is IPropertySymbol { GetMethod: null } ? "that can't be read; give it a getter"
        : null;

    private static bool IsReachable(ISymbol member, INamedTypeSymbol container) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => SymbolEqualityComparer.Default.Equals(member.ContainingType, container),
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, container.ContainingAssembly)
            || member.ContainingAssembly.GivesAccessTo(container.ContainingAssembly),
        _ => true,
    };

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    // What converts to long by itself.
    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_IntPtr;
}
