using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>
/// The classes and interfaces that annotated types of an assembly derive from: a list of such a class holds gradients, though the class
/// itself doesn't say so.
/// </summary>
internal static class AnnotatedTypes
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<ISymbol>> Bases = new();

    /// <summary>Whether a type that is declared in a compilation has a derived type there that is annotated.</summary>
    public static bool AnyDerivesFrom(INamedTypeSymbol type, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        && Bases.GetValue(compilation, Collect).Contains(type.OriginalDefinition);

    private static HashSet<ISymbol> Collect(Compilation compilation)
    {
        var bases = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Collect(compilation.Assembly.GlobalNamespace, bases);
        return bases;
    }

    private static void Collect(INamespaceOrTypeSymbol container, HashSet<ISymbol> bases)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner)
            {
                continue;
            }

            if (inner is INamedTypeSymbol type && type.IsAnnotated())
            {
                for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
                {
                    bases.Add(current.OriginalDefinition);
                }

                foreach (INamedTypeSymbol implemented in type.AllInterfaces)
                {
                    bases.Add(implemented.OriginalDefinition);
                }
            }

            Collect(inner, bases);
        }
    }
}
