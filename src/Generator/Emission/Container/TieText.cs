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
    public static string Comment(FieldSpec field) => field.Ties.Count == 0 ? field.Type : $"{field.Type}, tied to {Names(field, " and ")}";

    /// <summary>What a remark says of a field that is tied; nothing of one that isn't.</summary>
    public static string Remark(FieldSpec field) => field.Ties.Count == 0 ? "" : $", unless it is the same buffer as <c>{Names(field, "</c> or <c>")}</c>";

    private static string Names(FieldSpec field, string separator) => string.Join(separator, field.Ties.Select(tie => tie.Name));

    private static string Otherwise(FieldSpec field, string nothing, string expression) =>
        field.Ties.Count == 0 ? expression : $"{string.Join(" || ", field.Ties.Select(tie => Same(field, tie)))} ? {nothing} : {expression}";

    private static string Same(FieldSpec field, TieSpec tie) => field.Shape == tie.Shape && IsReference(field.Shape)
        ? $"object.ReferenceEquals({field.Access}, {tie.Access})"
        : $"{SpanOf(field.Shape, field.Buffer)} == {SpanOf(tie.Shape, tie.Access)}";

    private static bool IsReference(FieldShape shape) => shape is not (FieldShape.Memory or FieldShape.Span or FieldShape.Segment);

    // Spans are the same where address and length are.
    private static string SpanOf(FieldShape shape, string access) => shape switch
    {
        FieldShape.Span => access,
        FieldShape.Memory => $"{access}.Span",
        _ => $"global::System.MemoryExtensions.AsSpan({access})",
    };
}
