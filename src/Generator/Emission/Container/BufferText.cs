using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How members are handed over that are one run of elements: memory, spans, inline arrays, fixed-size buffers, pointers, and what has a <c>Length</c> or a <c>Shape</c>.</summary>
internal static class BufferText
{
    /// <summary>Whether a field is written here.</summary>
    public static bool Covers(FieldSpec field) => field.Length is not null || field.Dimensions.Count > 0
        || field.Shape is FieldShape.Memory or FieldShape.Span or FieldShape.Segment
        or FieldShape.InlineArray or FieldShape.InlineArrayProperty or FieldShape.FixedBuffer;

    /// <summary>The span over the elements of a field, or of another member of its type; or what converts to one by itself.</summary>
    /// <param name="field">The field.</param>
    /// <param name="access">The expression that reads the member.</param>
    public static string Span(FieldSpec field, string access) => field.Shape switch
    {
        FieldShape.FixedBuffer => $"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref {access}[0], {field.FixedLength})",
        FieldShape.Memory => field.BufferOf(access) + ".Span",
        FieldShape.List when field.Length is null => ListSpan(access),
        _ => field.BufferOf(access),
    };

    /// <summary>The span over the items of a list.</summary>
    public static string ListSpan(string list) => $"global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({list})";

    /// <summary>The same as <see cref="Span"/>, as far as the elements count.</summary>
    /// <param name="field">The field, which may have a length.</param>
    /// <param name="name">The name of the member, as it is reported.</param>
    /// <param name="access">The expression that reads the member.</param>
    /// <param name="element">The type of an element.</param>
    public static string Counted(FieldSpec field, string name, string access, string element) => field.Length is null
        ? Span(field, access)
        : $"global::FusedClip.CompilerServices.LogicalLength.First<{element}>({Span(field, access)}, {field.Length}, \"{name}\")";

    public static void Write(IndentedWriter writer, FieldSpec field, string element, string generic)
    {
        switch (field.Shape)
        {
            case FieldShape.Pointer:
                // A pointer can't be named but in unsafe code. Whoever declares one has allowed it.
                using (writer.Block("unsafe"))
                {
                    writer.Write(field.Dimensions.Count == 0
                        ? $"sweep.Pointer{generic}(ref *{field.Access}, {field.Length}, \"{field.Name}\"); // {field.Type}"
                        : $"sweep.ShapedPointer{generic}(ref *{field.Access}, {field.Length}, {Dimensions(field)}, \"{field.Name}\"); // {field.Type}");
                }

                break;
            case FieldShape.FixedBuffer:
                using (writer.Block("unsafe"))
                {
                    writer.Write(Call(field, element, "Buffer" + generic, field.Access));
                }

                break;
            case FieldShape.InlineArrayProperty:
                PropertyText.Write(writer, field, "var", Call(field, element, "Copy" + generic, "value"));
                break;
            default:
                writer.Write(Call(field, element, "Buffer" + generic, field.Access));
                break;
        }
    }

    /// <summary>The statement that hands over the elements of a field, by a method of the sweep.</summary>
    /// <param name="field">The field.</param>
    /// <param name="element">The type of an element.</param>
    /// <param name="method">The method, with its type arguments.</param>
    /// <param name="access">The expression that reads the field.</param>
    public static string Call(FieldSpec field, string element, string method, string access)
    {
        string span = TieText.Span(field, Counted(field, field.Name, access, element));
        return field.Dimensions.Count == 0
            ? $"sweep.{method}({span}); // {TieText.Comment(field)}"
            : $"sweep.Shaped{method}({span}, {Dimensions(field)}, \"{field.Name}\"); // {TieText.Comment(field)}";
    }

    /// <summary>The lengths of a flat buffer's dimensions.</summary>
    // No collection expression: for some of them the compiler makes an array on the heap, where .NET 8 is compiled for.
    public static string Dimensions(FieldSpec field) => $"stackalloc long[] {{ {string.Join(", ", field.Dimensions)} }}";
}
