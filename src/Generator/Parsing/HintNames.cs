using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>The names of generated files.</summary>
internal static class HintNames
{
    /// <summary>
    /// The container's metadata name, so that no two containers share a file: <c>Demo.Outer+Layer`1.g.cs</c>. The compiler takes
    /// names that differ only in case for the same, so a container with such a twin gets the hash of its name, too.
    /// </summary>
    public static string Of(INamedTypeSymbol type)
    {
        string name = type.QualifiedMetadataName();
        return (HasTwin(type) ? name + "." + StableHash.Of(name) : name) + ".g.cs";
    }

    /// <summary>
    /// The names of the method's type and of the method: <c>Demo.Trainer.Clip.g.cs</c>. Where the type has another method of that name,
    /// in whatever case, each gets the hash of its signature.
    /// </summary>
    public static string Of(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        string name = type.QualifiedMetadataName() + "." + method.MetadataName;
        bool hasTwin = HasTwin(type) || type.GetMembers().OfType<IMethodSymbol>().Any(other =>
            string.Equals(other.Name, method.Name, StringComparison.OrdinalIgnoreCase) && !SymbolEqualityComparer.Default.Equals(other, method));
        return (hasTwin ? name + "." + StableHash.Of(method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)) : name) + ".g.cs";
    }

    private static bool HasTwin(INamespaceOrTypeSymbol symbol)
    {
        for (INamespaceOrTypeSymbol current = symbol; current.ContainingSymbol is INamespaceOrTypeSymbol outer; current = outer)
        {
            if (outer.GetMembers().Any(other => other is INamespaceOrTypeSymbol
                && other.MetadataName != current.MetadataName
                && string.Equals(other.MetadataName, current.MetadataName, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
