using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The sums of one instruction set with vectors.</summary>
internal sealed class VectorSum(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly int _width = shape.Width(kernel.Element);
    private readonly int _count = shape.Accumulators(kernel.Element);

    private string Type => $"{shape.Vector}<{_element.Name}>";

    private string SumType => $"{shape.Vector}<double>";

    /// <summary>The registers that hold the sums in double.</summary>
    private int SumCount => _element.SumLanes / (shape.Bits / 64);

    public void Write(IndentedWriter writer)
    {
        WriteShort(writer);
        WriteLong(writer);
        WriteSteps(writer);
    }

    private void WriteShort(IndentedWriter writer)
    {
        writer
            .Write($"// {shape.Title}: {_element.Lanes} lanes in {_count} registers of {_width}, which stay in them from field to field.");
        using (KernelText.Method(writer, $"private static double Sum{shape.Bits}({KernelText.Parameters(_element)})"))
        {
            writer.Write(KernelText.Declare(Type, "a", _count, Type + ".Zero"));
            WriteSumDeclarations(writer);
            writer
                .Write("nuint rows = 0;")
                .Write("bool hasLong = false;");
            using (KernelText.FieldLoop(writer, _element))
            {
                WriteShortField(writer);
            }

            writer.Blank();
            WriteFold(writer);
            writer
                .Write($"double total = {TotalCall};")
                .Write($"return hasLong ? total + Long{shape.Bits}(fields, ref last, lastLength) : total;");
        }

        writer.Blank();
    }

    private void WriteShortField(IndentedWriter writer)
    {
        writer
            .Write("// The whole rows of a long field are left to another loop, so that this one has registers enough.")
            .Write("nuint at = 0;");
        using (writer.Block($"if (length >= {_element.LongFrom})"))
        {
            writer
                .Write("hasLong = true;")
                .Write($"at = length & ~(nuint){_element.Lanes - 1};");
        }

        writer
            .Blank()
            .Write("// Where the field no longer fits the block, its lanes go on in double.")
            .Write($"nuint fieldRows = (length - at + {_element.Lanes - 1}) / {_element.Lanes};");
        using (writer.Block($"if (rows + fieldRows > {kernel.Rows})"))
        {
            WriteFold(writer);
            writer
                .Write($"{string.Join(" = ", KernelText.Names("a", _count))} = {Type}.Zero;")
                .Write("rows = 0;");
        }

        writer
            .Blank()
            .Write("rows += fieldRows;");
        using (writer.Block($"for (; length - at >= {_element.Lanes}; at += {_element.Lanes})"))
        {
            WriteAdds(writer, 0, _count);
        }

        writer
            .Blank()
            .Write("// The tail: half a row, a quarter, and what is left of it.")
            .Write("nuint tail = length - at;");
        foreach ((int elements, int lane) in kernel.TailPieces)
        {
            using (writer.Block($"if (tail >= {elements})"))
            {
                WriteAdds(writer, lane / _width, elements / _width);
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
        string add = $"a{register} = Add(a{register}, Lanes.Last{shape.Bits}(ref first, length, tail));";
        if (register == _count - 1)
        {
            using (writer.Block("if (tail > 0)"))
            {
                writer.Write(add);
            }

            return;
        }

        using (writer.Block($"if (tail >= {_width})"))
        {
            WriteAdds(writer, register, 1);
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

    private void WriteLong(IndentedWriter writer)
    {
        writer
            .Write(shape.Aligns
                ? $"// The whole rows of long fields, read from {shape.Bits / 8}-byte boundaries: the lanes are rotated by as many elements as lie before the field."
                : "// The whole rows of long fields.");
        using (KernelText.Method(writer, $"private static double Long{shape.Bits}({KernelText.Parameters(_element)})"))
        {
            writer.Write(kernel.IsCompensated ? "double total = 0, lost = 0;" : "double total = 0;");
            using (KernelText.FieldLoop(writer, _element))
            {
                using (writer.Block($"if (length < {_element.LongFrom})"))
                {
                    writer.Write("continue;");
                }

                writer.Blank();
                WriteSumDeclarations(writer);
                writer.Write($"nuint rows = length / {_element.Lanes};");
                if (shape.Aligns)
                {
                    WriteAlignedBlocks(writer);
                }
                else
                {
                    WriteBlocks(writer);
                }

                WriteAddToTotal(writer);
            }

            writer.Blank().Write(kernel.IsCompensated ? "return total + lost;" : "return total;");
        }

        writer.Blank();
    }

    private void WriteAddToTotal(IndentedWriter writer)
    {
        writer.Blank();
        if (kernel.IsCompensated)
        {
            writer
                .Write($"double fieldTotal = {TotalCall};")
                .Write("double newTotal = total + fieldTotal;")
                .Write("lost += Lost(total, fieldTotal, newTotal);")
                .Write("total = newTotal;");
        }
        else
        {
            writer.Write($"total += {TotalCall};");
        }
    }

    private void WriteAlignedBlocks(IndentedWriter writer)
    {
        writer
            .Write($"nuint end = rows * {_element.Lanes};")
            .Write($"nuint head = (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{_element.Name}>(), ref first) / {_element.Size} % {_width};")
            .Write($"{Type} fromHead = Lanes.From{shape.Bits}{_element.Type}(head);")
            .Blank()
            .Write("// The boundary before the field: its first elements belong into the lanes from head on.")
            .Write($"{Type} edge = Lanes.ShiftUp({shape.Vector}.LoadUnsafe(ref first), head);")
            .Write("nuint at = 0 - head;");
        using (writer.Block("do"))
        {
            writer
                .Write($"nuint blockRows = Math.Min(rows, {kernel.Rows});")
                .Write("rows -= blockRows;")
                .Write($"{Type} a0 = Power(edge);");
            for (int k = 1; k < _count; k++)
            {
                writer.Write($"{Type} a{k} = Power({Load("at", k * _width)});");
            }

            using (writer.Block($"for (at += {_element.Lanes}; --blockRows > 0; at += {_element.Lanes})"))
            {
                WriteAdds(writer, 0, _count);
            }

            writer
                .Blank()
                .Write("// The vector across the boundary: the lanes before head end this block, the others begin the next one.")
                .Write($"edge = rows > 0 ? {Load("at", 0)} : Lanes.ShiftDown({shape.Vector}.LoadUnsafe(ref first, end - {_width}), {_width} - head);")
                .Write($"a0 = Add(a0, {shape.Vector}.AndNot(edge, fromHead));")
                .Write("edge &= fromHead;")
                .Blank();
            WriteFold(writer);
        }

        writer.Write("while (rows > 0);");
    }

    private void WriteBlocks(IndentedWriter writer)
    {
        writer.Write("nuint at = 0;");
        using (writer.Block("do"))
        {
            writer
                .Write($"nuint blockRows = Math.Min(rows, {kernel.Rows});")
                .Write("rows -= blockRows;")
                .Write(KernelText.Declare(Type, "a", _count, Type + ".Zero"));
            using (writer.Block($"for (; blockRows > 0; blockRows--, at += {_element.Lanes})"))
            {
                WriteAdds(writer, 0, _count);
            }

            writer.Blank();
            WriteFold(writer);
        }

        writer.Write("while (rows > 0);");
    }

    private void WriteSumDeclarations(IndentedWriter writer)
    {
        writer.Write(KernelText.Declare(SumType, "s", SumCount, SumType + ".Zero"));
        if (kernel.IsCompensated)
        {
            writer.Write(KernelText.Declare(SumType, "e", SumCount, SumType + ".Zero"));
        }
    }

    private void WriteAdds(IndentedWriter writer, int from, int count)
    {
        for (int k = 0; k < count; k++)
        {
            writer.Write($"a{from + k} = Add(a{from + k}, {Load("at", k * _width)});");
        }
    }

    // Lane j and lane j + 1/2 of the row, then + 1/4: four registers at a time become one. Floats go on as doubles.
    private void WriteFold(IndentedWriter writer)
    {
        int folded = _count / 4;
        var terms = new List<string>();
        using (writer.Block(""))
        {
            for (int k = 0; k < folded; k++)
            {
                writer.Write($"{Type} row{k} = Fold(a{k}, a{k + folded}, a{k + (2 * folded)}, a{k + (3 * folded)});");
                terms.AddRange(_element.Type == ElementType.Single
                    ? [$"{shape.Vector}.WidenLower(row{k})", $"{shape.Vector}.WidenUpper(row{k})"]
                    : [$"row{k}"]);
            }

            kernel.WriteAddToSums(writer, SumType, terms);
        }
    }

    private string TotalCall => $"Total({string.Join(", ", KernelText.Names("s", SumCount).Select((s, k) => kernel.IsCompensated ? $"{s} + e{k}" : s))})";

    private string Load(string index, int offset) => $"{shape.Vector}.LoadUnsafe(ref first, {KernelText.At(index, offset)})";

    // The single steps, which the JIT puts in place.
    private void WriteSteps(IndentedWriter writer)
    {
        string power = kernel.IsSquare ? "x * x" : $"{shape.Vector}.Abs(x)";
        string add = kernel.IsSquare ? shape.AddSquare : $"sum + {shape.Vector}.Abs(x)";
        if (shape.Aligns)
        {
            writer
                .Write(KernelText.Inline)
                .Write($"private static {Type} Power({Type} x) => {power};")
                .Blank();
        }

        writer
            .Write(KernelText.Inline)
            .Write($"private static {Type} Add({Type} sum, {Type} x) => {add};")
            .Blank()
            .Write(KernelText.Inline)
            .Write($"private static {Type} Fold({Type} a, {Type} b, {Type} c, {Type} d) => (a + c) + (b + d);")
            .Blank();
        kernel.WriteLost(writer, SumType);
        WriteTotal(writer);
    }

    private void WriteTotal(IndentedWriter writer)
    {
        List<string> names = [.. KernelText.Names("s", SumCount)];
        writer.Write(KernelText.Inline);
        using (writer.Block($"private static double Total({string.Join(", ", names.Select(name => $"{SumType} {name}"))})"))
        {
            // s0 + s2 and s1 + s3 before their sum: lane j and lane j + half, then + a quarter.
            while (names.Count > 1)
            {
                int half = names.Count / 2;
                names = [.. Enumerable.Range(0, half).Select(k => $"({names[k]} + {names[k + half]})")];
            }

            string halved = names[0];
            for (int bits = shape.Bits; bits > 128; bits /= 2)
            {
                writer.Write($"Vector{bits}<double> sum{bits} = {halved};");
                halved = $"sum{bits}.GetLower() + sum{bits}.GetUpper()";
            }

            writer
                .Write($"Vector128<double> sum128 = {halved};")
                .Write("return sum128[0] + sum128[1];");
        }

        writer.Blank();
    }
}
