using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The methods that clip, and that measure what a clip would do.</summary>
internal static class ClipMethods
{
    public static void WriteClip(IndentedWriter writer, ContainerSpec container)
    {
        writer
            .Write("/// <summary>Brings the norm of the gradients down to a limit, in place, where it exceeds it.</summary>");
        WriteParameters(writer, container.Settings);
        writer.Write("/// <returns>The norm before clipping, and what was done.</returns>");
        WriteExceptions(writer, container);
        string maxNorm = container.Settings.MaxNorm is { } limit ? $"double maxNorm = {Literals.Of(limit)}" : "double maxNorm";
        WriteMethod(writer, container, container.Methods.Clip, maxNorm, "Clip");
    }

    public static void WriteMeasure(IndentedWriter writer, ContainerSpec container)
    {
        writer
            .Write($"/// <summary>Comes to the same answer as <c>{container.Methods.Clip.Name}</c>, and writes nothing.</summary>");
        WriteParameters(writer, container.Settings);
        writer.Write("/// <returns>The norm, and the coefficient that every gradient has to be multiplied by.</returns>");
        WriteExceptions(writer, container);
        string maxNorm = $"double maxNorm = {Literals.Of(container.Settings.MaxNorm ?? double.PositiveInfinity)}";
        WriteMethod(writer, container, container.Methods.Measure, maxNorm, "Measure");
    }

    private static void WriteParameters(IndentedWriter writer, ClipSettings settings) => writer
        .Write("/// <param name=\"maxNorm\">The limit, above zero; infinity never clips.</param>")
        .Write("/// <param name=\"preScale\">What every gradient is multiplied by first, such as 1 / batch size; the norm is that of the products.</param>");

    private static void WriteExceptions(IndentedWriter writer, ContainerSpec container)
    {
        writer.Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The limit isn't above zero, or the pre-scale isn't above zero and finite.</exception>");
        CheckWalk.WriteExceptions(writer, container);
        if (container.Settings.NonFinite == NonFinite.Throw)
        {
            writer.Write("/// <exception cref=\"global::FusedClip.NonFiniteGradientException\">A gradient is NaN or infinite; nothing was written.</exception>");
        }
    }

    private static void WriteMethod(IndentedWriter writer, ContainerSpec container, MethodSpec method, string maxNorm, string operation)
    {
        ClipSettings settings = container.Settings;
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {method.Modifier}global::FusedClip.ClipResult {method.Name}({maxNorm}, double preScale = 1D)"))
        {
            if (settings.Scope == Scope.PerField)
            {
                WritePerField(writer, container, operation);
            }
            else
            {
                WriteGlobal(writer, container, operation);
            }
        }

        writer.Blank();
    }

    private static void WriteGlobal(IndentedWriter writer, ContainerSpec container, string operation)
    {
        ClipSettings settings = container.Settings;
        string epsilon = $"epsilon: {Literals.Of(settings.Epsilon)}";
        writer
            .Write($"// The norm pass over all fields.{(operation == "Clip" ? " Where the norm is below the limit, that was all." : "")}")
            .Write($"var sweep = new global::FusedClip.CompilerServices.GradientSweep(normOrder: {Literals.Of(settings.Norm)});")
            .Write($"{container.Methods.Sweep.Name}(ref sweep);");
        if (operation == "Clip")
        {
            using (writer.Block($"if (sweep.IsBelow(maxNorm, preScale, {epsilon}, out global::FusedClip.ClipResult result))"))
            {
                writer.Write("return result;");
            }

        }

        writer
            .Blank()
            .Write(operation == "Clip"
                ? "// Refuses a limit or a pre-scale that makes no sense. Then, where the norm exceeds the limit, the scale pass; and where it is in doubt, first the passes that make it certain."
                : "// Refuses a limit or a pre-scale that makes no sense. Then, where the norm is in doubt, the passes that make it certain.")
            .Write($"bool needsAnother = sweep.Decide(global::FusedClip.CompilerServices.GradientOperation.{operation}, maxNorm, preScale, {epsilon}, {Policy(settings)});");
        using (writer.Block("while (needsAnother)"))
        {
            writer
                .Write($"{container.Methods.Sweep.Name}(ref sweep);")
                .Write("needsAnother = sweep.NeedsAnother();");
        }

        writer.Blank().Write("return sweep.Result;");
    }

    private static void WritePerField(IndentedWriter writer, ContainerSpec container, string operation)
    {
        ClipSettings settings = container.Settings;
        string arguments =
            $"normOrder: {Literals.Of(settings.Norm)}, maxNorm, preScale, epsilon: {Literals.Of(settings.Epsilon)}, {Policy(settings)}";
        string room = "stackalloc double[GradientFieldCount]";
        if (container.IsRefStruct)
        {
            writer
                .Write("// A ref struct could keep the span of a sweep that it is handed, so the compiler wants one that may leave this method. This one doesn't.")
                .Write($"global::System.Span<double> room = {room};");
            room = "global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(room), room.Length)";
        }

        writer
            .Write("// Refuses a limit or a pre-scale that makes no sense, before anything is read or written.")
            .Write("var sweep = new global::FusedClip.CompilerServices.GradientSweep(")
            .Write($"    global::FusedClip.CompilerServices.GradientOperation.{operation}, {arguments}, {room});")
            .Blank()
            .Write(operation == "Clip"
                ? "// The norm pass, which keeps every field's coefficient; then the scale pass, but only where a norm exceeds the limit."
                : "// The norm pass over all fields.");
        SourceMethods.WriteLoop(writer, container);
        writer.Blank().Write("return sweep.Result;");
    }

    private static string Policy(ClipSettings settings) => $"global::FusedClip.NonFinitePolicy.{settings.NonFinite}";
}
