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
        FileHeader.Write(writer, $"// Written by FusedClip from [ClipGradients] on {container.Declaration.Type.Name}; changes here are lost.");
        writer
            .Write("// A gradient field may be marked obsolete and still has to be clipped; and where an assembly says that it is CLS-compliant,")
            .Write("// its containers are so but for these methods.")
            .Write("#pragma warning disable CS0612, CS0618, CS3001, CS3002")
            .Blank();

        string interfaces = container.IsRefStruct ? "" : " : global::FusedClip.IGradientSource, global::FusedClip.CompilerServices.IGradientContainer";
        using (DeclarationBlocks.Open(writer, container.Declaration, interfaces, () => ContainerRemarks.Write(writer, container)))
        {
            foreach (GroupSpec group in container.Groups)
            {
                ClipMethods.WriteClip(writer, group, container.IsRefStruct);
                ClipMethods.WriteMeasure(writer, group, container.IsRefStruct);
                ScaleMethods.Write(writer, group);
            }

            if (container.IsRefStruct)
            {
                SourceMethods.WriteAccumulateNorm(writer, container);
            }
            else
            {
                SourceMethods.Write(writer, container);
            }

            WriteLists(writer, container, kernelNamespace);
        }

        return writer.ToString();
    }

    private static void WriteLists(IndentedWriter writer, ContainerSpec container, string kernelNamespace)
    {
        for (int i = 0; i < container.Groups.Count; i++)
        {
            if (i > 0)
            {
                writer.Blank();
            }

            SharedMemoryMethod.Write(writer, container.Groups[i]);
            SweepMethod.Write(writer, container.Groups[i], container.IsInheritable, kernelNamespace);
            FieldNames.Write(writer, container.Groups[i], container.IsInheritable);
        }
    }
}
