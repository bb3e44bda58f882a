using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that clip, and that measure what a clip would do.</summary>
internal static class ClipMethods
{
    public static void WriteClip(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings, string kernelNamespace)
    {
        WriteClipSummary(writer, group, settings, settings.IsAdaptive ? ": of each unit by itself, whose limit is a part of the norm of its weights" : "");
        WriteParameters(writer, settings);
        WriteReturns(writer, isClip: true);
        WriteExceptions(writer, group, settings);
        WriteMethod(writer, container, group, settings, group.Methods.Clip, "Clip", kernelNamespace);
    }

    public static void WriteMeasure(IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings, string kernelNamespace)
    {
        WriteMeasureSummary(writer, group, "");
        WriteParameters(writer, settings);
        WriteReturns(writer, isClip: false);
        WriteExceptions(writer, group, settings);
        WriteMethod(writer, container, group, settings, group.Methods.Measure, "Measure", kernelNamespace);
    }

    /// <summary>What a clip does.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="group">The group that is clipped.</param>
    /// <param name="settings">What its attribute says.</param>
    /// <param name="more">What an overload does besides.</param>
    public static void WriteClipSummary(IndentedWriter writer, GroupSpec group, ClipSettings settings, string more) =>
        writer.Write($"/// <summary>{ClipText.Limited(settings, group)}{more}.</summary>");

    /// <summary>What measuring does.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="group">The group that is clipped.</param>
    /// <param name="parameters">The parameters of the clip that it answers for, where that is an overload.</param>
    public static void WriteMeasureSummary(IndentedWriter writer, GroupSpec group, string parameters) => writer
        .Write($"/// <summary>Comes to the same answer as <c>{group.Methods.Clip.Name}{(parameters.Length == 0 ? "" : $"({parameters})")}</c>, and writes nothing.</summary>");

    /// <summary>What is returned.</summary>
    public static void WriteReturns(IndentedWriter writer, bool isClip) => writer.Write(isClip
        ? "/// <returns>The norm before clipping, and what was done.</returns>"
        : "/// <returns>The norm, and the coefficient that every gradient has to be multiplied by.</returns>");

    /// <summary>The parameter for the limit: a clip without one has to be given one, measuring then has none.</summary>
    public static string LimitParameter(ClipSettings settings, bool isClip) => ByDefault(settings) is null && isClip
        ? $"double {Limit(settings)}"
        : $"double {Limit(settings)} = {Literals.Of(ByDefault(settings) ?? double.PositiveInfinity)}";

    // What the parameter for the limit is called.
    private static string Limit(ClipSettings settings) => settings.IsAdaptive ? "clipping" : "maxNorm";

    private static double? ByDefault(ClipSettings settings) => settings.IsAdaptive ? settings.Clipping : settings.MaxNorm;

    /// <summary>The parameters of every overload.</summary>
    public static void WriteParameters(IndentedWriter writer, ClipSettings settings) => writer
        .Write(settings.IsAdaptive
            ? "/// <param name=\"clipping\">The part of its weights' norm that the norm of a unit may be, above zero; infinity never clips.</param>"
            : "/// <param name=\"maxNorm\">The limit, above zero; infinity never clips.</param>")
        .Write("/// <param name=\"preScale\">What every gradient is multiplied by first, such as 1 / batch size; the norm is that of the products.</param>");

    /// <summary>What is thrown.</summary>
    public static void WriteExceptions(IndentedWriter writer, GroupSpec group, ClipSettings settings)
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
        IndentedWriter writer, ContainerSpec container, GroupSpec group, ClipSettings settings, MethodSpec method, string operation, string kernelNamespace)
    {
        string limit = LimitParameter(settings, operation == "Clip");
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}{RuntimeTypes.Result} {method.Name}({limit}, double preScale = 1D)"))
        {
            SharedMemoryMethod.WriteCall(writer, group);
            string room = ClipBody.Room(group.Fields, group.Methods.FieldCount.Name);
            ClipBody.Parts parts = Parts(group, room, operation, Limit(settings)) with
            {
                MeterTag = operation == "Clip" ? MeterText.Tag(container, group) : null,
            };
            if (!OneCall.Covers(group))
            {
                ClipBody.Write(writer, settings, operation, parts);
            }
            else
            {
                if (operation == "Clip")
                {
                    OneCall.Write(writer, group, settings, kernelNamespace, parts);
                }

                writer.Write($"return {parts.Finish};");
            }
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

        bool isWhole = OneCall.Covers(group);
        writer
            .Write(isWhole
                ? "// A clip in full, or its measuring. A method of its own, so that ordinary clips have nothing of it on their stack."
                : "// What follows the norm pass. A method of its own, so that ordinary clips have nothing of it on their stack.")
            .Write(FileHeader.GeneratedCode)
            .Write(ClipBody.NotInlined)
            .Write($"private {group.Methods.Finish.PrivateModifier}{RuntimeTypes.Result} {group.Methods.Finish.Name}(");
        using (writer.Block($"    {(isWhole ? "" : $"ref {RuntimeTypes.Sweep} sweep, ")}global::FusedClip.CompilerServices.GradientOperation operation, double maxNorm, double preScale)"))
        {
            ClipBody.Parts parts = Parts(group, "", "") with { MeterTag = MeterText.Tag(container, group) };
            if (isWhole)
            {
                ClipBody.WriteNormPass(writer, settings, parts);
                writer.Blank();
            }

            ClipBody.WriteFinish(writer, settings, "operation", parts);
        }

        writer.Blank();
    }

    /// <summary>What the bodies of a group's methods name.</summary>
    public static ClipBody.Parts Parts(GroupSpec group, string room, string operation, string limit = "maxNorm") => new(
        $"{group.Methods.Sweep.Name}(ref sweep);",
        room,
        limit,
        "preScale",
        $"{group.Methods.Finish.Name}({(OneCall.Covers(group) ? "" : "ref sweep, ")}{ClipBody.Operation(operation)}, maxNorm, preScale)",
        new ClipBody.Locals());
}
