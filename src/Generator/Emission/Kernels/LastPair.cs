namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The last two blocks of a long field, or the last one, if it is alone, where there are registers for two.</summary>
/// <remarks>
/// They are taken side by side: twice as many sums that don't wait for each other. The blocks before them are taken one after the other, because
/// caches and memory foresee one place that moves on, and not two in one page: from memory it takes twice as long.
/// </remarks>
internal sealed class LastPair(SumKernel kernel, KernelShape shape)
{
    private readonly LaneRegisters _first = LaneRegisters.OfLong(kernel, shape);
    private readonly LaneRegisters _second = LaneRegisters.OfSecond(kernel, shape);
    private readonly BlockRows _alone = new(kernel, shape);
    private readonly int _row = kernel.Element.Lanes;

    // The elements from a block to the one beside it.
    private readonly int _block = kernel.Rows * kernel.Element.Lanes;

    /// <summary>Writes the rows, and what they are folded into.</summary>
    public void Write(IndentedWriter writer)
    {
        _first.DeclareFirstRow(writer, "edge");
        writer.Write($"{_first.Type} rotated0;");
        using (writer.Block($"if (rows > {kernel.Rows})"))
        {
            WriteBoth(writer);
        }

        using (writer.Block("else"))
        {
            _alone.WriteLastRows(writer);
            writer.Write($"rotated0 = {_first.FoldedOne};");
        }
    }

    private void WriteBoth(IndentedWriter writer)
    {
        writer.Write($"{_first.Type} middle = {_first.Load(_block)};");
        _second.DeclareFirstRow(writer, "middle & fromHead", _block);
        writer
            .Write($"at += {_row};")
            .Write($"nuint more = {2 * kernel.Rows} - rows; // rows that the first block has more than the second");
        using (writer.Block($"for (rows -= {kernel.Rows}; --rows > 0; at += {_row})"))
        {
            _first.Add(writer, 0, _first.Count);
            _second.Add(writer, 0, _second.Count, _block);
        }

        writer.Blank();
        _second.EndField(writer, _block);
        using (writer.Block($"for (; more > 0; more--, at += {_row})"))
        {
            _first.Add(writer, 0, _first.Count);
        }

        writer.Blank();
        _first.AddBoundary(writer, "middle");
        writer.Write($"rotated0 = {_first.FoldedOne} + {_second.FoldedOne};");
    }
}
