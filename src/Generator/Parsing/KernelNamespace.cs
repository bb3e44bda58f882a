using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace FusedClip.Generator.Parsing;

/// <summary>The namespace of an assembly's kernels.</summary>
internal static class KernelNamespace
{
    private const string Root = "FusedClip.Generated";

    /// <summary>
    /// <c>FusedClip.Generated.</c> and the assembly's name. Where that isn't a namespace name as it stands, it is made one, and
    /// gets a hash, so that no two names become the same.
    /// </summary>
    public static string Of(string? assemblyName)
    {
        if (string.IsNullOrEmpty(assemblyName))
        {
            return Root + ".Unnamed";
        }

        string[] parts = assemblyName!.Split('.');
        if (parts.All(SyntaxFacts.IsValidIdentifier))
        {
            return Root + "." + string.Join(".", parts.Select(SymbolExtensions.Escaped));
        }

        string name = new(assemblyName.Select(character => SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_').ToArray());
        return Root + "._" + name + "_" + StableHash.Of(assemblyName);
    }
}
