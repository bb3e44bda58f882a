using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How members are handed over that are one run of elements: spans, inline arrays, fixed-size buffers, pointers, and what has a <c>Length</c> or a <c>Shape</c>.</summary>
internal static class BufferText
{
    private const string LogicalLength = "global::FusedClip.CompilerServices.LogicalLength";

    /// <summary>Whether a field is written here.</summary>
    public static bool Covers(FieldSpec field) => field.Length is not null || field.Dimensions.Count > 0
        || field.Shape is FieldShape.Span or FieldShape.Segment or FieldShape.InlineArray or FieldShape.InlineArrayProperty or FieldShape.FixedBuffer;

    /// <summary>The span over an inline array or a fixed-size buffer. The former converts to one by itself.</summary>
    public static string FixedSpan(FieldSpec field) => field.Shape == FieldShape.FixedBuffer
        ? $"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref {field.Access}[0], {field.FixedLength})"
        : field.Access;

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
                    WriteSpan(writer, field, element, "Buffer" + generic, FixedSpan(field));
                }

                break;
            case FieldShape.InlineArrayProperty:
                WriteProperty(writer, field, element, "Copy" + generic);
                break;
            case FieldShape.Memory:
                WriteSpan(writer, field, element, "Buffer" + generic, field.Buffer + ".Span");
                break;
            case FieldShape.List when field.Length is null:
                WriteSpan(
                    writer, field, element, "Buffer" + generic, $"global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({field.Access})");
                break;
            default:
                WriteSpan(writer, field, element, "Buffer" + generic, field.Buffer);
                break;
        }
    }

    private static void WriteSpan(IndentedWriter writer, FieldSpec field, string element, string method, string span)
    {
        string counted = field.Length is null ? span : $"{LogicalLength}.First<{element}>({span}, {field.Length}, \"{field.Name}\")";
        writer.Write(field.Dimensions.Count == 0
            ? $"sweep.{method}({TieText.Span(field, counted)}); // {TieText.Comment(field)}"
            : $"sweep.Shaped{method}({TieText.Span(field, counted)}, {Dimensions(field)}, \"{field.Name}\"); // {TieText.Comment(field)}");
    }

    /// <summary>The lengths of a flat buffer's dimensions.</summary>
    // No collection expression: for some of them the compiler makes an array on the heap, where .NET 8 is compiled for.
    public static string Dimensions(FieldSpec field) => $"stackalloc long[] {{ {string.Join(", ", field.Dimensions)} }}";

    /// <summary>Hands over what a property returns, by a method of the sweep, and sets the property again.</summary>
    // A block of its own, so that the local's name can't meet another.
    public static void WriteProperty(IndentedWriter writer, FieldSpec field, string element, string method)
    {
        using (writer.Block($"// {field.Name} is a property: read once, and set only by a pass that writes."))
        {
            writer.Write($"var value = {field.Access};");
            WriteSpan(writer, field, element, method, "value");
            using (writer.Block("if (sweep.Writes)"))
            {
                writer.Write($"{field.Access} = value;");
            }
        }
    }
}
