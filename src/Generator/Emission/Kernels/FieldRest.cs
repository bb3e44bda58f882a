namespace FusedClip.Generator.Emission.Kernels;

/// <summary>A short field, or what the blocks of a long one leave: whole rows and the tail, into the lanes of short fields.</summary>
internal sealed class FieldRest(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly int _width = shape.Width(kernel.Element);
    private readonly LaneRegisters _registers = LaneRegisters.Shared(kernel, shape);

    /// <summary>Writes the elements of the field at <c>first</c> from <c>at</c> on.</summary>
    public void Write(IndentedWriter writer)
    {
        using (writer.Block($"for (; length - at >= {_element.Lanes}; at += {_element.Lanes})"))
        {
            _registers.Add(writer, 0, _registers.Count);
        }

        writer
            .Blank()
            .Write("// The tail: half a row, a quarter, and what is left of it.")
            .Write("nuint tail = length - at;");
        foreach ((int elements, int lane) in kernel.TailPieces)
        {
            using (writer.Block($"if (tail >= {elements})"))
            {
                _registers.Add(writer, lane / _width, elements / _width);
                writer
                    .Write($"at += {elements};")
                    .Write($"tail -= {elements};");
            }

            writer.Blank();
        }

        WriteLast(writer, kernel.LastLane / _width);
    }

    // What is left is less than a quarter row: whole vectors one test after another, and the last one filled up with zeros.
    private void WriteLast(IndentedWriter writer, int register)
    {
        string add = $"{_registers[register]} = Add({_registers[register]}, Lanes.Last{shape.Bits}(ref first, length, tail));";
        if (register == _registers.Count - 1)
        {
            using (writer.Block("if (tail > 0)"))
            {
                writer.Write(add);
            }

            return;
        }

        using (writer.Block($"if (tail >= {_width})"))
        {
            _registers.Add(writer, register, 1);
            writer
                .Write($"at += {_width};")
                .Write($"tail -= {_width};");
            WriteLast(writer, register + 1);
        }

        using (writer.Block("else if (tail > 0)"))
        {
            writer.Write(add);
        }
    }
}
