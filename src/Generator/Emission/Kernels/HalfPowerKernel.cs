using System.Collections.Generic;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for p = 1/2, 3/2, 5/2, 3, 7/2, 4, ... up to 8: powers by multiplication and a square root, in lanes of double. Both are
/// rounded the same everywhere, so that the bits are.
/// </summary>
internal sealed class HalfPowerKernel(Element element, double norm)
{
    private const double Largest = 8;

    /// <summary>The elements of a row: a lane for each.</summary>
    private const int Row = 16;

    /// <summary>The elements of a block, whose lanes are then added up.</summary>
    private const int Block = 1024;

    private readonly bool _isSingle = element.Type == ElementType.Single;

    /// <summary>Whether a norm order is one of these.</summary>
    public static bool Handles(double norm) => norm <= Largest && 2 * norm == System.Math.Floor(2 * norm);

    public void Write(IndentedWriter writer)
    {
        writer.Write("/// <inheritdoc/>");
        KernelText.WriteDispatch(writer, "double", "Sum", KernelText.Parameters(element), "fields, ref last, lastLength");
        foreach (KernelShape shape in KernelShape.All)
        {
            WriteVector(writer, shape);
        }

        WriteScalar(writer);
    }

    private void WriteVector(IndentedWriter writer, KernelShape shape)
    {
        string sumType = $"{shape.Vector}<double>";
        int count = Row / (shape.Bits / 64);
        writer.Write($"// {shape.Title}: {Row} lanes of double in {count} registers.");
        using (KernelText.Method(writer, $"private static double Sum{shape.Bits}({KernelText.Parameters(element)})"))
        {
            writer
                .Write($"Span<{element.Name}> padded = stackalloc {element.Name}[{Row}];")
                .Write("double total = 0;");
            using (KernelText.FieldLoop(writer, element))
            {
                using (writer.Block("for (nuint at = 0; at < length; )"))
                {
                    writer
                        .Write(KernelText.Declare(sumType, "s", count, sumType + ".Zero"))
                        .Write($"scoped ref {element.Name} rows = ref Unsafe.Add(ref first, at);")
                        .Write($"nuint count = Math.Min(length - at, {Block}) & ~(nuint){Row - 1};");
                    using (writer.Block("if (count == 0)"))
                    {
                        writer
                            .Write("// Less than a row is left: zeros behind it add nothing.")
                            .Write("padded.Clear();");
                        using (writer.Block("for (nuint j = 0; j < length - at; j++)"))
                        {
                            writer.Write("padded[(int)j] = Unsafe.Add(ref rows, j);");
                        }

                        writer
                            .Blank()
                            .Write("rows = ref MemoryMarshal.GetReference(padded);")
                            .Write($"count = {Row};");
                    }

                    writer.Blank();
                    using (writer.Block($"for (nuint row = 0; row < count; row += {Row})"))
                    {
                        WriteRow(writer, shape, count);
                    }

                    writer
                        .Blank()
                        .Write("at += count;")
                        .Write($"total += Total({string.Join(", ", KernelText.Names("s", count))});");
                }
            }

            writer.Blank().Write("return total;");
        }

        writer.Blank();
        WritePower(writer, sumType, $"{shape.Vector}.Abs", $"{shape.Vector}.Sqrt");
        KernelText.WriteTotal(writer, shape, count);
    }

    private void WriteRow(IndentedWriter writer, KernelShape shape, int count)
    {
        int width = shape.Width(element);
        for (int k = 0; k < Row / width; k++)
        {
            string vector = $"{shape.Vector}.LoadUnsafe(ref rows, {KernelText.At("row", k * width)})";
            if (_isSingle)
            {
                writer
                    .Write($"{shape.Vector}<float> x{k} = {vector};")
                    .Write($"s{2 * k} += Power({shape.Vector}.WidenLower(x{k}));")
                    .Write($"s{(2 * k) + 1} += Power({shape.Vector}.WidenUpper(x{k}));");
            }
            else
            {
                writer.Write($"s{k} += Power({vector});");
            }
        }
    }

    private void WriteScalar(IndentedWriter writer)
    {
        writer.Write($"// Scalar: {Row} lanes in an array.");
        using (KernelText.Method(writer, $"private static double SumScalar({KernelText.Parameters(element)})"))
        {
            writer
                .Write($"Span<double> lanes = stackalloc double[{Row}];")
                .Write("double total = 0;");
            using (KernelText.FieldLoop(writer, element))
            {
                using (writer.Block("for (nuint at = 0; at < length; )"))
                {
                    writer
                        .Write("// The last elements, less than a row, are a block of their own, as with vectors.")
                        .Write($"nuint end = Math.Min(at + {Block}, length) & ~(nuint){Row - 1};")
                        .Write("end = end == at ? length : end;")
                        .Write("lanes.Clear();");
                    using (writer.Block("for (int lane = 0; at < end; at++)"))
                    {
                        writer
                            .Write("lanes[lane] += Power(Unsafe.Add(ref first, at));")
                            .Write($"lane = (lane + 1) % {Row};");
                    }

                    writer.Blank();
                    using (writer.Block($"for (int count = {Row / 2}; count > 0; count /= 2)"))
                    {
                        using (writer.Block("for (int lane = 0; lane < count; lane++)"))
                        {
                            writer.Write("lanes[lane] += lanes[lane + count];");
                        }
                    }

                    writer.Blank().Write("total += lanes[0];");
                }
            }

            writer.Blank().Write("return total;");
        }

        writer.Blank();
        WritePower(writer, "double", "Math.Abs", "Math.Sqrt");
    }

    // By repeated squaring, and a root where p is a half: a² · √a for 5/2.
    private void WritePower(IndentedWriter writer, string type, string abs, string sqrt)
    {
        int whole = (int)norm;
        var factors = new List<string>();
        writer.Write(KernelText.Inline);
        using (writer.Block($"private static {type} Power({type} x)"))
        {
            writer.Write($"{type} a1 = {abs}(x);");
            for (int power = 1; power <= whole; power *= 2)
            {
                if (power > 1)
                {
                    writer.Write($"{type} a{power} = a{power / 2} * a{power / 2};");
                }

                if ((whole & power) != 0)
                {
                    factors.Insert(0, $"a{power}");
                }
            }

            if (norm > whole)
            {
                factors.Add($"{sqrt}(a1)");
            }

            writer.Write($"return {string.Join(" * ", factors)};");
        }

        writer.Blank();
    }
}
