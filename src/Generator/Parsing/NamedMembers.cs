using System.Linq;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Members of a container that are named in an attribute.</summary>
internal static class NamedMembers
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

    /// <summary>The type of a field or property.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    private static bool IsReachable(ISymbol member, INamedTypeSymbol container) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => SymbolEqualityComparer.Default.Equals(member.ContainingType, container),
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, container.ContainingAssembly)
            || member.ContainingAssembly.GivesAccessTo(container.ContainingAssembly),
        _ => true,
    };
}
