using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What a clip method does: walks the list of the fields until the sweep has enough.</summary>
internal static class ClipBody
{
    /// <summary>What the body names.</summary>
    /// <param name="Walk">The statement that hands the list of the fields to the sweep.</param>
    /// <param name="Room">The expression for the number of fields whose coefficients are kept.</param>
    /// <param name="MaxNorm">The argument for the limit.</param>
    /// <param name="PreScale">The argument for the pre-scale.</param>
    /// <param name="Locals">What the body's own variables are called.</param>
    internal sealed record Parts(string Walk, string Room, string MaxNorm, string PreScale, Locals Locals)
    {
        /// <summary>Whether the fields are those of a ref struct.</summary>
        public bool IsOfRefStruct { get; init; }

        /// <summary>What the meter knows the clip by; null where its calls aren't recorded.</summary>
        public string? MeterTag { get; init; }
    }

    /// <summary>The body's own variables.</summary>
    internal sealed record Locals(string Sweep = "sweep", string Result = "result", string NeedsAnother = "needsAnother");

    /// <summary>
    /// For how many fields a clip per field keeps the coefficients: for all of them, but where containers nest their number isn't known.
    /// Beyond 2 KB of stack, fields are measured once more.
    /// </summary>
    public static string Room(EquatableArray<FieldSpec> fields, string count) => fields.Any(field => field.IsNested) ? "256" : count;

    public static void Write(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        if (settings.Scope == Scope.PerField)
        {
            WritePerField(writer, settings, operation, parts);
        }
        else
        {
            WriteGlobal(writer, settings, operation, parts);
        }
    }

    /// <summary>The walks over the fields, as many as the sweep asks for.</summary>
    public static void WriteLoop(IndentedWriter writer, string walk, string sweep = "sweep")
    {
        using (writer.Block("do"))
        {
            writer.Write(walk);
        }

        writer.Write($"while ({sweep}.NeedsAnother());");
    }

    private static void WriteGlobal(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        (string sweep, string result, string needsAnother) = parts.Locals;
        string arguments = $"{parts.MaxNorm}, {parts.PreScale}, epsilon: {Literals.Of(settings.Epsilon)}";
        writer
            .Write($"// The norm pass over all fields.{(operation == "Clip" ? " Where the norm is below the limit, that was all." : "")}")
            .Write($"var {sweep} = default(global::FusedClip.CompilerServices.GradientSweep);")
            .Write($"{sweep}.BeginNorm(normOrder: {Literals.Of(settings.Norm)});")
            .Write(parts.Walk);
        if (operation == "Clip")
        {
            using (writer.Block($"if ({sweep}.IsBelow({arguments}, out global::FusedClip.ClipResult {result}))"))
            {
                MeterText.WriteRecord(writer, parts.MeterTag, result);
                writer.Write($"return {result};");
            }
        }

        writer.Blank();
        using (MeterText.OpenTry(writer, parts.MeterTag, settings))
        {
            WriteDecision(writer, settings, operation, parts, arguments);
        }

        WriteReturn(writer, parts);
    }

    private static void WriteDecision(IndentedWriter writer, ClipSettings settings, string operation, Parts parts, string arguments)
    {
        (string sweep, _, string needsAnother) = parts.Locals;
        writer
            .Write(operation == "Clip"
                ? "// Refuses a limit or a pre-scale that makes no sense. Then, where the norm exceeds the limit, the scale pass; and where it is in doubt, first the passes that make it certain."
                : "// Refuses a limit or a pre-scale that makes no sense. Then, where the norm is in doubt, the passes that make it certain.")
            .Write($"bool {needsAnother} = {sweep}.Decide(global::FusedClip.CompilerServices.GradientOperation.{operation}, {arguments}, {Policy(settings)});");
        using (writer.Block($"while ({needsAnother})"))
        {
            writer
                .Write(parts.Walk)
                .Write($"{needsAnother} = {sweep}.NeedsAnother();");
        }
    }

    private static void WritePerField(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        string arguments =
            $"normOrder: {Literals.Of(settings.Norm)}, {parts.MaxNorm}, {parts.PreScale}, epsilon: {Literals.Of(settings.Epsilon)}, {Policy(settings)}";
        string room = $"stackalloc double[{parts.Room}]";
        if (parts.IsOfRefStruct)
        {
            writer
                .Write("// A ref struct could keep the span of a sweep that it is handed, so the compiler wants one that may leave this method. This one doesn't.")
                .Write($"global::System.Span<double> room = {room};");
            room = "global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(room), room.Length)";
        }

        writer
            .Write("// Refuses a limit or a pre-scale that makes no sense, before anything is read or written.")
            .Write($"var {parts.Locals.Sweep} = new global::FusedClip.CompilerServices.GradientSweep(")
            .Write($"    global::FusedClip.CompilerServices.GradientOperation.{operation}, {arguments}, {room});")
            .Blank();
        using (MeterText.OpenTry(writer, parts.MeterTag, settings))
        {
            writer.Write(operation == "Clip"
                ? "// The norm pass, which keeps every field's coefficient; then the scale pass, but only where a norm exceeds the limit."
                : "// The norm pass over all fields.");
            WriteLoop(writer, parts.Walk, parts.Locals.Sweep);
        }

        WriteReturn(writer, parts);
    }

    private static void WriteReturn(IndentedWriter writer, Parts parts)
    {
        writer.Blank();
        MeterText.WriteRecord(writer, parts.MeterTag, $"in {parts.Locals.Sweep}");
        writer.Write($"return {parts.Locals.Sweep}.Result;");
    }

    private static string Policy(ClipSettings settings) => $"global::FusedClip.NonFinitePolicy.{settings.NonFinite}";
}
