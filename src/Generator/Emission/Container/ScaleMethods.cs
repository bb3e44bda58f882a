using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that multiply and that zero.</summary>
internal static class ScaleMethods
{
    public static void Write(IndentedWriter writer, GroupSpec group)
    {
        writer
            .Write($"/// <summary>Multiplies every gradient{ClipText.OfGroup(group)}, in place.</summary>")
            .Write("/// <param name=\"coefficient\">The clip coefficient, or any other number; 1 changes nothing.</param>");
        WriteMethod(writer, group, group.Methods.Scale, "double coefficient", "Scaling(coefficient)");
        writer
            .Write($"/// <summary>Sets every gradient{ClipText.OfGroup(group)} to 0.</summary>");
        WriteMethod(writer, group, group.Methods.Zero, "", "Zeroing()");
    }

    private static void WriteMethod(IndentedWriter writer, GroupSpec group, MethodSpec method, string parameter, string sweep)
    {
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}void {method.Name}({parameter})"))
        {
            CheckWalk.Write(writer, group);
            writer.Write($"var sweep = global::FusedClip.CompilerServices.GradientSweep.{sweep};");
            writer.Write($"{group.Methods.Sweep.Name}(ref sweep);");
        }

        writer.Blank();
    }
}
