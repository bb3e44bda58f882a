using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The method by which a container's gradients take part in the norm of something that holds it.</summary>
internal static class SourceMethods
{
    public static void Write(IndentedWriter writer, ContainerSpec container)
    {
        MethodSpec method = container.Methods.AccumulateNorm;
        writer
            .Write("/// <summary>Adds every gradient to a norm, whatever its order.</summary>")
            .Write("/// <param name=\"accumulator\">The norm so far.</param>")
            .Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}void {method.Name}(ref global::FusedClip.NormAccumulator accumulator)"))
        {
            writer.Write("var sweep = new global::FusedClip.CompilerServices.GradientSweep(in accumulator);");
            WriteLoop(writer, container);
            writer.Blank().Write("accumulator = sweep.Accumulator;");
        }

        writer.Blank();
        WriteEntrance(writer, container);
    }

    // How a sweep comes in that began in something that holds this.
    private static void WriteEntrance(IndentedWriter writer, ContainerSpec container)
    {
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block("void global::FusedClip.CompilerServices.IGradientContainer.Sweep(ref global::FusedClip.CompilerServices.GradientSweep sweep)"))
        {
            bool isClass = container.Type.Keyword is "class" or "record";
            if (isClass)
            {
                writer.Write("sweep.RefuseCycle(this); // In debug builds only, as is its end.");
            }

            writer.Write($"{container.Methods.Sweep.Name}(ref sweep);");
            if (isClass)
            {
                writer.Write("sweep.LeaveContainer();");
            }
        }

        writer.Blank();
    }

    /// <summary>The walks over the fields, as many as the sweep asks for.</summary>
    public static void WriteLoop(IndentedWriter writer, ContainerSpec container)
    {
        using (writer.Block("do"))
        {
            writer.Write($"{container.Methods.Sweep.Name}(ref sweep);");
        }

        writer.Write("while (sweep.NeedsAnother());");
    }
}
