using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>A kernel for buffers of one length, which the compiler knows: both passes written out, without a loop or a test.</summary>
internal sealed class FixedLengthKernel(Element element, KernelSpec kernel, int length)
{
    /// <summary>
    /// Whether there is one: for p = 1, 2 and ∞, up to four rows, 1 KB. Up to there a buffer is one block in one set of lanes; beyond,
    /// the text grows on with the length, and saves less and less of the time. Of other orders the powers take the time.
    /// </summary>
    public static bool Handles(FixedLengthSpec part) =>
        part.Kernel is { Norm: 1 or 2 or double.PositiveInfinity, Element: ElementType.Single or ElementType.Double }
        && part.Length > 0 && part.Length <= Element.Of(part.Kernel.Element).LongAbove;

    public void Write(IndentedWriter writer)
    {
        string elements = length == 1 ? "1 element" : $"{length} elements";
        writer.Write($"/// <summary>The same over a buffer of {elements}, written out: the bits are those of the loops.</summary>");
        using (writer.Block($"internal readonly struct Of{length} : IFixedLengthKernel<{element.Name}>"))
        {
            WriteDispatch(writer);
            foreach (KernelShape shape in KernelShape.All)
            {
                writer
                    .Blank()
                    .Write($"// {shape.Title}.")
                    .Write(KernelText.Optimize);
                using (writer.Block($"private static double Sum{shape.Bits}(ref {element.Name} first)"))
                {
                    WriteSum(writer, shape);
                }
            }

            string coefficient = element.Type == ElementType.Single ? "(float)coefficient" : "coefficient";
            string call = $"{ScaleKernel.Name(element)}.Of{length}(ref first, {coefficient})";
            writer
                .Blank()
                .Write("/// <inheritdoc/>")
                .Write($"public static void Scale(ref {element.Name} first, double coefficient) => {call};");
        }
    }

    private void WriteDispatch(IndentedWriter writer)
    {
        writer.Write("/// <inheritdoc/>");
        using (writer.Block($"public static double Sum(ref {element.Name} first)"))
        {
            foreach (KernelShape shape in KernelShape.All)
            {
                using (writer.Block($"if ({shape.Guard})"))
                {
                    writer.Write($"return Sum{shape.Bits}(ref first);");
                }

                writer.Blank();
            }

            writer.Write($"return {kernel.Name}.SumScalar(default, ref first, {length});");
        }
    }

    private void WriteSum(IndentedWriter writer, KernelShape shape)
    {
        if (double.IsPositiveInfinity(kernel.Norm))
        {
            UnrolledMax.Write(writer, element, shape, length);
        }
        else
        {
            new UnrolledSum(new SumKernel(element, kernel.Norm), length).Write(writer, shape);
        }
    }
}
