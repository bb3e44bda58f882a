using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that clip, and that measure what a clip would do.</summary>
internal static class ClipMethods
{
    public static void WriteClip(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        writer
            .Write($"/// <summary>Brings the norm of the gradients{ClipText.OfGroup(group)} down to a limit, in place, where it exceeds it.</summary>");
        WriteParameters(writer);
        writer.Write("/// <returns>The norm before clipping, and what was done.</returns>");
        WriteExceptions(writer, group, settings);
        string maxNorm = settings.MaxNorm is { } limit ? $"double maxNorm = {Literals.Of(limit)}" : "double maxNorm";
        WriteMethod(writer, container, group, settings, group.Methods.Clip, maxNorm, "Clip");
    }

    public static void WriteMeasure(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        writer
            .Write($"/// <summary>Comes to the same answer as <c>{group.Methods.Clip.Name}</c>, and writes nothing.</summary>");
        WriteParameters(writer);
        writer.Write("/// <returns>The norm, and the coefficient that every gradient has to be multiplied by.</returns>");
        WriteExceptions(writer, group, settings);
        string maxNorm = $"double maxNorm = {Literals.Of(settings.MaxNorm ?? double.PositiveInfinity)}";
        WriteMethod(writer, container, group, settings, group.Methods.Measure, maxNorm, "Measure");
    }

    private static void WriteParameters(IndentedWriter writer) => writer
        .Write("/// <param name=\"maxNorm\">The limit, above zero; infinity never clips.</param>")
        .Write("/// <param name=\"preScale\">What every gradient is multiplied by first, such as 1 / batch size; the norm is that of the products.</param>");

    private static void WriteExceptions(IndentedWriter writer, GroupSpec group, ClipSettings settings)
    {
        writer.Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The limit isn't above zero, or the pre-scale isn't above zero and finite.</exception>");
        CheckWalk.WriteExceptions(writer, group);
        if (settings.NonFinite == NonFinite.Throw)
        {
            writer.Write("/// <exception cref=\"global::FusedClip.NonFiniteGradientException\">A gradient is NaN or infinite; nothing was written.</exception>");
        }

        SharedMemoryMethod.WriteException(writer);
    }

    private static void WriteMethod(
        IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings, MethodSpec method, string maxNorm, string operation)
    {
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}global::FusedClip.ClipResult {method.Name}({maxNorm}, double preScale = 1D)"))
        {
            SharedMemoryMethod.WriteCall(writer, group);
            string room = ClipBody.Room(group.Fields, group.Methods.FieldCount.Name);
            var parts = new ClipBody.Parts($"{group.Methods.Sweep.Name}(ref sweep);", room, "maxNorm", "preScale", new ClipBody.Locals());
            ClipBody.Write(writer, settings, operation, parts with
            {
                IsOfRefStruct = container.IsRefStruct,
                MeterTag = operation == "Clip" ? MeterText.Tag(container, group) : null,
            });
        }

        writer.Blank();
    }
}
