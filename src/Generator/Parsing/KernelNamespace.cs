using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace FusedClip.Generator.Parsing;

/// <summary>The namespace of an assembly's kernels.</summary>
internal static class KernelNamespace
{
    private const string Root = "FusedClip.Generated";

    /// <summary>
    /// <c>FusedClip.Generated.</c> and the assembly's name. Where that isn't an identifier it is made one, and gets a hash, so that no
    /// two names become the same. Dots are no exception: the namespace of an assembly <c>Demo.Math</c> would hide <c>System.Math</c> from
    /// the kernels of an assembly <c>Demo</c>.
    /// </summary>
    public static string Of(string? assemblyName)
    {
        if (string.IsNullOrEmpty(assemblyName))
        {
            return Root + ".Unnamed";
        }

        if (SyntaxFacts.IsValidIdentifier(assemblyName))
        {
            return Root + "." + assemblyName!.Escaped();
        }

        string name = new(assemblyName!.Select(character => SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_').ToArray());
        string start = SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? "" : "_";
        return Root + "." + start + name + "_" + StableHash.Of(assemblyName!);
    }
}
