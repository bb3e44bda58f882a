using System;
using System.Collections.Generic;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission;

/// <summary>The namespace and the types around generated members.</summary>
internal static class DeclarationBlocks
{
    /// <summary>Opens them, down to the braces in which the members stand, until what is returned is disposed of.</summary>
    /// <param name="writer">What is written to.</param>
    /// <param name="declaration">The namespace and the types.</param>
    /// <param name="baseList">What stands behind the innermost type's name.</param>
    /// <param name="writeRemarks">Writes what stands above the innermost type.</param>
    public static IDisposable Open(IndentedWriter writer, DeclarationSpec declaration, string baseList = "", Action? writeRemarks = null)
    {
        var blocks = new Stack<IDisposable>();
        if (declaration.Namespace.Length > 0)
        {
            blocks.Push(writer.Block($"namespace {declaration.Namespace}"));
        }

        for (int i = 0; i < declaration.Types.Count; i++)
        {
            TypeSpec type = declaration.Types[i];
            bool isInnermost = i == declaration.Types.Count - 1;
            if (isInnermost)
            {
                writeRemarks?.Invoke();
            }

            blocks.Push(writer.Block($"partial {type.Keyword} {type.Name}{(isInnermost ? baseList : "")}"));
        }

        return new Blocks(blocks);
    }

    private sealed class Blocks(Stack<IDisposable> blocks) : IDisposable
    {
        public void Dispose()
        {
            while (blocks.Count > 0)
            {
                blocks.Pop().Dispose();
            }
        }
    }
}
