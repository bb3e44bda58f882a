using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How members are handed over that are clipped by the norm of their weights: each beside them.</summary>
internal static class WeightText
{
    private const string AsSpan = "global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan";
    private const string LogicalLength = "global::FusedClip.CompilerServices.LogicalLength";

    public static void Write(IndentedWriter writer, FieldSpec field, WeightSpec weight, string element, string generic)
    {
        string names = $"\"{field.Name}\", \"{weight.Name}\"";
        string comment = $"// {TieText.Comment(field)}";
        if (field.Shape == FieldShape.Array && field.Length is null && field.Dimensions.Count == 0)
        {
            writer.Write($"sweep.AdaptiveArray{generic}({TieText.Reference(field)}, {weight.Access}, {names}); {comment}");
            return;
        }

        string span = TieText.Span(field, Counted(field, field.Name, Span(field, field.Access), element));
        string weights = Counted(field, weight.Name, Span(field, weight.Access), element);
        string dimensions = field.Dimensions.Count == 0 ? "default" : BufferText.Dimensions(field);
        writer.Write($"sweep.AdaptiveBuffer{generic}({span}, {weights}, {dimensions}, {names}); {comment}");
    }

    /// <summary>What a remark says of a field that is clipped by the norm of its weights; nothing of another.</summary>
    public static string Remark(FieldSpec field) => field.Weight is { } weight ? $", by its weights <c>{weight.Name}</c>" : "";

    private static string Counted(FieldSpec field, string name, string span, string element) =>
        field.Length is null ? span : $"{LogicalLength}.First<{element}>({span}, {field.Length}, \"{name}\")";

    // The weights are of the field's own type.
    private static string Span(FieldSpec field, string access)
    {
        string buffer = field.IsNullable ? access + ".GetValueOrDefault()" : access;
        return field.Shape switch
        {
            FieldShape.Memory => buffer + ".Span",
            FieldShape.List when field.Length is null => $"{AsSpan}({buffer})",
            _ => buffer,
        };
    }
}
