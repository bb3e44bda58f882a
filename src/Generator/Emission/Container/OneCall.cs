using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>
/// Containers whose fields are a few arrays that one kernel call takes: an ordinary clip is that call, a comparison, and where it has to
/// be, the scale pass. A sweep, which can do more, has its price, and on a few hundred elements it can be seen.
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
        return runs.Count == 1 && FieldRuns.IsPlainArray(runs[0][0]) && runs[0][0].TypeParameter is null;
    }

    /// <summary>Writes the clip up to where it is out of the ordinary.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="group">The group that is clipped.</param>
    /// <param name="settings">What its attribute says.</param>
    /// <param name="kernelNamespace">The namespace of the kernels.</param>
    /// <param name="parts">What the body names.</param>
    public static void Write(IndentedWriter writer, GroupSpec group, ClipSettings settings, string kernelNamespace, ClipBody.Parts parts)
    {
        string call = $"global::FusedClip.CompilerServices.OneCall{ElementText.TypeArguments(group.Fields[0], settings.Norm, kernelNamespace)}";
        writer
            .Write("// All fields are arrays of one type: one kernel call is the norm pass.")
            .Write("global::System.ReadOnlySpan<global::System.Array?> fields =")
            .Write("[");
        foreach (FieldSpec array in group.Fields)
        {
            writer.Write($"    {TieText.Reference(array)}, // {TieText.Comment(array)}");
        }

        writer
            .Write("];")
            .Write($"double sum = {call}.Sum(fields);");
        ClipBody.WriteOrdinary(
            writer,
            parts,
            $"{call}.IsBelow(sum, {ClipBody.Limits(settings, parts)}",
            $"{call}.IsAbove(sum, {parts.Locals.Norm}, {ClipBody.Limits(settings, parts)}",
            $"{call}.Scale(fields, {parts.Locals.Coefficient});");
    }
}
