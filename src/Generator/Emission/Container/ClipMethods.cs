using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that clip, and that measure what a clip would do.</summary>
internal static class ClipMethods
{
    public static void WriteClip(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        writer
            .Write($"/// <summary>{ClipText.Limited(settings, group)}</summary>");
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
        if (settings.Axes.Count > 0 && (group.Base is not null || group.Fields.Any(field => field.Rank is null)))
        {
            writer.Write("/// <exception cref=\"global::System.InvalidOperationException\">A field whose dimensions are known at run time only lacks one that a norm is taken over; nothing was written.</exception>");
        }

        if (settings.Scope == Scope.BlockRms && (group.Base is not null || group.Fields.Any(field => field.IsNested)))
        {
            writer.Write("/// <exception cref=\"global::System.InvalidOperationException\">A field is a source of gradients that is written by hand, whose elements can't be counted; nothing was written.</exception>");
        }

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
            ClipBody.Write(writer, settings, operation, Parts(group, room, operation) with
            {
                MeterTag = operation == "Clip" ? MeterText.Tag(container, group) : null,
            });
        }

        writer.Blank();
    }

    /// <summary>The method in which a clip, or its measuring, goes on where the norm pass wasn't all.</summary>
    public static void WriteFinish(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings)
    {
        if (settings.IsPerField)
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
            ClipBody.WriteFinish(writer, settings, "operation", Parts(group, "", "") with { MeterTag = MeterText.Tag(container, group) });
        }

        writer.Blank();
    }

    private static ClipBody.Parts Parts(GroupSpec group, string room, string operation) => new(
        $"{group.Methods.Sweep.Name}(ref sweep);",
        room,
        "maxNorm",
        "preScale",
        $"{group.Methods.Finish.Name}(ref sweep, {ClipBody.Operation(operation)}, maxNorm, preScale)",
        new ClipBody.Locals());
}
