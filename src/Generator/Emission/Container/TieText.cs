using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>A tied field as it is handed over: not at all, where it is the same buffer as one that is.</summary>
internal static class TieText
{
    /// <summary>The expression of a field that is a reference, an array or a list.</summary>
    public static string Reference(FieldSpec field) => Otherwise(field, "null", field.Access);

    /// <summary>The expression of a field that is handed over as a span.</summary>
    /// <param name="field">The field.</param>
    /// <param name="span">The expression of its span.</param>
    public static string Span(FieldSpec field, string span) => Otherwise(field, "default", span);

    /// <summary>What a comment says of a field: its type, and what it is tied to.</summary>
    public static string Comment(FieldSpec field) => field.Type + Suffix(field);

    /// <summary>What it is tied to, behind what else a comment says of a field.</summary>
    public static string Suffix(FieldSpec field) => field.Ties.Count == 0 ? "" : $", tied to {Names(field, " and ")}";

    /// <summary>What a remark says of a field that is tied; nothing of one that isn't.</summary>
    public static string Remark(FieldSpec field) => field.Ties.Count == 0 ? "" : $", unless it is the same buffer as <c>{Names(field, "</c> or <c>")}</c>";

    /// <summary>Whether an expression says if a field is the same buffer as one that it is tied to; otherwise it takes a block.</summary>
    public static bool IsExpression(FieldSpec field, FieldSpec tie) => IsByReference(field, tie) || (IsRun(field) && IsRun(tie));

    /// <summary>The expression that says so.</summary>
    public static string IsSame(FieldSpec field, FieldSpec tie) =>
        IsByReference(field, tie) ? $"object.ReferenceEquals({field.Access}, {tie.Access})" : $"{SpanOf(field)} == {SpanOf(tie)}";

    /// <summary>The span of a field that is one run of elements: as far as they count.</summary>
    public static string SpanOf(FieldSpec field) => field.Length is not null || field.Shape is FieldShape.Span or FieldShape.Memory or FieldShape.List
        ? BufferText.Counted(field, field.Name, field.Access, ElementText.Type(field))
        : $"global::System.MemoryExtensions.AsSpan({field.Buffer})";

    /// <summary>Whether a field is a buffer that a span is over, with one dimension in memory.</summary>
    public static bool IsRun(FieldSpec field) => field is
    {
        Levels.Count: 0,
        Shape: FieldShape.Memory or FieldShape.Span or FieldShape.Segment or FieldShape.List,
    } || IsFlatArray(field);

    // Of several dimensions it has an array's, or those that its Shape says.
    private static bool IsFlatArray(FieldSpec field) =>
        field is { Levels.Count: 0, Shape: FieldShape.Array } && (field.Rank == 1 || field.Dimensions.Count > 0);

    // Of one array, different lengths may count.
    private static bool IsByReference(FieldSpec field, FieldSpec tie) => field.IsReference && tie.IsReference && field.Length == tie.Length;

    private static string Names(FieldSpec field, string separator) => string.Join(separator, field.Ties.Select(tie => tie.Name));

    private static string Otherwise(FieldSpec field, string nothing, string expression) =>
        field.Ties.Count == 0 ? expression : $"{string.Join(" || ", field.Ties.Select(tie => IsSame(field, tie)))} ? {nothing} : {expression}";
}
