using System;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>
/// A tied field of which no expression says whether it is the same buffer as another: tensors and two-dimensional memory, whose
/// elements may lie apart, pointers, and arrays of several dimensions beside what shows their elements. Its place is compared.
/// </summary>
internal static class TiedText
{
    private const string Own = "tied";
    private const string Other = "other";

    /// <summary>Whether a field is written here.</summary>
    public static bool Covers(FieldSpec field) => field.Ties.Any(tie => !TieText.IsExpression(field, tie));

    /// <summary>Compares a field with those that it is tied to, and hands it over as a local that is nothing where it is one of them.</summary>
    public static void Write(IndentedWriter writer, FieldSpec field, Action<FieldSpec> handOver)
    {
        writer.Write($"// {field.Name} is left out where it is the same buffer as {string.Join(" or ", field.Ties.Select(tie => tie.Name))}.");
        using (writer.Block(field.Ties.Prepend(field).Any(one => one.Shape == FieldShape.Pointer) ? "unsafe" : ""))
        {
            FieldSpec own = Declare(writer, field, Own, "tensor");
            foreach (FieldSpec tie in field.Ties)
            {
                WriteTie(writer, own, tie);
            }

            writer.Blank();
            handOver(own with { Ties = default });
        }
    }

    private static void WriteTie(IndentedWriter writer, FieldSpec own, FieldSpec tie)
    {
        if (TieText.IsExpression(own, tie))
        {
            WriteIf(writer, TieText.IsSame(own, tie));
            return;
        }

        using (writer.Block(""))
        {
            FieldSpec other = Declare(writer, tie, Other, "otherTensor");
            writer.Write($"var place = {Place(other)};");
            WriteIf(writer, $"{Place(own)}.Is(place)");
        }
    }

    private static void WriteIf(IndentedWriter writer, string condition)
    {
        using (writer.Block($"if ({condition})"))
        {
            writer.Write($"{Own} = default;");
        }
    }

    // The field as a local: what is a property is read once. Tensors and memory as their spans, which say where the elements are.
    private static FieldSpec Declare(IndentedWriter writer, FieldSpec field, string name, string tensor)
    {
        switch (field.Shape)
        {
            case FieldShape.Tensor:
                writer
                    .Write($"var {tensor} = {field.Access};")
                    .Write($"global::System.Numerics.Tensors.TensorSpan<{ElementText.Type(field)}> {name} = {tensor} is null ? default : {tensor}.AsTensorSpan();");
                return field with { Access = name, Shape = FieldShape.TensorSpan };
            case FieldShape.Memory2D:
                writer.Write($"var {name} = {field.Access}.Span;");
                return field with { Access = name, Shape = FieldShape.Span2D };
            default:
                writer.Write($"var {name} = {field.Access};");
                return field with { Access = name };
        }
    }

    private static string Place(FieldSpec field)
    {
        string name = field.Access;
        string arguments = field.Shape switch
        {
            FieldShape.TensorSpan => $"ref {name}.GetPinnableReference(), {name}.Lengths, {name}.Strides",
            FieldShape.Span2D => $"ref {name}.DangerousGetReference(), ref {name}.DangerousGetReferenceAt({name}.Height > 1 ? 1 : 0, 0), {name}.Height, {name}.Width",
            FieldShape.Pointer => $"ref *{name}, {field.Length}",
            FieldShape.DenseVector or FieldShape.DenseMatrix => LibraryText.Dense(field, name),
            _ when TieText.IsRun(field) => TieText.SpanOf(field),
            _ => name,
        };
        return $"new global::FusedClip.CompilerServices.BufferPlace<{ElementText.Type(field)}>({arguments})";
    }
}
