using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How members are handed over that are clipped by the norm of their weights: each beside them.</summary>
internal static class WeightText
{
    public static void Write(IndentedWriter writer, FieldSpec field, WeightSpec weight, string element, string generic)
    {
        string names = $"\"{field.Name}\", \"{weight.Name}\"";
        string comment = $"// {TieText.Comment(field)}";
        if (field.Shape == FieldShape.Array && field.Length is null && field.Dimensions.Count == 0)
        {
            writer.Write($"sweep.AdaptiveArray{generic}({TieText.Reference(field)}, {weight.Access}, {names}); {comment}");
            return;
        }

        string span = TieText.Span(field, BufferText.Counted(field, field.Name, field.Access, element));
        string weights = BufferText.Counted(field, weight.Name, weight.Access, element);
        string dimensions = field.Dimensions.Count == 0 ? "default" : BufferText.Dimensions(field);
        writer.Write($"sweep.AdaptiveBuffer{generic}({span}, {weights}, {dimensions}, {names}); {comment}");
    }

    /// <summary>What a remark says of a field that is clipped by the norm of its weights; nothing of another.</summary>
    public static string Remark(FieldSpec field) => field.Weight is { } weight ? $", by its weights <c>{weight.Name}</c>" : "";
}
