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
        SharedMemoryMethod.WriteException(writer);
        WriteMethod(writer, group, group.Methods.Scale, "double coefficient", "Scaling(coefficient)", isChecked: true);
        writer
            .Write($"/// <summary>Sets every gradient{ClipText.OfGroup(group)} to 0.</summary>");
        WriteMethod(writer, group, group.Methods.Zero, "", "Zeroing()", isChecked: false);
    }

    private static void WriteMethod(IndentedWriter writer, GroupSpec group, MethodSpec method, string parameter, string sweep, bool isChecked)
    {
        CheckWalk.WriteExceptions(writer, group);
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}void {method.Name}({parameter})"))
        {
            if (isChecked)
            {
                SharedMemoryMethod.WriteCall(writer, group);
            }

            WriteWalk(writer, group, sweep);
        }

        writer.Blank();
    }

    /// <summary>What such a method does: one walk over the fields, behind that which refuses them.</summary>
    public static void WriteWalk(IndentedWriter writer, GroupSpec group, string sweep)
    {
        CheckWalk.Write(writer, group);
        writer
            .Write($"var sweep = {RuntimeTypes.Sweep}.{sweep};")
            .Write($"{group.Methods.Sweep.Name}(ref sweep);");
    }
}
