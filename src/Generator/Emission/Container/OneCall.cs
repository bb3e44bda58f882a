using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>
/// Containers whose fields are a few arrays, or inline arrays, that one kernel call takes: an ordinary clip is that call, a comparison, and
/// where it has to be, the scale pass. A sweep, which can do more, has its price, and on a few hundred elements it can be seen.
/// </summary>
internal static class OneCall
{
    // Each field is named once more, in machine code, too. The price of a sweep is that of half a dozen of them.
    private const int MostFields = 16;

    /// <summary>Whether a group's clip begins without a sweep.</summary>
    public static bool Covers(GroupSpec group)
    {
        if (group.Settings is not { IsGlobal: true } || group.Base is not null || group.Fields.Count > MostFields)
        {
            return false;
        }

        List<List<FieldSpec>> runs = [.. FieldRuns.Of(group.Fields)];
        return runs.Count == 1 && ((FieldRuns.IsPlainArray(runs[0][0]) && runs[0][0].TypeParameter is null) || IsInline(runs[0][0]));
    }

    private static bool IsInline(FieldSpec field) => field.Shape == FieldShape.InlineArray && FixedRun.IsInPlace(field);

    /// <summary>Writes the clip up to where it is out of the ordinary.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="group">The group that is clipped.</param>
    /// <param name="settings">What its attribute says.</param>
    /// <param name="kernelNamespace">The namespace of the kernels.</param>
    /// <param name="parts">What the body names.</param>
    public static void Write(IndentedWriter writer, GroupSpec group, ClipSettings settings, string kernelNamespace, ClipBody.Parts parts)
    {
        FieldSpec first = group.Fields[0];
        string call = $"global::FusedClip.CompilerServices.OneCall{ElementText.TypeArguments(first, settings.Norm, kernelNamespace)}";
        string ofLength = "";
        if (first.Shape == FieldShape.Array)
        {
            writer
                .Write("// All fields are arrays of one type: one kernel call is the norm pass.")
                .Write("global::System.ReadOnlySpan<global::System.Array?> fields =");
            ArrayListText.Write(writer, [.. group.Fields], ";");
        }
        else
        {
            bool isUnrolled = FixedRun.IsUnrolled([.. group.Fields], settings.Norm);
            if (isUnrolled)
            {
                ofLength = $"<{ElementText.Kernels(first, settings.Norm, kernelNamespace)}.{FixedRun.Kernel([.. group.Fields], settings.Norm).Name}>";
            }

            WriteInline(writer, group, call, isUnrolled ? "one kernel call without loops" : "one kernel call");
        }

        writer.Write($"double sum = {call}.Sum{ofLength}(fields);");
        ClipBody.WriteOrdinary(
            writer,
            parts,
            $"{call}.IsBelow(sum, {ClipBody.Limits(settings, parts)}",
            $"{call}.IsAbove(sum, {parts.Locals.Norm}, {ClipBody.Limits(settings, parts)}",
            $"{call}.Scale{ofLength}(fields, {parts.Locals.Coefficient});");
    }

    private static void WriteInline(IndentedWriter writer, GroupSpec group, string call, string kernelCall)
    {
        string type = $"global::System.Span<{ElementText.Type(group.Fields[0])}>";
        if (group.Fields.Count == 1)
        {
            writer
                .Write($"// The field's type says how long it is: {kernelCall} is the norm pass.")
                .Write($"{type} fields = {BufferText.Span(group.Fields[0], group.Fields[0].Access)}; // {group.Fields[0].Type}");
            return;
        }

        writer
            .Write($"// The fields' types say how long they are, and mostly they lie behind each other: {kernelCall} is the norm pass.")
            .Write($"{type} fields = {call}.Joined(");
        foreach (FieldSpec field in group.Fields)
        {
            string closing = ReferenceEquals(field, group.Fields[group.Fields.Count - 1]) ? ");" : ",";
            writer.Write($"    {BufferText.Span(field, field.Access)}{closing} // {field.Type}");
        }
    }
}
