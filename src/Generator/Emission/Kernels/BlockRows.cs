namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The rows of one block of a long field that is read from boundaries, from <c>at</c> on, into the registers of long fields.</summary>
/// <remarks>
/// A cache reads ahead for an instruction by how far it moves from one time to the next, if that is always the same and less than 2 KB. So the
/// loops over many rows have steps of a few rows, and start no block differently: where one instruction of 32 read every 2 KB, sums from L2 took
/// 1.5 times as long (Zen 5).
/// </remarks>
internal sealed class BlockRows(SumKernel kernel, KernelShape shape)
{
    // The vectors of the rows that are written out in the loop over a block's; these rows divide it.
    private const int VectorsAtOnce = 16;

    // In the loop over a last block's rows: the most that are less than 2 KB.
    private const int LastRowsAtOnce = 7;

    private readonly int _row = kernel.Element.Lanes;
    private readonly int _block = kernel.Rows * kernel.Element.Lanes;
    private readonly LaneRegisters _registers = LaneRegisters.OfLong(kernel, shape);

    /// <summary>Writes a whole block as a loop. Every step starts with the vector that the one before has read, so that the first one is like the others.</summary>
    public void WriteWhole(IndentedWriter writer)
    {
        int rowsAtOnce = VectorsAtOnce / _registers.Count;
        _registers.Declare(writer);
        using (writer.Block($"for (nuint blockEnd = at + {_block}; at != blockEnd; )"))
        {
            _registers.AddFrom(writer, "edge", rowsAtOnce);
            WriteNextEdge(writer, rowsAtOnce * _row);
        }

        writer.Blank();
        WriteBoundary(writer);
    }

    /// <summary>Writes a whole block without a loop.</summary>
    public void WriteStraight(IndentedWriter writer)
    {
        _registers.DeclareFirstRow(writer, "edge");
        for (int row = 1; row < kernel.Rows; row++)
        {
            _registers.Add(writer, 0, _registers.Count, row * _row);
        }

        writer.Blank();
        WriteNextEdge(writer, _block);
        WriteBoundary(writer);
    }

    /// <summary>Writes what is left of the <c>rows</c>, a block at most, and the elements behind the last boundary.</summary>
    public void WriteLast(IndentedWriter writer)
    {
        _registers.DeclareFirstRow(writer, "edge");
        WriteLastRows(writer);
        writer.Blank();
    }

    /// <summary>The same behind the first row, which is there already.</summary>
    public void WriteLastRows(IndentedWriter writer)
    {
        writer.Write($"at += {_row};");
        using (writer.Block($"for (; --rows > 0; at += {_row})"))
        {
            _registers.Add(writer, 0, _registers.Count);
        }

        writer.Blank();
        _registers.EndField(writer);
    }

    /// <summary>Writes what is left of a field and its tail, down to the last of the <c>remaining</c> elements.</summary>
    public void WriteLastAndTail(IndentedWriter writer)
    {
        _registers.DeclareFirstRow(writer, "edge");
        writer
            .Write($"at += {_row};")
            .Write($"remaining += head - {_row};");
        int straight = LastRowsAtOnce * _row;
        using (writer.Block($"for (; remaining >= {straight}; remaining -= {straight}, at += {straight})"))
        {
            for (int row = 0; row < LastRowsAtOnce; row++)
            {
                _registers.Add(writer, 0, _registers.Count, row * _row);
            }
        }

        writer.Blank();
        using (writer.Block($"for (; remaining >= {_row}; remaining -= {_row}, at += {_row})"))
        {
            _registers.Add(writer, 0, _registers.Count);
        }

        writer.Blank();
        WriteTail(writer, 0, _registers.Count, 0);
        writer.Blank();
    }

    // To half the registers, or to none of them; then of the others the same, until one is left that takes a part of a vector.
    private void WriteTail(IndentedWriter writer, int register, int count, int behind)
    {
        if (count == 1)
        {
            _registers.AddEnd(writer, register, "length", "remaining");
            return;
        }

        int half = count / 2;
        int elements = half * shape.Width(kernel.Element);
        using (writer.Block($"if (remaining >= {elements})"))
        {
            _registers.Add(writer, register, half, behind);
            writer.Write($"remaining -= {elements};");
            WriteTail(writer, register + half, half, behind + elements);
        }

        using (writer.Block("else"))
        {
            WriteTail(writer, register, half, behind);
        }
    }

    private void WriteNextEdge(IndentedWriter writer, int elements) => writer
        .Write($"edge = {_registers.Load(elements)};")
        .Write($"at += {elements};");

    private void WriteBoundary(IndentedWriter writer)
    {
        writer.Write("// The vector across the boundary: the lanes before head end this block, the others begin the next one.");
        _registers.AddBoundary(writer, "edge");
        writer
            .Write("edge &= fromHead;")
            .Blank();
    }
}
