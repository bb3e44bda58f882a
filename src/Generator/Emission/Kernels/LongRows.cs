using System;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The whole rows of long fields, in blocks, into registers of their own and from there into sums that all long fields have in common.</summary>
internal sealed class LongRows(SumKernel kernel, KernelShape shape)
{
    // Where a block has no loop, or one over as many rows: a longer text isn't faster.
    private const int MostStraightRows = 8;

    private readonly Element _element = kernel.Element;
    private readonly int _width = shape.Width(kernel.Element);
    private readonly LaneRegisters _registers = LaneRegisters.OfLong(kernel, shape);

    /// <summary>The sum over all long fields.</summary>
    public string Total => _registers.Total;

    /// <summary>Declares the sums.</summary>
    public void DeclareSums(IndentedWriter writer) => _registers.DeclareSums(writer);

    /// <summary>Writes the rows of the field at <c>first</c>.</summary>
    public void Write(IndentedWriter writer)
    {
        writer.Write($"nuint rows = length / {_registers.RowLanes};");
        if (shape.Aligns)
        {
            WriteAligned(writer);
        }
        else
        {
            WriteUnaligned(writer);
        }
    }

    private void WriteAligned(IndentedWriter writer)
    {
        writer
            .Write($"// Read from {shape.Bits / 8}-byte boundaries: the lanes are rotated by head, the elements between such a boundary and the field.")
            .Write($"nuint head = (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{_element.Name}>(), ref first) / {_element.Size} % {_width};")
            .Write($"{_registers.Type} fromHead = Lanes.From{shape.Bits}{_element.Type}(head);")
            .Blank()
            .Write("// The boundary before the field: its first elements belong into the lanes from head on.")
            .Write($"{_registers.Type} edge = {(shape.Bits == 512 ? "Lanes.First512(ref first, head, fromHead)" : $"Lanes.ShiftUp({shape.Vector}.LoadUnsafe(ref first), head)")};")
            .Write("nuint at = 0 - head;");
        _registers.DeclareTurn(writer);
        writer.Blank().Write("// All blocks but the last one.");
        using (writer.Block($"for (; rows > {kernel.Rows}; rows -= {kernel.Rows})"))
        {
            for (int pass = 0; pass < _registers.Passes; pass++)
            {
                WriteNextPass(writer, pass, $"{kernel.Rows * _registers.RowLanes}");
                WriteFirstRow(writer, pass);
                WriteOtherRows(writer, pass);
                writer.Blank();
                if (pass == 0)
                {
                    writer
                        .Write("// The vector across the boundary: the lanes before head end this block, the others begin the next one.")
                        .Write($"edge = {_registers.Load("at", 0)};")
                        .Write($"{_registers[0]} = Add({_registers[0]}, {shape.Vector}.AndNot(edge, fromHead));")
                        .Write("edge &= fromHead;")
                        .Blank();
                }

                _registers.FoldPass(writer, pass, areRotated: true);
            }

            _registers.AddToSums(writer, areRotated: true);
        }

        writer.Blank().Write("// The last block.");
        using (writer.Block(""))
        {
            for (int pass = 0; pass < _registers.Passes; pass++)
            {
                WriteNextPass(writer, pass, $"rows * {_registers.RowLanes}");
                WriteFirstRow(writer, pass);
                WriteLastRows(writer, pass);
                writer.Blank();
                if (pass == 0)
                {
                    writer
                        .Write($"{_registers[0]} = Add({_registers[0]}, {(shape.Bits == 512 ? "Lanes.End512(ref first, at + head, head)" : $"Lanes.ShiftDown({shape.Vector}.LoadUnsafe(ref first, at + head - {_width}), {_width} - head)")});")
                        .Blank();
                }

                _registers.FoldPass(writer, pass, areRotated: true);
            }

            _registers.AddToSums(writer, areRotated: true);
        }
    }

    // A pass after the first one goes over the block again.
    private static void WriteNextPass(IndentedWriter writer, int pass, string elements)
    {
        if (pass > 0)
        {
            writer
                .Blank()
                .Write("// The other 64-byte pieces of each row.")
                .Write($"at -= {elements};");
        }
    }

    private void WriteFirstRow(IndentedWriter writer, int pass)
    {
        string type = pass == 0 ? _registers.Type + " " : "";
        for (int k = 0; k < _registers.Count; k++)
        {
            string vector = pass == 0 && k == 0 ? "edge" : _registers.Load("at", _registers.Offset(pass, k));
            writer.Write($"{type}{_registers[k]} = Power({vector});");
        }
    }

    private void WriteOtherRows(IndentedWriter writer, int pass)
    {
        if (!shape.UnrollsBlocks)
        {
            writer.Write($"at += {_registers.RowLanes};");
            using (writer.Block($"for (nuint blockEnd = at + {(kernel.Rows - 1) * _registers.RowLanes}; at != blockEnd; at += {_registers.RowLanes})"))
            {
                _registers.AddRow(writer, pass);
            }

            return;
        }

        int straight = Math.Min(kernel.Rows, MostStraightRows);
        WriteStraight(writer, pass, 1, straight);
        if (straight < kernel.Rows)
        {
            using (writer.Block($"for (nuint blockEnd = at + {(kernel.Rows - straight) * _registers.RowLanes}; at != blockEnd; )"))
            {
                WriteStraight(writer, pass, 0, straight);
            }
        }
    }

    private void WriteLastRows(IndentedWriter writer, int pass)
    {
        writer.Write($"at += {_registers.RowLanes};");
        string left = _registers.Passes > 1 ? "rowsLeft" : "rows";
        string declaration = _registers.Passes > 1 ? "nuint rowsLeft = rows" : "";
        if (shape.UnrollsBlocks && kernel.Rows > MostStraightRows)
        {
            using (writer.Block($"for (; rows > {MostStraightRows}; rows -= {MostStraightRows})"))
            {
                WriteStraight(writer, pass, 0, MostStraightRows);
            }

            writer.Blank();
        }

        using (writer.Block($"for ({declaration}; --{left} > 0; at += {_registers.RowLanes})"))
        {
            _registers.AddRow(writer, pass);
        }
    }

    private void WriteStraight(IndentedWriter writer, int pass, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            _registers.AddRow(writer, pass, row * _registers.RowLanes);
        }

        writer.Write($"at += {to * _registers.RowLanes};");
    }

    private void WriteUnaligned(IndentedWriter writer)
    {
        writer.Write("nuint at = 0;");
        using (writer.Block("do"))
        {
            writer
                .Write($"nuint blockRows = Math.Min(rows, {kernel.Rows});")
                .Write("rows -= blockRows;");
            for (int pass = 0; pass < _registers.Passes; pass++)
            {
                WriteNextPass(writer, pass, $"blockRows * {_registers.RowLanes}");
                if (pass == 0)
                {
                    _registers.Declare(writer);
                }
                else
                {
                    _registers.Clear(writer);
                }

                using (writer.Block($"for (nuint rowsLeft = blockRows; rowsLeft > 0; rowsLeft--, at += {_registers.RowLanes})"))
                {
                    _registers.AddRow(writer, pass);
                }

                writer.Blank();
                _registers.FoldPass(writer, pass, areRotated: false);
            }

            _registers.AddToSums(writer, areRotated: false);
        }

        writer.Write("while (rows > 0);");
    }
}
