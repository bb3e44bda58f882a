using System;
using System.Collections.Generic;
using FusedClip.Generator.Emission.Container;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission;

/// <summary>The file of one container.</summary>
internal static class ContainerFile
{
    /// <summary>The file's text: its table of contents.</summary>
    public static string Write(ContainerSpec container, string kernelNamespace)
    {
        var writer = new IndentedWriter();
        FileHeader.Write(writer, $"// Written by FusedClip from [ClipGradients] on {container.Type.Name}; changes here are lost.");
        writer
            .Write("// A gradient field may be marked obsolete and still has to be clipped; and where an assembly says that it is CLS-compliant,")
            .Write("// its containers are so but for these methods.")
            .Write("#pragma warning disable CS0612, CS0618, CS3001, CS3002")
            .Blank();

        using (new Blocks(OpenDeclarations(writer, container)))
        {
            ClipMethods.WriteClip(writer, container);
            ClipMethods.WriteMeasure(writer, container);
            ScaleMethods.Write(writer, container);
            SourceMethods.Write(writer, container);
            SharedMemoryMethod.Write(writer, container);
            SweepMethod.Write(writer, container, kernelNamespace);
            FieldNames.Write(writer, container);
        }

        return writer.ToString();
    }

    // The namespace and the types around the container, down to the container's own braces.
    private static Stack<IDisposable> OpenDeclarations(IndentedWriter writer, ContainerSpec container)
    {
        var blocks = new Stack<IDisposable>();
        if (container.Namespace.Length > 0)
        {
            blocks.Push(writer.Block($"namespace {container.Namespace}"));
        }

        for (int i = 0; i < container.Types.Count; i++)
        {
            TypeSpec type = container.Types[i];
            bool isContainer = i == container.Types.Count - 1;
            if (isContainer)
            {
                ContainerRemarks.Write(writer, container);
            }

            blocks.Push(writer.Block($"partial {type.Keyword} {type.Name}{(isContainer ? " : global::FusedClip.IGradientSource" : "")}"));
        }

        return blocks;
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
