namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for any other p: powers in double, one element after another, so that every instruction set gives the same bits.
/// </summary>
internal static class PowerKernel
{
    private const int Block = 1024;

    public static void Write(IndentedWriter writer, Element element, double norm)
    {
        writer
            .Write("/// <inheritdoc/>");
        using (KernelText.Method(writer, $"public static double Sum({KernelText.Parameters(element)})"))
        {
            writer.Write("double total = 0;");
            using (KernelText.FieldLoop(writer, element))
            {
                using (writer.Block("for (nuint at = 0; at < length; )"))
                {
                    writer.Write("double block = 0;");
                    using (writer.Block($"for (nuint end = Math.Min(at + {Block}, length); at < end; at++)"))
                    {
                        writer.Write("block += Power(Unsafe.Add(ref first, at));");
                    }

                    writer.Blank().Write("total += block;");
                }
            }

            writer.Blank().Write("return total;");
        }

        writer
            .Blank()
            .Write(KernelText.Inline)
            .Write($"private static double Power(double x) => Math.Pow(Math.Abs(x), {Literals.Of(norm)});");
    }
}
