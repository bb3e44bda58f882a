using System;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What a clip method does: walks the list of the fields until the sweep has enough.</summary>
internal static class ClipBody
{
    // 8 KB of stack: beyond it, slices are measured once more.
    private const string SliceRoom = "1024";

    /// <summary>What the body names.</summary>
    /// <param name="Walk">The statement that hands the list of the fields to the sweep.</param>
    /// <param name="Room">The expression for the number of fields whose coefficients are kept.</param>
    /// <param name="MaxNorm">The argument for the limit.</param>
    /// <param name="PreScale">The argument for the pre-scale.</param>
    /// <param name="Finish">The call of the method that does what follows the norm pass.</param>
    /// <param name="Locals">What the body's own variables are called.</param>
    internal sealed record Parts(string Walk, string Room, string MaxNorm, string PreScale, string Finish, Locals Locals)
    {
        /// <summary>What the meter knows the clip by; null where nothing is recorded.</summary>
        public string? MeterTag { get; init; }
    }

    /// <summary>The body's own variables.</summary>
    internal sealed record Locals(string Sweep = "sweep", string Details = "details", string NeedsAnother = "needsAnother", string Norm = "norm", string Coefficient = "coefficient");

    /// <summary>The attribute of the method that does what follows the norm pass.</summary>
    public const string NotInlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    private const string DetailsType = "global::FusedClip.CompilerServices.SweepDetails";

    /// <summary>
    /// For how many fields a clip per field keeps the coefficients: for all of them, but where containers nest their number isn't known.
    /// Beyond 2 KB of stack, fields are measured once more.
    /// </summary>
    public static string Room(EquatableArray<FieldSpec> fields, string count) => fields.Any(field => field.IsNested) ? "256" : count;

    public static void Write(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        if (settings.IsGlobal)
        {
            WriteGlobal(writer, settings, operation, parts);
        }
        else
        {
            WritePerField(writer, settings, operation, parts);
        }
    }

    /// <summary>Begins a sweep, and walks over the fields as often as it asks for.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="begin">The expression that begins the sweep.</param>
    /// <param name="walk">The statement that hands the list of the fields to the sweep.</param>
    /// <param name="locals">What the variables are called.</param>
    public static void WriteLoop(IndentedWriter writer, Func<string, string> begin, string walk, Locals locals)
    {
        writer
            .Write($"var {locals.Details} = default({DetailsType});")
            .Write($"var {locals.Sweep} = {begin($"ref {locals.Details}")};");
        WriteWalks(writer, walk, locals.Sweep);
    }

    private static void WriteWalks(IndentedWriter writer, string walk, string sweep)
    {
        using (writer.Block("do"))
        {
            writer.Write(walk);
        }

        writer.Write($"while ({sweep}.NeedsAnother());");
    }

    private static void WriteGlobal(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        string sweep = parts.Locals.Sweep;
        WriteNormPass(writer, settings, parts);
        if (operation == "Clip")
        {
            string limits = Limits(settings, parts);
            WriteOrdinary(
                writer, parts, $"{sweep}.IsBelow(normOrder: {Literals.Of(settings.Norm)}, {limits}", $"{sweep}.IsAbove({parts.Locals.Norm}, {limits}", parts.Walk);
        }

        writer.Write($"return {parts.Finish};");
    }

    /// <summary>Begins a sweep, and walks over the fields for their norm.</summary>
    public static void WriteNormPass(IndentedWriter writer, ClipSettings settings, Parts parts) => writer
        .Write("// The norm pass over all fields.")
        .Write($"var {parts.Locals.Sweep} = default({RuntimeTypes.Sweep});")
        .Write($"{parts.Locals.Sweep}.BeginNorm(normOrder: {Literals.Of(settings.Norm)});")
        .Write(parts.Walk);

    /// <summary>What nearly every clip comes to after its norm pass.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="parts">What the body names.</param>
    /// <param name="isBelow">Whether the norm is below the limit, but for the last argument, which is the norm.</param>
    /// <param name="isAbove">Whether it is above, but for the last argument, which is the coefficient.</param>
    /// <param name="scale">The scale pass.</param>
    public static void WriteOrdinary(IndentedWriter writer, Parts parts, string isBelow, string isAbove, string scale)
    {
        string result = $"return new {RuntimeTypes.Result}({parts.Locals.Norm},";
        writer.Blank().Write("// Below the limit, that was all.");
        using (writer.Block($"if ({isBelow}, out double {parts.Locals.Norm}))"))
        {
            MeterText.WriteOrdinary(writer, parts.MeterTag, parts.Locals.Norm, isClipped: false);
            writer.Write($"{result} Coefficient: 1D, IsClipped: false, IsFinite: true, NonFiniteField: null);");
        }

        writer.Blank().Write("// Above it, the scale pass.");
        using (writer.Block($"if ({isAbove}, out double {parts.Locals.Coefficient}))"))
        {
            writer.Write(scale);
            MeterText.WriteOrdinary(writer, parts.MeterTag, parts.Locals.Norm, isClipped: true);
            writer.Write($"{result} {parts.Locals.Coefficient}, IsClipped: true, IsFinite: true, NonFiniteField: null);");
        }

        writer.Blank().Write("// At it, or out of the ordinary.");
    }

    /// <summary>The arguments that decide, but for the norm.</summary>
    public static string Limits(ClipSettings settings, Parts parts) => $"{parts.MaxNorm}, {parts.PreScale}, {Epsilon(settings)}";

    /// <summary>What follows the norm pass: a method of its own, so that calls that end with that pass have nothing of it on their stack.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="settings">The settings of the clip.</param>
    /// <param name="operation">The expression for what is asked for.</param>
    /// <param name="parts">What the body names.</param>
    public static void WriteFinish(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        (string sweep, string details, string needsAnother, _, _) = parts.Locals;
        writer
            .Write("// Refuses a limit or a pre-scale that makes no sense. Then, where the norm exceeds the limit, the scale pass; and where it is in doubt, first the passes that make it certain.")
            .Write($"var {details} = default({DetailsType});");
        string? condition = operation == Operation("Clip") ? null : $"{operation} == {Operation("Clip")}";
        using (MeterText.OpenTry(writer, parts.MeterTag, settings, condition))
        {
            writer.Write($"bool {needsAnother} = {sweep}.Decide(ref {details}, {operation}, {parts.MaxNorm}, {parts.PreScale}, {Epsilon(settings)}, {Policy(settings)});");
            using (writer.Block($"while ({needsAnother})"))
            {
                writer
                    .Write(parts.Walk)
                    .Write($"{needsAnother} = {sweep}.NeedsAnother();");
            }
        }

        writer.Blank();
        MeterText.WriteRecord(writer, parts.MeterTag, sweep, condition);
        writer.Write($"return {sweep}.Result;");
    }

    /// <summary>A clip, or its measuring, that keeps the norm of every field, whatever the scope.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="settings">The settings of the clip.</param>
    /// <param name="operation">What is done: <c>Clip</c> or <c>Measure</c>.</param>
    /// <param name="norms">The struct of the norms, which its parameter <c>norms</c> is of.</param>
    /// <param name="parts">What the body names.</param>
    public static void WriteWithNorms(IndentedWriter writer, ClipSettings settings, string operation, string norms, Parts parts)
    {
        (string sweep, string details, _, _, _) = parts.Locals;
        bool isPerField = !settings.IsGlobal;
        WriteLimitCheck(writer, details);
        writer.Write($"global::System.Span<double> slots = stackalloc double[{norms}.SlotCount];");
        WriteBegin(writer, settings, operation, parts, $"{(isPerField ? $"stackalloc double[{parts.Room}]" : "fieldCoefficients: default")}, slots");
        string ofClip = isPerField ? "; then the scale pass, but only where a norm exceeds the limit." : "; then the scale pass, but only where the norm over all exceeds the limit.";
        WritePasses(writer, settings, parts, $"// The norm pass, field by field{(operation == "Clip" ? ofClip : ".")}");
        writer
            .Write($"norms = new {norms}(slots);")
            .Write($"return {sweep}.Result;");
    }

    private static void WritePerField(IndentedWriter writer, ClipSettings settings, string operation, Parts parts)
    {
        (string sweep, string details, _, _, _) = parts.Locals;
        bool isSliced = settings.Axes.Count > 0;
        // The axes on the stack, too: in a debug build a span of constants comes with an object.
        string room = isSliced
            ? $"axes: stackalloc int[] {{ {string.Join(", ", settings.Axes.Select(axis => Literals.InText(axis)))} }}, stackalloc double[{SliceRoom}]"
            : $"stackalloc double[{parts.Room}]";
        WriteLimitCheck(writer, details);
        WriteBegin(writer, settings, operation, parts, room);
        WritePasses(writer, settings, parts, operation == "Clip"
            ? $"// The norm pass, which keeps {(isSliced ? "the coefficients of slices, as far as there is room" : "every field's coefficient")}; then the scale pass, but only where a {(settings.Scope == Scope.BlockRms ? "mean" : "norm")} exceeds {(settings.IsAdaptive ? "its" : "the")} limit."
            : "// The norm pass over all fields.");
        writer.Write($"return {sweep}.Result;");
    }

    private static void WriteLimitCheck(IndentedWriter writer, string details) => writer
        .Write("// Refuses a limit or a pre-scale that makes no sense, before anything is read or written.")
        .Write($"var {details} = default({DetailsType});");

    private static void WriteBegin(IndentedWriter writer, ClipSettings settings, string operation, Parts parts, string room) => writer
        .Write($"var {parts.Locals.Sweep} = new {RuntimeTypes.Sweep}(")
        .Write($"    ref {parts.Locals.Details}, {Operation(operation)}, global::FusedClip.ClipScope.{settings.Scope}, {Arguments(settings, parts)}, {room});")
        .Blank();

    private static string Arguments(ClipSettings settings, Parts parts) =>
        $"normOrder: {Literals.Of(settings.Norm)}, {parts.MaxNorm}, {parts.PreScale}, {Epsilon(settings)}, {Policy(settings)}";

    private static void WritePasses(IndentedWriter writer, ClipSettings settings, Parts parts, string comment)
    {
        using (MeterText.OpenTry(writer, parts.MeterTag, settings, condition: null))
        {
            writer.Write(comment);
            WriteWalks(writer, parts.Walk, parts.Locals.Sweep);
        }

        writer.Blank();
        MeterText.WriteRecord(writer, parts.MeterTag, parts.Locals.Sweep, condition: null);
    }

    /// <summary>The expression for what is asked for: <c>Clip</c> or <c>Measure</c>.</summary>
    public static string Operation(string operation) => $"global::FusedClip.CompilerServices.GradientOperation.{operation}";

    private static string Epsilon(ClipSettings settings) => $"epsilon: {Literals.Of(settings.Epsilon)}";

    private static string Policy(ClipSettings settings) => $"global::FusedClip.NonFinitePolicy.{settings.NonFinite}";
}
