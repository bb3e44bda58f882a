
namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass in 16 lanes of double: what the sums of powers have in common, whatever the power.
/// </summary>
/// <remarks>
/// A block is a number of rows of a field, and what is left of it, less than a row, a block of its own. Its lanes are added by halving,
/// and the sums of blocks are compensated, so that the error doesn't grow with the length.
/// </remarks>
internal abstract class LaneSum(Element element)
{
    /// <summary>The elements of a row: a lane for each.</summary>
    protected const int Row = 16;

    /// <summary>The element type.</summary>
    protected Element Element => element;

    /// <summary>The elements of a block, whose lanes are then added up.</summary>
    protected abstract int Block { get; }

    /// <summary>The bound of the norm's relative error.</summary>
    public abstract double RelativeError { get; }

    /// <summary>Where that bound comes from.</summary>
    public abstract string ErrorReason { get; }

    /// <summary>Sums below this may have lost something.</summary>
    public abstract double SmallestSafeSum { get; }

    /// <summary>Why.</summary>
    public abstract string SafeReason { get; }

    public void Write(IndentedWriter writer)
    {
        KernelText.WriteSumDispatch(writer, element);
        foreach (KernelShape shape in KernelShape.All)
        {
            WriteVector(writer, shape);
            WriteSteps(writer, shape);
            KernelText.WriteTotal(writer, shape, Sums(shape));
        }

        WriteScalar(writer);
        WriteSteps(writer, null);
        KernelText.WriteLost(writer, "double");
    }

    /// <summary>The registers that the 16 lanes fill.</summary>
    protected static int Sums(KernelShape shape) => Row / (shape.Bits / 64);

    /// <summary>What is declared once a call.</summary>
    protected virtual void WriteDeclarations(IndentedWriter writer, KernelShape? shape)
    {
    }

    /// <summary>The loops over the rows of a block: <c>count</c> elements from <c>rows</c> on into <c>s0</c>, <c>s1</c>, ...</summary>
    protected abstract void WriteRows(IndentedWriter writer, KernelShape shape);

    /// <summary>One element, <c>x</c>, into <c>lanes[lane]</c>.</summary>
    protected abstract void WriteElement(IndentedWriter writer);

    /// <summary>The methods that the loops call; for the scalar fallback where there is no shape.</summary>
    protected abstract void WriteSteps(IndentedWriter writer, KernelShape? shape);

    /// <summary>What a call returns.</summary>
    protected virtual string Result(KernelShape? shape) => "total + lost";

    private void WriteVector(IndentedWriter writer, KernelShape shape)
    {
        string sumType = $"{shape.Vector}<double>";
        writer.Write($"// {shape.Title}: {Row} lanes of double in {Sums(shape)} registers.");
        using (KernelText.Method(writer, $"private static double Sum{shape.Bits}({KernelText.Parameters(element)})"))
        {
            writer.Write($"Span<{element.Name}> padded = stackalloc {element.Name}[{Row}];");
            WriteDeclarations(writer, shape);
            writer.Write(KernelText.CompensatedTotal);
            using (KernelText.FieldLoop(writer, element))
            {
                using (writer.Block("for (nuint at = 0; at < length; )"))
                {
                    writer
                        .Write(KernelText.Declare(sumType, "s", Sums(shape), sumType + ".Zero"))
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
                    WriteRows(writer, shape);
                    writer
                        .Blank()
                        .Write("at += count;");
                    KernelText.AddToTotal(writer, "block", $"Total({string.Join(", ", KernelText.Names("s", Sums(shape)))})");
                }
            }

            writer.Blank().Write($"return {Result(shape)};");
        }

        writer.Blank();
    }

    private void WriteScalar(IndentedWriter writer)
    {
        writer.Write($"// Scalar: {Row} lanes in an array.");
        using (KernelText.Method(writer, $"private static double SumScalar({KernelText.Parameters(element)})"))
        {
            writer.Write($"Span<double> lanes = stackalloc double[{Row}];");
            WriteDeclarations(writer, null);
            writer.Write(KernelText.CompensatedTotal);
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
                        writer.Write($"{element.Name} x = Unsafe.Add(ref first, at);");
                        WriteElement(writer);
                        writer.Write($"lane = (lane + 1) % {Row};");
                    }

                    writer.Blank();
                    using (writer.Block($"for (int count = {Row / 2}; count > 0; count /= 2)"))
                    {
                        using (writer.Block("for (int lane = 0; lane < count; lane++)"))
                        {
                            writer.Write("lanes[lane] += lanes[lane + count];");
                        }
                    }

                    writer.Blank();
                    KernelText.AddToTotal(writer, "block", "lanes[0]");
                }
            }

            writer.Blank().Write($"return {Result(null)};");
        }

        writer.Blank();
    }
}
