using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scalar fallback: the lanes are an array, and everything else is as with vectors.</summary>
internal sealed class ScalarSum(SumKernel kernel)
{
    private readonly Element _element = kernel.Element;

    private string Name => _element.Name;

    private bool IsCompensated => kernel.BlocksInSums > 0;

    // Where all blocks of short fields are in the end.
    private string Sums => IsCompensated ? "totals" : "sums";

    public void Write(IndentedWriter writer)
    {
        WriteShort(writer);
        WriteLong(writer);
        WriteAdd(writer);
        WriteFold(writer);
        if (IsCompensated)
        {
            WriteCompensate(writer);
        }

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
                .Write("nuint filledRows = 0;")
                .Write("bool hasLong = false;");
            using (KernelText.FieldLoop(writer, _element))
            {
                writer.Write("nuint at = 0;");
                using (writer.Block($"if (length > {_element.LongAbove})"))
                {
                    writer
                        .Write("hasLong = true;")
                        .Write(kernel.KeepsTails ? "continue;" : $"at = length & ~(nuint){_element.Lanes - 1};");
                }

                writer
                    .Blank()
                    .Write($"nuint restRows = (length - at + {_element.Lanes - 1}) / {_element.Lanes};");
                using (writer.Block($"if (filledRows + restRows > {kernel.Rows})"))
                {
                    writer.Write("Fold(lanes, sums);");
                    if (IsCompensated)
                    {
                        writer.Write("Compensate(sums, totals, losses);");
                    }

                    writer.Write("filledRows = 0;");
                }

                writer
                    .Blank()
                    .Write("filledRows += restRows;");
                using (writer.Block($"for (; length - at >= {_element.Lanes}; at += {_element.Lanes})"))
                {
                    writer.Write($"Add(lanes, ref Unsafe.Add(ref first, at), {_element.Lanes});");
                }

                writer.Blank().Write("nuint rest = length - at;");
                foreach ((int elements, int lane) in kernel.TailPieces)
                {
                    using (writer.Block($"if (rest >= {elements})"))
                    {
                        string target = lane == 0 ? "lanes" : $"lanes.Slice({lane})";
                        writer
                            .Write($"Add({target}, ref Unsafe.Add(ref first, at), {elements});")
                            .Write($"at += {elements};")
                            .Write($"rest -= {elements};");
                    }

                    writer.Blank();
                }

                writer.Write($"Add(lanes.Slice({kernel.LastLane}), ref Unsafe.Add(ref first, at), (int)rest);");
            }

            writer.Blank();
            if (IsCompensated)
            {
                AddEach(writer, "totals[j] += losses[j];");
            }

            writer.Write($"Fold(lanes, {Sums});");
            using (writer.Block("if (hasLong)"))
            {
                writer.Write($"LongScalar(fields, ref last, lastLength, {Sums});");
            }

            writer
                .Blank()
                .Write($"return Total({Sums});");
        }

        writer.Blank();
    }

    private void WriteLong(IndentedWriter writer)
    {
        writer.Write($"// {(kernel.KeepsTails ? "Long fields" : "The whole rows of long fields")}, added to the sums of all others.");
        using (KernelText.Method(writer, $"private static void LongScalar({KernelText.Parameters(_element)}, Span<double> all)"))
        {
            WriteBuffers(writer);
            writer.Write(kernel.PairsBlocks ? $"Span<{Name}> pair = stackalloc {Name}[{_element.FoldedLanes}];" : "int blocks = 0;");
            if (kernel.PairsBlocks)
            {
                writer.Write("pair.Clear();");
            }

            using (KernelText.FieldLoop(writer, _element))
            {
                using (writer.Block($"if (length <= {_element.LongAbove})"))
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

                    writer.Blank();
                    WriteLongBlockEnd(writer);
                }
            }

            writer.Blank();
            AddEach(writer, IsCompensated ? "all[j] += totals[j] + losses[j] + sums[j];" : "all[j] += sums[j];");
        }

        writer.Blank();
    }

    private void WriteLongBlockEnd(IndentedWriter writer)
    {
        if (!kernel.PairsBlocks)
        {
            using (writer.Block("if (row == rows)"))
            {
                writer.Write($"Add(lanes, ref Unsafe.Add(ref first, row * {_element.Lanes}), (int)(length % {_element.Lanes}));");
            }

            writer.Blank().Write("Fold(lanes, sums);");
            using (writer.Block($"if (++blocks % {kernel.BlocksInSums} == 0)"))
            {
                writer.Write("Compensate(sums, totals, losses);");
            }

            return;
        }

        writer.Write("Halve(lanes);");
        AddEach(writer, "pair[j] += lanes[j];", _element.FoldedLanes);
        writer.Write("lanes.Clear();");
        using (writer.Block($"if (row % {2 * kernel.Rows} == 0 || row == rows)"))
        {
            AddEach(writer, $"sums[j] += {Folded("pair")};");
            writer.Write("pair.Clear();");
        }
    }

    private void WriteBuffers(IndentedWriter writer)
    {
        writer
            .Write($"Span<{Name}> lanes = stackalloc {Name}[{_element.Lanes}];")
            .Write($"Span<double> sums = stackalloc double[{kernel.SumLanes}];");
        if (IsCompensated)
        {
            writer
                .Write($"Span<double> totals = stackalloc double[{kernel.SumLanes}];")
                .Write($"Span<double> losses = stackalloc double[{kernel.SumLanes}];")
                .Write("totals.Clear();")
                .Write("losses.Clear();");
        }

        writer
            .Write("lanes.Clear();")
            .Write("sums.Clear();");
    }

    private void WriteAdd(IndentedWriter writer)
    {
        string add = (kernel.IsSquare, _element.Type) switch
        {
            (true, ElementType.Single) => "Lanes.MultiplyAdd(x, x, sum)",
            (true, _) => "Math.FusedMultiplyAdd(x, x, sum)",
            (_, ElementType.Single) => "sum + MathF.Abs(x)",
            _ => "sum + Math.Abs(x)",
        };
        writer
            .Write("// Elements into the first lanes.");
        using (writer.Block($"private static void Add(Span<{Name}> lanes, ref {Name} first, int count)"))
        {
            writer.Write($"ref {Name} lane = ref MemoryMarshal.GetReference(lanes);");
            using (writer.Block("for (int i = 0; i < count; i++)"))
            {
                writer
                    .Write($"{Name} x = Unsafe.Add(ref first, i);")
                    .Write($"ref {Name} sum = ref Unsafe.Add(ref lane, i);")
                    .Write($"sum = {add};");
            }
        }

        writer.Blank();
    }

    private void WriteFold(IndentedWriter writer)
    {
        writer
            .Write("// The lanes of a block, halved, into the sums; the lanes are then empty.");
        using (writer.Block($"private static void Fold(Span<{Name}> lanes, Span<double> sums)"))
        {
            writer.Write("Halve(lanes);");
            AddEach(writer, $"sums[j] += {Folded("lanes")};");
            writer.Write("lanes.Clear();");
        }

        writer
            .Blank()
            .Write("// Adds the upper half of the lanes to the lower one, and again, until a quarter has them all.");
        using (writer.Block($"private static void Halve(Span<{Name}> lanes)"))
        {
            using (writer.Block($"for (int count = {_element.Lanes / 2}; count >= {_element.FoldedLanes}; count /= 2)"))
            {
                using (writer.Block("for (int j = 0; j < count; j++)"))
                {
                    writer.Write("lanes[j] += lanes[j + count];");
                }
            }
        }

        writer.Blank();
    }

    private void WriteCompensate(IndentedWriter writer)
    {
        writer
            .Write("// Adds sums to totals, and what that loses to the losses; the sums are then 0.");
        using (writer.Block("private static void Compensate(Span<double> sums, Span<double> totals, Span<double> losses)"))
        {
            using (writer.Block($"for (int j = 0; j < {kernel.SumLanes}; j++)"))
            {
                writer
                    .Write("double total = totals[j] + sums[j];")
                    .Write("losses[j] += Lost(totals[j], sums[j], total);")
                    .Write("totals[j] = total;");
            }

            writer.Blank().Write("sums.Clear();");
        }

        writer.Blank();
    }

    // What folded lanes are to the sums: the lanes themselves, or, where there are twice as many, halves.
    private string Folded(string lanes) => kernel.HalvesFolded ? $"{lanes}[j] + {lanes}[j + {kernel.SumLanes}]" : $"{lanes}[j]";

    private void AddEach(IndentedWriter writer, string statement) => AddEach(writer, statement, kernel.SumLanes);

    private static void AddEach(IndentedWriter writer, string statement, int count)
    {
        using (writer.Block($"for (int j = 0; j < {count}; j++)"))
        {
            writer.Write(statement);
        }

        writer.Blank();
    }

    private void WriteTotal(IndentedWriter writer)
    {
        using (writer.Block("private static double Total(Span<double> sums)"))
        {
            writer
                .Write($"Span<double> halved = stackalloc double[{kernel.SumLanes}];")
                .Write("sums.CopyTo(halved);");
            using (writer.Block($"for (int count = {kernel.SumLanes / 2}; count > 0; count /= 2)"))
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
