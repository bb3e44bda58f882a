namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The sums of several runs of one length by one instruction set, each added as a field alone is: in one loop, so that the processor
/// adds up the lanes of one run while it loads the next one.
/// </summary>
internal sealed class VectorRuns(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly LaneRegisters _registers = LaneRegisters.Shared(kernel, shape);
    private readonly LongRows _longRows = new(kernel, shape);
    private readonly FieldRest _rest = new(kernel, shape);

    public void Write(IndentedWriter writer)
    {
        writer.Write($"// {shape.Title}: short runs, each of which fits a block.");
        string parameters = $"{KernelText.RunParameters(_element)}, Span<double> sums";
        using (KernelText.Method(writer, $"private static void ShortRuns{shape.Bits}({parameters})"))
        {
            using (KernelText.RunLoop(writer, _element))
            {
                writer
                    .Write("nuint at = 0;")
                    .Write("nuint rest = length;");
                _registers.Declare(writer);
                _rest.Write(writer);
                writer.Blank();
                _registers.FoldOnce(writer);
                writer.Write($"sums[i] = Total({string.Join(", ", _registers.Sums)});");
            }
        }

        writer
            .Blank()
            .Write(kernel.KeepsTails ? "// Long runs." : "// Long runs: the whole rows of each in one set of lanes, and then the tail in the other.");
        using (KernelText.Method(writer, $"private static void LongRuns{shape.Bits}({parameters})"))
        {
            using (KernelText.RunLoop(writer, _element))
            {
                _longRows.DeclareSums(writer);
                using (writer.Block(""))
                {
                    _longRows.Write(writer);
                }

                writer.Blank();
                if (kernel.KeepsTails)
                {
                    writer.Write($"sums[i] = {_longRows.Total};");
                }
                else
                {
                    WriteTail(writer);
                }
            }
        }

        writer.Blank();
    }

    private void WriteTail(IndentedWriter writer)
    {
        using (writer.Block(""))
        {
            writer
                .Write($"nuint at = length & ~(nuint){_element.Lanes - 1};")
                .Write("nuint rest = length - at;");
            _registers.Declare(writer);
            _rest.Write(writer);
            writer.Blank();
            _registers.FoldOnce(writer);
            writer.Write($"sums[i] = {_longRows.TotalWithOthers};");
        }
    }
}
