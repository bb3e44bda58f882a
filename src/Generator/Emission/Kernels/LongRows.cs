namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The whole rows of one long field, in blocks, into registers of their own and from there into a total.</summary>
internal sealed class LongRows(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly int _width = shape.Width(kernel.Element);
    private readonly LaneRegisters _registers = new(kernel, shape, "b", "t", "f");

    /// <summary>Writes the rows of the field at <c>first</c>, and adds them to the total.</summary>
    public void Write(IndentedWriter writer)
    {
        _registers.DeclareSums(writer);
        writer.Write($"nuint rows = length / {_element.Lanes};");
        if (shape.Aligns)
        {
            WriteAligned(writer);
        }
        else
        {
            WriteUnaligned(writer);
        }

        writer.Blank();
        kernel.AddToTotal(writer, _registers.Total);
    }

    private void WriteAligned(IndentedWriter writer)
    {
        string type = _registers.Type;
        writer
            .Write($"// Read from {shape.Bits / 8}-byte boundaries: the lanes are rotated by head, the elements between such a boundary and the field.")
            .Write($"nuint end = rows * {_element.Lanes};")
            .Write($"nuint head = (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{_element.Name}>(), ref first) / {_element.Size} % {_width};")
            .Write($"{type} fromHead = Lanes.From{shape.Bits}{_element.Type}(head);")
            .Blank()
            .Write("// The boundary before the field: its first elements belong into the lanes from head on.")
            .Write($"{type} edge = Lanes.ShiftUp({shape.Vector}.LoadUnsafe(ref first), head);")
            .Write("nuint at = 0 - head;");
        using (writer.Block("do"))
        {
            writer
                .Write($"nuint blockRows = Math.Min(rows, {kernel.Rows});")
                .Write("rows -= blockRows;")
                .Write($"{type} {_registers[0]} = Power(edge);");
            for (int k = 1; k < _registers.Count; k++)
            {
                writer.Write($"{type} {_registers[k]} = Power({_registers.Load("at", k * _width)});");
            }

            using (writer.Block($"for (at += {_element.Lanes}; --blockRows > 0; at += {_element.Lanes})"))
            {
                _registers.Add(writer, 0, _registers.Count);
            }

            writer
                .Blank()
                .Write("// The vector across the boundary: the lanes before head end this block, the others begin the next one.")
                .Write($"edge = rows > 0 ? {_registers.Load("at", 0)} : Lanes.ShiftDown({shape.Vector}.LoadUnsafe(ref first, end - {_width}), {_width} - head);")
                .Write($"{_registers[0]} = Add({_registers[0]}, {shape.Vector}.AndNot(edge, fromHead));")
                .Write("edge &= fromHead;")
                .Blank();
            _registers.Fold(writer);
        }

        writer.Write("while (rows > 0);");
    }

    private void WriteUnaligned(IndentedWriter writer)
    {
        writer.Write("nuint at = 0;");
        using (writer.Block("do"))
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
            _registers.Fold(writer);
        }

        writer.Write("while (rows > 0);");
    }
}
