namespace FusedClip.Generator.Emission.Kernels;

/// <summary>A short field, or what the blocks of a long one leave: whole rows and the tail, into the lanes of short fields.</summary>
internal sealed class FieldRest(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly int _width = shape.Width(kernel.Element);
    private readonly LaneRegisters _registers = LaneRegisters.Shared(kernel, shape);

    /// <summary>Writes the <c>rest</c> elements of the field at <c>first</c> from <c>at</c> on.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="endsRound">Whether it ends a round of the loop over fields, which can be left as soon as nothing remains.</param>
    public void Write(IndentedWriter writer, bool endsRound = false)
    {
        using (writer.Block($"for (; rest >= {_element.Lanes}; rest -= {_element.Lanes}, at += {_element.Lanes})"))
        {
            _registers.Add(writer, 0, _registers.Count);
        }

        writer.Blank();
        if (endsRound)
        {
            // Each test that would be passed over is a jump, and those are what fields of a few hundred bytes take their time for.
            writer.Write("// Fields of whole and of half rows are many: they needn't go through the tests for a tail.");
            WriteLeave(writer);
            writer.Blank();
        }

        writer.Write("// The tail: half a row, a quarter, and what is left of it.");
        foreach ((int elements, int lane) in kernel.TailPieces)
        {
            using (writer.Block($"if (rest >= {elements})"))
            {
                _registers.Add(writer, lane / _width, elements / _width);
                writer
                    .Write($"at += {elements};")
                    .Write($"rest -= {elements};");
                if (endsRound && lane == 0)
                {
                    WriteLeave(writer);
                }
            }

            writer.Blank();
        }

        WriteLast(writer, kernel.LastLane / _width);
    }

    private static void WriteLeave(IndentedWriter writer)
    {
        using (writer.Block("if (rest == 0)"))
        {
            writer.Write("continue;");
        }
    }

    // What is left is less than a quarter row: whole vectors one test after another, and the last one filled up with zeros.
    private void WriteLast(IndentedWriter writer, int register)
    {
        string add = $"{_registers[register]} = Add({_registers[register]}, Lanes.Last{shape.Bits}(ref first, length, rest));";
        if (register == _registers.Count - 1)
        {
            using (writer.Block("if (rest > 0)"))
            {
                writer.Write(add);
            }

            return;
        }

        using (writer.Block($"if (rest >= {_width})"))
        {
            _registers.Add(writer, register, 1);
            writer
                .Write($"at += {_width};")
                .Write($"rest -= {_width};");
            WriteLast(writer, register + 1);
        }

        using (writer.Block("else if (rest > 0)"))
        {
            writer.Write(add);
        }
    }
}
