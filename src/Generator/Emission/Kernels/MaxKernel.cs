namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for p = ∞. The bits of absolute values have, as integers, the order of the numbers, and NaN is above infinity:
/// an integer maximum carries it along.
/// </summary>
internal static class MaxKernel
{
    private const int Count = 4;

    public static void Write(IndentedWriter writer, Element element)
    {
        KernelText.WriteSumDispatch(writer, element);
        foreach (KernelShape shape in KernelShape.All)
        {
            WriteVector(writer, element, shape);
        }

        WriteScalar(writer, element);
    }

    private static string ToNumber(Element element) =>
        element.Integer == "int" ? "BitConverter.Int32BitsToSingle(largest)" : "BitConverter.Int64BitsToDouble(largest)";

    private static void WriteVector(IndentedWriter writer, Element element, KernelShape shape)
    {
        int width = shape.Width(element);
        string type = $"{shape.Vector}<{element.Integer}>";
        writer
            .Write($"// {shape.Title}: the order of the elements doesn't matter, so vectors may overlap, and needn't be aligned.");
        using (KernelText.Method(writer, $"private static double Sum{shape.Bits}({KernelText.Parameters(element)})"))
        {
            writer.Write(KernelText.Declare(type, "m", Count, type + ".Zero"));
            using (KernelText.FieldLoop(writer, element))
            {
                using (writer.Block($"if (length >= {width})"))
                {
                    writer.Write("nuint at = 0;");
                    using (writer.Block($"for (; length - at >= {Count * width}; at += {Count * width})"))
                    {
                        for (int k = 0; k < Count; k++)
                        {
                            writer.Write($"m{k} = {Max(shape, $"m{k}", $"{shape.Vector}.LoadUnsafe(ref first, {KernelText.At("at", k * width)})")};");
                        }
                    }

                    writer.Blank();
                    using (writer.Block($"for (; length - at > {width}; at += {width})"))
                    {
                        writer.Write($"m0 = {Max(shape, "m0", $"{shape.Vector}.LoadUnsafe(ref first, at)")};");
                    }

                    writer
                        .Blank()
                        .Write($"m1 = {Max(shape, "m1", $"{shape.Vector}.LoadUnsafe(ref first, length - {width})")};");
                }

                using (writer.Block("else if (length > 0)"))
                {
                    writer.Write($"m2 = {Max(shape, "m2", $"Lanes.Last{shape.Bits}(ref first, length, length)")};");
                }
            }

            writer
                .Blank()
                .Write($"m0 = {shape.Vector}.Max({shape.Vector}.Max(m0, m1), {shape.Vector}.Max(m2, m3));")
                .Write($"{element.Integer} largest = 0;");
            using (writer.Block($"for (int lane = 0; lane < {type}.Count; lane++)"))
            {
                writer.Write("largest = Math.Max(largest, m0.GetElement(lane));");
            }

            writer.Blank().Write($"return {ToNumber(element)};");
        }

        writer
            .Blank()
            .Write(KernelText.Inline)
            .Write($"private static {type} Magnitude({shape.Vector}<{element.Name}> x) => x.As{(element.Integer == "int" ? "Int32" : "Int64")}() & {shape.Vector}.Create({element.Integer}.MaxValue);")
            .Blank();
    }

    private static string Max(KernelShape shape, string largest, string x) => $"{shape.Vector}.Max({largest}, Magnitude({x}))";

    private static void WriteScalar(IndentedWriter writer, Element element)
    {
        writer
            .Write("// Scalar.");
        using (KernelText.Method(writer, $"private static double SumScalar({KernelText.Parameters(element)})"))
        {
            writer.Write($"{element.Integer} largest = 0;");
            using (KernelText.FieldLoop(writer, element))
            {
                using (writer.Block("for (nuint at = 0; at < length; at++)"))
                {
                    string bits = element.Integer == "int" ? "BitConverter.SingleToInt32Bits" : "BitConverter.DoubleToInt64Bits";
                    writer.Write($"largest = Math.Max(largest, {bits}(Unsafe.Add(ref first, at)) & {element.Integer}.MaxValue);");
                }
            }

            writer.Blank().Write($"return {ToNumber(element)};");
        }
    }
}
