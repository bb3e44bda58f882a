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
        FileHeader.Write(writer, $"// Written by FusedClip from [{(container.IsClippedByNorm ? "ClipGradients" : "ClipGradientValues")}] on {container.Declaration.Type.Name}; changes here are lost.");
        writer
            .Write("// A gradient field may be marked obsolete and still has to be clipped; and where an assembly says that it is CLS-compliant,")
            .Write("// its containers are so but for these methods.")
            .Write("#pragma warning disable CS0612, CS0618, CS3001, CS3002")
            .Blank();

        string interfaces = container.IsRefStruct ? "" : $" : {RuntimeTypes.Source}, global::FusedClip.CompilerServices.IGradientContainer";
        using (DeclarationBlocks.Open(writer, container.Declaration, interfaces, () => ContainerRemarks.Write(writer, container)))
        {
            foreach (GroupSpec group in container.Groups)
            {
                if (group.Settings is { } settings)
                {
                    ClipMethods.WriteClip(writer, container, group, settings, kernelNamespace);
                    ClipMethods.WriteMeasure(writer, container, group, settings, kernelNamespace);
                    NormMethods.Write(writer, container, group, settings);
                    NormStruct.Write(writer, group, settings);
                    ClipMethods.WriteFinish(writer, container, group, settings);
                    ScaleMethods.Write(writer, group);
                }
            }

            if (container.Values is { } values)
            {
                ValueMethod.Write(writer, container, values);
            }

            if (!container.IsRefStruct)
            {
                SourceMethods.Write(writer, container);
            }
            else if (container.IsClippedByNorm)
            {
                SourceMethods.WriteAccumulateNorm(writer, container);
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

            if (container.IsClippedByNorm)
            {
                SharedMemoryMethod.Write(writer, container.Groups[i]);
            }

            SweepMethod.Write(writer, container.Groups[i], container.IsInheritable, kernelNamespace);
            FieldNames.Write(writer, container.Groups[i], container.IsInheritable);
        }
    }
}
