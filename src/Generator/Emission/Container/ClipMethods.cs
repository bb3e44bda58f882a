using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that clip, and that measure what a clip would do.</summary>
internal static class ClipMethods
{
    public static void WriteClip(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        writer
            .Write($"/// <summary>Brings the norm of the gradients{ClipText.OfGroup(group)} down to a limit, in place, where it exceeds it{(settings.IsAdaptive ? ": of each unit by itself, whose limit is a part of the norm of its weights" : "")}.</summary>");
        WriteParameters(writer, settings);
        writer.Write("/// <returns>The norm before clipping, and what was done.</returns>");
        WriteExceptions(writer, group, settings);
        string parameter = $"double {Limit(settings)}{(ByDefault(settings) is { } limit ? $" = {Literals.Of(limit)}" : "")}";
        WriteMethod(writer, container, group, settings, group.Methods.Clip, parameter, "Clip");
    }

    public static void WriteMeasure(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        writer
            .Write($"/// <summary>Comes to the same answer as <c>{group.Methods.Clip.Name}</c>, and writes nothing.</summary>");
        WriteParameters(writer, settings);
        writer.Write("/// <returns>The norm, and the coefficient that every gradient has to be multiplied by.</returns>");
        WriteExceptions(writer, group, settings);
        string parameter = $"double {Limit(settings)} = {Literals.Of(ByDefault(settings) ?? double.PositiveInfinity)}";
        WriteMethod(writer, container, group, settings, group.Methods.Measure, parameter, "Measure");
    }

    // What the parameter for the limit is called.
    private static string Limit(ClipSettings settings) => settings.IsAdaptive ? "clipping" : "maxNorm";

    private static double? ByDefault(ClipSettings settings) => settings.IsAdaptive ? settings.Clipping : settings.MaxNorm;

    private static void WriteParameters(IndentedWriter writer, ClipSettings settings) => writer
        .Write(settings.IsAdaptive
            ? "/// <param name=\"clipping\">The part of its weights' norm that the norm of a unit may be, above zero; infinity never clips.</param>"
            : "/// <param name=\"maxNorm\">The limit, above zero; infinity never clips.</param>")
        .Write("/// <param name=\"preScale\">What every gradient is multiplied by first, such as 1 / batch size; the norm is that of the products.</param>");

    private static void WriteExceptions(IndentedWriter writer, GroupSpec group, ClipSettings settings)
    {
        writer.Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The limit isn't above zero, or the pre-scale isn't above zero and finite.</exception>");
        CheckWalk.WriteExceptions(writer, group);
        if (settings.Axes.Count > 0 && (group.Base is not null || group.Fields.Any(field => field.Rank is null)))
        {
            writer.Write("/// <exception cref=\"global::System.InvalidOperationException\">A field whose dimensions are known at run time only lacks one that a norm is taken over; nothing was written.</exception>");
        }

        if (settings.IsAdaptive)
        {
            writer.Write("/// <exception cref=\"global::System.InvalidOperationException\">The weights of a field are null, or have other dimensions than the field has; nothing was written.</exception>");
        }

        if (settings.NonFinite == NonFinite.Throw)
        {
            writer.Write($"/// <exception cref=\"global::FusedClip.NonFiniteGradientException\">A gradient{(settings.IsAdaptive ? ", or a weight," : "")} is NaN or infinite; nothing was written.</exception>");
        }

        SharedMemoryMethod.WriteException(writer);
    }

    private static void WriteMethod(
        IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings, MethodSpec method, string limit, string operation)
    {
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}global::FusedClip.ClipResult {method.Name}({limit}, double preScale = 1D)"))
        {
            SharedMemoryMethod.WriteCall(writer, group);
            string room = ClipBody.Room(group.Fields, group.Methods.FieldCount.Name);
            ClipBody.Write(writer, settings, operation, Parts(group, room, operation, Limit(settings)) with
            {
                MeterTag = operation == "Clip" ? MeterText.Tag(container, group) : null,
            });
        }

        writer.Blank();
    }

    /// <summary>The method in which a clip, or its measuring, goes on where the norm pass wasn't all.</summary>
    public static void WriteFinish(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        if (!settings.IsGlobal)
        {
            return;
        }

        // It is private, and can only hide what has its name.
        string modifier = group.Methods.Finish.Modifier.Length == 0 ? "" : "new ";
        writer
            .Write("// What follows the norm pass. A method of its own, so that ordinary clips have nothing of it on their stack.")
            .Write(FileHeader.GeneratedCode)
            .Write(ClipBody.NotInlined)
            .Write($"private {modifier}global::FusedClip.ClipResult {group.Methods.Finish.Name}(");
        using (writer.Block($"    ref global::FusedClip.CompilerServices.GradientSweep sweep, global::FusedClip.CompilerServices.GradientOperation operation, double maxNorm, double preScale)"))
        {
            ClipBody.WriteFinish(writer, settings, "operation", Parts(group, "", "", Limit(settings)) with { MeterTag = MeterText.Tag(container, group) });
        }

        writer.Blank();
    }

    private static ClipBody.Parts Parts(GroupSpec group, string room, string operation, string limit) => new(
        $"{group.Methods.Sweep.Name}(ref sweep);",
        room,
        limit,
        "preScale",
        $"{group.Methods.Finish.Name}(ref sweep, {ClipBody.Operation(operation)}, maxNorm, preScale)",
        new ClipBody.Locals());
}
