using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that multiply and that zero.</summary>
internal static class ScaleMethods
{
    public static void Write(IndentedWriter writer, ContainerSpec container)
    {
        writer
            .Write("/// <summary>Multiplies every gradient, in place.</summary>")
            .Write("/// <param name=\"coefficient\">The clip coefficient, or any other number; 1 changes nothing.</param>");
        WriteMethod(writer, container, container.Methods.Scale, "double coefficient", "Scaling(coefficient)");
        writer
            .Write("/// <summary>Sets every gradient to 0.</summary>");
        WriteMethod(writer, container, container.Methods.Zero, "", "Zeroing()");
        if (container.IsRefStruct)
        {
            return;
        }

        WriteForInterface(writer, container.Methods.Scale.Name, "ScaleGradients", "double coefficient", "coefficient");
        WriteForInterface(writer, container.Methods.Zero.Name, "ZeroGradients", "", "");
    }

    private static void WriteMethod(IndentedWriter writer, ContainerSpec container, MethodSpec method, string parameter, string sweep)
    {
        CheckWalk.WriteExceptions(writer, container);
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}void {method.Name}({parameter})"))
        {
            CheckWalk.Write(writer, container);
            writer.Write($"var sweep = global::FusedClip.CompilerServices.GradientSweep.{sweep};");
            writer.Write($"{container.Methods.Sweep.Name}(ref sweep);");
        }

        writer.Blank();
    }

    // Under a name of its own, the method doesn't implement the interface by itself.
    private static void WriteForInterface(IndentedWriter writer, string name, string interfaceName, string parameter, string argument)
    {
        if (name != interfaceName)
        {
            writer
                .Write(FileHeader.GeneratedCode)
                .Write($"void global::FusedClip.IGradientSource.{interfaceName}({parameter}) => {name}({argument});")
                .Blank();
        }
    }
}
