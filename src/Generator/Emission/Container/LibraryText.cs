using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How members of other libraries' types are handed over. The generated code stands in a project that has the library.</summary>
internal static class LibraryText
{
    private const string DenseStorage = "global::FusedClip.CompilerServices.DenseStorage";

    /// <summary>Whether a field is written here.</summary>
    public static bool Covers(FieldSpec field) => field.Shape is FieldShape.Tensor or FieldShape.TensorSpan
        or FieldShape.Memory2D or FieldShape.Span2D or FieldShape.DenseVector or FieldShape.DenseMatrix;

    // A block of its own, so that the locals' names can't meet others; and what is a property is read once.
    public static void Write(IndentedWriter writer, FieldSpec field, string element, string generic)
    {
        using (writer.Block($"// {field.Type} {field.Name}: {What(field.Shape)}"))
        {
            switch (field.Shape)
            {
                case FieldShape.Tensor:
                    writer.Write($"var tensor = {field.Access};");
                    WriteTensor(writer, field, element, generic, "tensor is null ? default : tensor.AsTensorSpan()");
                    break;
                case FieldShape.TensorSpan:
                    WriteTensor(writer, field, element, generic, field.Access);
                    break;
                case FieldShape.Memory2D:
                    WriteRows(writer, field, generic, field.Access + ".Span");
                    break;
                case FieldShape.Span2D:
                    WriteRows(writer, field, generic, field.Access);
                    break;
                case FieldShape.DenseVector:
                    writer
                        .Write($"var value = {field.Access};")
                        .Write($"sweep.Buffer{generic}({Dense(field, "value")});");
                    break;
                default:
                    writer
                        .Write($"var value = {field.Access};")
                        .Write($"var elements = {Dense(field, "value")};")
                        .Write($"sweep.Columns{generic}(elements, value?.RowCount ?? 0, value?.ColumnCount ?? 0, \"{field.Name}\");");
                    break;
            }
        }
    }

    /// <summary>The span over the array that a vector or a matrix is stored in.</summary>
    public static string Dense(FieldSpec field, string name) =>
        $"{DenseStorage}.Of<{ElementText.Type(field)}>({name}, {name}?.{(field.Shape == FieldShape.DenseVector ? "AsArray" : "AsColumnMajorArray")}(), \"{field.Name}\")";

    private static string What(FieldShape shape) => shape switch
    {
        FieldShape.Tensor or FieldShape.TensorSpan => "all at once where it is dense, otherwise run by run.",
        FieldShape.Memory2D or FieldShape.Span2D => "all at once where no gap is between its rows, otherwise row by row.",
        _ => "the array that it is stored in, no copy; a sparse or diagonal one is refused.",
    };

    private static void WriteTensor(IndentedWriter writer, FieldSpec field, string element, string generic, string span) => writer
        .Write($"global::System.Numerics.Tensors.TensorSpan<{element}> value = {span};")
        .Write($"sweep.Strided{generic}(ref value.GetPinnableReference(), value.Lengths, value.Strides, \"{field.Name}\");");

    // Where the second row begins says how far the rows are apart.
    private static void WriteRows(IndentedWriter writer, FieldSpec field, string generic, string span) => writer
        .Write($"var value = {span};")
        .Write($"ref var second = ref value.DangerousGetReferenceAt(value.Height > 1 ? 1 : 0, 0);")
        .Write($"sweep.Rows{generic}(ref value.DangerousGetReference(), ref second, value.Height, value.Width, \"{field.Name}\");");
}
