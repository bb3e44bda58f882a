namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The sums of several runs of one length by one instruction set: each is added as a field alone is, in one loop, so that the
/// processor adds up the lanes of one run while it loads the next one.
/// </summary>
internal sealed class VectorRuns(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly LaneRegisters _registers = new(kernel, shape, "a", "s", "e");

    public void Write(IndentedWriter writer)
    {
        writer.Write($"// {shape.Title}: a run is in one set of lanes, or, where it is long, in one after the other.");
        using (KernelText.Method(writer, $"private static void SumRuns{shape.Bits}({KernelText.RunParameters(_element)}, Span<double> sums)"))
        {
            using (KernelText.RunLoop(writer, _element))
            {
                writer.Write("nuint start = 0;");
                kernel.DeclareTotal(writer);
                using (writer.Block($"if (length >= {_element.LongFrom})"))
                {
                    writer.Write($"start = length & ~(nuint){_element.Lanes - 1};");
                    new LongRows(kernel, shape).Write(writer);
                }

                writer.Blank();
                using (writer.Block(""))
                {
                    writer
                        .Write("// What is left fits a block.")
                        .Write("nuint at = start;");
                    _registers.Declare(writer);
                    _registers.DeclareSums(writer);
                    new FieldRest(kernel, shape).Write(writer);
                    writer.Blank();
                    _registers.Fold(writer);
                    kernel.CompleteTotal(writer);
                    writer.Write($"sums[i] = {_registers.Total} + total;");
                }
            }
        }

        writer.Blank();
    }
}
