using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scalar fallback: the lanes are an array, and everything else is as with vectors.</summary>
internal sealed class ScalarSum(SumKernel kernel)
{
    private readonly Element _element = kernel.Element;

    private string Name => _element.Name;

    public void Write(IndentedWriter writer)
    {
        WriteShort(writer);
        WriteLong(writer);
        WriteAdd(writer);
        WriteFold(writer);
        kernel.WriteLost(writer, "double");
        WriteTotal(writer);
    }

    private void WriteShort(IndentedWriter writer)
    {
        writer
            .Write($"// Scalar: {_element.Lanes} lanes in an array.");
        using (KernelText.Method(writer, $"private static double SumScalar({KernelText.Parameters(_element)})"))
        {
            WriteBuffers(writer);
            writer
                .Write("nuint rows = 0;")
                .Write("bool hasLong = false;");
            using (KernelText.FieldLoop(writer, _element))
            {
                writer.Write("nuint at = 0;");
                using (writer.Block($"if (length >= {_element.LongFrom})"))
                {
                    writer
                        .Write("hasLong = true;")
                        .Write($"at = length & ~(nuint){_element.Lanes - 1};");
                }

                writer
                    .Blank()
                    .Write($"nuint fieldRows = (length - at + {_element.Lanes - 1}) / {_element.Lanes};");
                using (writer.Block($"if (rows + fieldRows > {kernel.Rows})"))
                {
                    writer
                        .Write("Fold(lanes, sums);")
                        .Write("rows = 0;");
                }

                writer
                    .Blank()
                    .Write("rows += fieldRows;");
                using (writer.Block($"for (; length - at >= {_element.Lanes}; at += {_element.Lanes})"))
                {
                    writer.Write($"Add(lanes, ref Unsafe.Add(ref first, at), {_element.Lanes});");
                }

                writer.Blank().Write("nuint tail = length - at;");
                foreach ((int elements, int lane) in kernel.TailPieces)
                {
                    using (writer.Block($"if (tail >= {elements})"))
                    {
                        string target = lane == 0 ? "lanes" : $"lanes.Slice({lane})";
                        writer
                            .Write($"Add({target}, ref Unsafe.Add(ref first, at), {elements});")
                            .Write($"at += {elements};")
                            .Write($"tail -= {elements};");
                    }

                    writer.Blank();
                }

                writer.Write($"Add(lanes.Slice({kernel.LastLane}), ref Unsafe.Add(ref first, at), (int)tail);");
            }

            writer
                .Blank()
                .Write("Fold(lanes, sums);")
                .Write("double total = Total(sums);")
                .Write("return hasLong ? total + LongScalar(fields, ref last, lastLength) : total;");
        }

        writer.Blank();
    }

    private void WriteLong(IndentedWriter writer)
    {
        using (KernelText.Method(writer, $"private static double LongScalar({KernelText.Parameters(_element)})"))
        {
            WriteBuffers(writer);
            using (KernelText.FieldLoop(writer, _element))
            {
                using (writer.Block($"if (length < {_element.LongFrom})"))
                {
                    writer.Write("continue;");
                }

                writer
                    .Blank()
                    .Write($"nuint rows = length / {_element.Lanes};");
                using (writer.Block("for (nuint row = 0; row < rows; )"))
                {
                    using (writer.Block($"for (nuint end = Math.Min(row + {kernel.Rows}, rows); row < end; row++)"))
                    {
                        writer.Write($"Add(lanes, ref Unsafe.Add(ref first, row * {_element.Lanes}), {_element.Lanes});");
                    }

                    writer.Blank().Write("Fold(lanes, sums);");
                }
            }

            writer.Blank().Write("return Total(sums);");
        }

        writer.Blank();
    }

    private void WriteBuffers(IndentedWriter writer)
    {
        int sums = kernel.IsCompensated ? 2 * _element.SumLanes : _element.SumLanes;
        writer
            .Write($"Span<{Name}> lanes = stackalloc {Name}[{_element.Lanes}];")
            .Write($"Span<double> sums = stackalloc double[{sums}];")
            .Write("lanes.Clear();")
            .Write("sums.Clear();");
    }

    private void WriteAdd(IndentedWriter writer)
    {
        string math = _element.Type == ElementType.Single ? "MathF" : "Math";
        string add = kernel.IsSquare
            ? $"{math}.FusedMultiplyAdd(x, x, lanes[i])"
            : $"lanes[i] + {math}.Abs(x)";
        writer
            .Write("// Elements into the first lanes.");
        using (writer.Block($"private static void Add(Span<{Name}> lanes, ref {Name} first, int count)"))
        {
            using (writer.Block("for (int i = 0; i < count; i++)"))
            {
                writer
                    .Write($"{Name} x = Unsafe.Add(ref first, i);")
                    .Write($"lanes[i] = {add};");
            }
        }

        writer.Blank();
    }

    private void WriteFold(IndentedWriter writer)
    {
        int half = _element.Lanes / 2;
        int quarter = _element.Lanes / 4;
        writer
            .Write("// The lanes of a block into the sums in double; the lanes are then empty.");
        using (writer.Block($"private static void Fold(Span<{Name}> lanes, Span<double> sums)"))
        {
            using (writer.Block($"for (int j = 0; j < {_element.SumLanes}; j++)"))
            {
                writer.Write($"double row = (lanes[j] + lanes[j + {half}]) + (lanes[j + {quarter}] + lanes[j + {half + quarter}]);");
                if (kernel.IsCompensated)
                {
                    writer
                        .Write("double sum = sums[j] + row;")
                        .Write($"sums[j + {_element.SumLanes}] += Lost(sums[j], row, sum);")
                        .Write("sums[j] = sum;");
                }
                else
                {
                    writer.Write("sums[j] += row;");
                }
            }

            writer.Blank().Write("lanes.Clear();");
        }

        writer.Blank();
    }

    private void WriteTotal(IndentedWriter writer)
    {
        using (writer.Block("private static double Total(Span<double> sums)"))
        {
            writer
                .Write($"Span<double> halved = stackalloc double[{_element.SumLanes}];");
            using (writer.Block($"for (int j = 0; j < {_element.SumLanes}; j++)"))
            {
                writer.Write(kernel.IsCompensated ? $"halved[j] = sums[j] + sums[j + {_element.SumLanes}];" : "halved[j] = sums[j];");
            }

            writer.Blank();
            using (writer.Block($"for (int count = {_element.SumLanes / 2}; count > 0; count /= 2)"))
            {
                using (writer.Block("for (int j = 0; j < count; j++)"))
                {
                    writer.Write("halved[j] += halved[j + count];");
                }
            }

            writer.Blank().Write("return halved[0];");
        }
    }
}
