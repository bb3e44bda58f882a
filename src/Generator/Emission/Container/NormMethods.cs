using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The overloads that give the norm of every field.</summary>
internal static class NormMethods
{
    public static void Write(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        if (group.Norms is not { } norms)
        {
            return;
        }

        ClipMethods.WriteClipSummary(writer, group, settings, ", and says what the norm of each field was");
        WriteMethod(writer, container, group, settings, norms, group.Methods.Clip, "Clip");
        ClipMethods.WriteMeasureSummary(writer, group, $"out {norms.Type.Name}, double, double");
        WriteMethod(writer, container, group, settings, norms, group.Methods.Measure, "Measure");
    }

    private static void WriteMethod(
        IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings, FieldNormsSpec norms, MethodSpec method, string operation)
    {
        bool isClip = operation == "Clip";
        writer.Write("/// <param name=\"norms\">The norm of every field, after the pre-scale and before clipping.</param>");
        ClipMethods.WriteParameters(writer, settings);
        ClipMethods.WriteReturns(writer, isClip);
        ClipMethods.WriteExceptions(writer, group, settings);
        writer.Write(FileHeader.GeneratedCode);
        string maxNorm = ClipMethods.LimitParameter(settings, isClip);
        using (writer.Block($"public {RuntimeTypes.Result} {method.Name}(out {norms.Type.Name} norms, {maxNorm}, double preScale = 1D)"))
        {
            SharedMemoryMethod.WriteCall(writer, group);
            string room = ClipBody.Room(group.Fields, group.Methods.FieldCount.Name);
            ClipBody.WriteWithNorms(writer, settings, operation, norms.Type.Name, ClipMethods.Parts(group, room, operation) with
            {
                MeterTag = isClip ? MeterText.Tag(container, group) : null,
            });
        }

        writer.Blank();
    }
}
