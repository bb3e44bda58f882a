namespace FusedClip.Generator.Emission.Kernels;

/// <summary>Pairs of blocks of a long field, where there are registers for both.</summary>
/// <remarks>
/// The last pair is taken side by side: twice as many sums that don't wait for each other. The others are taken one block after the other, because
/// caches and memory foresee one place that moves on, and not two in one page: from memory it takes twice as long.
/// </remarks>
internal sealed class LongRowPairs(SumKernel kernel, KernelShape shape)
{
    private readonly LaneRegisters _first = LaneRegisters.OfLong(kernel, shape);
    private readonly LaneRegisters _second = LaneRegisters.OfSecond(kernel, shape);
    private readonly int _row = kernel.Element.Lanes;

    // The elements from a block to the one beside it.
    private readonly int _block = kernel.Rows * kernel.Element.Lanes;

    /// <summary>Writes all rows.</summary>
    public void Write(IndentedWriter writer)
    {
        writer.Write("// All pairs of blocks but the last one.");
        using (writer.Block($"for (; rows > {2 * kernel.Rows}; rows -= {2 * kernel.Rows})"))
        {
            _first.DeclareFirstRow(writer, "edge");
            WriteOtherRows(writer, _first, 0);
            writer
                .Blank()
                .Write("// The vectors across boundaries: the lanes before head end one block, the others begin the next one.");
            WriteFirstRowOfSecond(writer);
            _first.AddBoundary(writer, "middle");
            WriteOtherRows(writer, _second, _block);
            writer
                .Write($"at += {2 * _block};")
                .Blank();
            _second.EndAtBoundary(writer);
            writer
                .Blank()
                .Write($"{_first.Type} rotated0 = {_first.FoldedOne} + {_second.FoldedOne};");
            _first.AddToSums(writer, areRotated: true);
        }

        writer.Blank().Write("// The last pair, or the last block, if it is alone.");
        using (writer.Block(""))
        {
            _first.DeclareFirstRow(writer, "edge");
            writer.Write($"{_first.Type} rotated0;");
            using (writer.Block($"if (rows > {kernel.Rows})"))
            {
                WriteLastPair(writer);
            }

            using (writer.Block("else"))
            {
                writer.Write($"at += {_row};");
                using (writer.Block($"for (; --rows > 0; at += {_row})"))
                {
                    _first.Add(writer, 0, _first.Count);
                }

                writer.Blank();
                _first.EndField(writer);
                writer.Write($"rotated0 = {_first.FoldedOne};");
            }

            writer.Blank();
            _first.AddToSums(writer, areRotated: true);
        }
    }

    private void WriteLastPair(IndentedWriter writer)
    {
        WriteFirstRowOfSecond(writer);
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

    private void WriteFirstRowOfSecond(IndentedWriter writer)
    {
        writer.Write($"{_first.Type} middle = {_first.Load(_block)};");
        _second.DeclareFirstRow(writer, "middle & fromHead", _block);
    }

    private void WriteOtherRows(IndentedWriter writer, LaneRegisters registers, int behind)
    {
        for (int row = 1; row < kernel.Rows; row++)
        {
            registers.Add(writer, 0, registers.Count, behind + (row * _row));
        }
    }
}
