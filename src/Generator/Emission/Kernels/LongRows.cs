using System;
using System.Globalization;
using System.Linq;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The rows of long fields, in blocks, into registers of their own and from there into sums that all long fields have in common: the whole
/// rows, and the tail behind them where the kernel keeps it.
/// </summary>
internal sealed class LongRows(SumKernel kernel, KernelShape shape)
{
    // Up to this many rows, pairs of blocks are written out: they are gone before caches foresee what a loop reads, and have fewer branches.
    private const int FewRows = 48;

    private readonly Element _element = kernel.Element;
    private readonly int _width = shape.Width(kernel.Element);
    private readonly LaneRegisters _registers = LaneRegisters.OfLong(kernel, shape);
    private readonly BlockRows _blocks = new(kernel, shape);

    /// <summary>The total of the sums over all long fields and of others, <c>s0</c>, <c>s1</c>, ...</summary>
    public string TotalWithOthers => TotalWith(k => "s" + k.ToString(CultureInfo.InvariantCulture));

    /// <summary>The total of the sums over all long fields and of others.</summary>
    /// <param name="other">The expression of the other sums in a register.</param>
    public string TotalWith(Func<int, string> other) => $"Total({string.Join(", ", _registers.Sums.Select((ofLong, k) => $"{other(k)} + {ofLong}"))})";

    /// <summary>The total of the sums over all long fields.</summary>
    public string Total => $"Total({string.Join(", ", _registers.Sums)})";

    /// <summary>Declares the sums.</summary>
    public void DeclareSums(IndentedWriter writer) => _registers.DeclareSums(writer);

    /// <summary>Writes the rows of the field at <c>first</c>.</summary>
    public void Write(IndentedWriter writer)
    {
        string rows = $"nuint rows = length / {_element.Lanes};";
        if (!shape.Aligns)
        {
            writer.Write(rows);
            WriteUnaligned(writer);
        }
        else if (kernel.KeepsTails)
        {
            writer.Write("nuint remaining = length;").Blank();
            WriteStart(writer);
            WriteBlocks(writer);
        }
        else
        {
            writer.Write(rows);
            WriteStart(writer);
            WritePairs(writer);
        }
    }

    private void WriteStart(IndentedWriter writer)
    {
        writer
            .Write($"// Read from {shape.Bits / 8}-byte boundaries: the lanes are rotated by head, the elements between such a boundary and the field.")
            .Write($"nuint head = (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{_element.Name}>(), ref first) / {_element.Size} % {_width};")
            .Write($"{_registers.Type} fromHead = Lanes.From{shape.Bits}{_element.Type}(head);")
            .Blank()
            .Write("// The boundary before the field: its first elements belong into the lanes from head on.")
            .Write($"{_registers.Type} edge = Lanes.First{shape.Bits}(ref first, head);")
            .Write("nuint at = 0 - head;");
        _registers.DeclareTurn(writer);
        writer.Blank();
    }

    private void WriteBlocks(IndentedWriter writer)
    {
        writer.Write("// All blocks but the last one.");
        int block = kernel.Rows * _element.Lanes;
        using (writer.Block($"for (; remaining >= {block + _element.Lanes}; remaining -= {block})"))
        {
            _blocks.WriteWhole(writer);
            _registers.DeclareFolded(writer, "rotated");
            _registers.AddToSums(writer, areRotated: true);
        }

        writer.Blank().Write("// The last block, and the tail. From its first row on, what remains is counted from the boundary.");
        using (writer.Block(""))
        {
            _blocks.WriteLastAndTail(writer);
            _registers.DeclareFolded(writer, "rotated");
            _registers.AddToSums(writer, areRotated: true);
        }
    }

    private void WritePairs(IndentedWriter writer)
    {
        int pair = 2 * kernel.Rows;
        writer.Write($"// Pairs of blocks, up to the last {FewRows} rows: in short steps that are all alike, which caches foresee.");
        using (writer.Block($"for (; rows > {FewRows}; rows -= {pair})"))
        {
            _registers.DeclareEmpty(writer, "rotated");
            using (writer.Block($"for (nuint pairEnd = at + {pair * _element.Lanes}; at != pairEnd; )"))
            {
                _blocks.WriteWhole(writer);
                _registers.WriteFolded(writer, "rotated", "+=");
            }

            writer.Blank();
            _registers.AddToSums(writer, areRotated: true);
        }

        writer.Blank().Write("// The others but the last one, written out: they are over before a cache has foreseen them.");
        using (writer.Block($"for (; rows > {pair}; rows -= {pair})"))
        {
            WriteStraightPair(writer);
        }

        writer.Blank().Write("// The last pair, or the last block, if it is alone.");
        using (writer.Block(""))
        {
            if (shape.HoldsBothSets)
            {
                new LastPair(kernel, shape).Write(writer);
            }
            else
            {
                WriteLastPair(writer);
            }

            writer.Blank();
            _registers.AddToSums(writer, areRotated: true);
        }
    }

    private void WriteStraightPair(IndentedWriter writer)
    {
        _registers.DeclareEmpty(writer, "rotated");
        for (int block = 0; block < 2; block++)
        {
            using (writer.Block(""))
            {
                _blocks.WriteStraight(writer);
                _registers.WriteFolded(writer, "rotated", "+=");
            }

            writer.Blank();
        }

        _registers.AddToSums(writer, areRotated: true);
    }

    private void WriteLastPair(IndentedWriter writer)
    {
        _registers.DeclareEmpty(writer, "rotated");
        using (writer.Block($"if (rows > {kernel.Rows})"))
        {
            _blocks.WriteWhole(writer);
            _registers.WriteFolded(writer, "rotated", "=");
            writer.Write($"rows -= {kernel.Rows};");
        }

        writer.Blank();
        using (writer.Block(""))
        {
            _blocks.WriteLast(writer);
            _registers.WriteFolded(writer, "rotated", "+=");
        }
    }

    private void WriteUnaligned(IndentedWriter writer)
    {
        writer.Write("nuint at = 0;");
        using (writer.Block("do"))
        {
            if (kernel.PairsBlocks)
            {
                _registers.DeclareEmpty(writer, "row");
                using (writer.Block($"for (nuint pairEnd = at + {2 * kernel.Rows * _element.Lanes}; at != pairEnd && rows > 0; )"))
                {
                    WriteUnalignedBlock(writer);
                    _registers.WriteFolded(writer, "row", "+=");
                }

                writer.Blank();
            }
            else
            {
                WriteUnalignedBlock(writer);
                using (writer.Block("if (rows == 0)"))
                {
                    _registers.AddTail(writer);
                }

                writer.Blank();
                _registers.DeclareFolded(writer, "row");
            }

            _registers.AddToSums(writer, areRotated: false);
        }

        writer.Write("while (rows > 0);");
    }

    private void WriteUnalignedBlock(IndentedWriter writer)
    {
        writer
            .Write($"nuint blockRows = Math.Min(rows, {kernel.Rows});")
            .Write("rows -= blockRows;");
        _registers.Declare(writer);
        using (writer.Block($"for (; blockRows > 0; blockRows--, at += {_element.Lanes})"))
        {
            _registers.Add(writer, 0, _registers.Count);
        }

        writer.Blank();
    }
}
