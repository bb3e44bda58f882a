using System;
using System.Globalization;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for any other p: x^p = 2^(p · log2|x|), by polynomials, with operations that are rounded the same everywhere, so that the
/// bits are. No C library is asked.
/// </summary>
/// <remarks>
/// A block goes through two short loops, logarithms and powers, since one long one would be a chain of operations of which no
/// processor can begin enough at once.
/// </remarks>
internal sealed class PowerKernel : LaneSum
{
    /// <summary>The largest p; beyond, neighbouring numbers have powers between which there is next to nothing.</summary>
    public const double LargestNorm = 1 << 20;

    private readonly double _norm;
    private readonly PowerTerm _term;

    public PowerKernel(Element element, double norm)
        : base(element)
    {
        _norm = norm;
        _term = SinglePower.Handles(element, norm) ? new SinglePower(norm) : new DoublePower(element, norm);
    }

    /// <inheritdoc/>
    protected override int Block => 256;

    /// <inheritdoc/>
    public override double RelativeError => _term.RelativeError;

    /// <inheritdoc/>
    public override string ErrorReason => _term.ErrorReason;

    /// <inheritdoc/>
    public override double SmallestSafeSum => _term.SmallestSafeSum;

    /// <inheritdoc/>
    public override string SafeReason => _term.SafeReason;

    private bool HasLargest => _term.LargestBits is not null;

    private bool IsWidened => Element.Type == ElementType.Single && !_term.IsSingle;

    /// <inheritdoc/>
    protected override void WriteDeclarations(IndentedWriter writer, KernelShape? shape)
    {
        if (HasLargest)
        {
            string type = shape is null ? "int" : $"{shape.Vector}<int>";
            writer.Write($"{type} largest = {(shape is null ? "0" : type + ".Zero")};");
        }

        if (shape is null)
        {
            return;
        }

        string number = _term.IsSingle ? "float" : "double";
        writer
            .Write($"Span<{number}> wholeBuffer = stackalloc {number}[{Block}];")
            .Write($"Span<{number}> fractionBuffer = stackalloc {number}[{Block}];")
            .Write($"ref {number} wholes = ref MemoryMarshal.GetReference(wholeBuffer);")
            .Write($"ref {number} fractions = ref MemoryMarshal.GetReference(fractionBuffer);");
    }

    /// <inheritdoc/>
    protected override void WriteRows(IndentedWriter writer, KernelShape shape)
    {
        writer.Write("// All logarithms, then all powers: short loops, of which the processor has several turns under way at once.");
        using (writer.Block($"for (nuint j = 0; j < count; j += {shape.Width(Element)})"))
        {
            writer.Write($"{shape.Vector}<{Element.Name}> x = {shape.Vector}.Abs({shape.Vector}.LoadUnsafe(ref rows, j));");
            if (HasLargest)
            {
                writer.Write($"largest = {shape.Vector}.Max(largest, x.AsInt32());");
            }

            if (IsWidened)
            {
                WriteLogarithm(writer, $"{shape.Vector}.WidenLower(x)", "Lower", "j");
                WriteLogarithm(writer, $"{shape.Vector}.WidenUpper(x)", "Upper", KernelText.At("j", shape.Width(Element) / 2));
            }
            else
            {
                WriteLogarithm(writer, "x", "", "j");
            }
        }

        writer.Blank();
        using (writer.Block($"for (nuint row = 0; row < count; row += {Row})"))
        {
            int width = shape.Bits / (_term.IsSingle ? 32 : 64);
            for (int k = 0; k < Row / width; k++)
            {
                _term.WriteAdd(writer, shape, k, KernelText.At("row", k * width));
            }
        }
    }

    /// <inheritdoc/>
    protected override void WriteElement(IndentedWriter writer)
    {
        bool isSingle = Element.Type == ElementType.Single;
        writer.Write($"x = {(isSingle ? "MathF" : "Math")}.Abs(x);");
        if (HasLargest)
        {
            writer.Write(isSingle
                ? "largest = Math.Max(largest, BitConverter.SingleToInt32Bits(x));"
                : "largest = Math.Max(largest, (int)(BitConverter.DoubleToInt64Bits(x) >> 32));");
        }

        string number = _term.IsSingle ? "float" : "double";
        writer
            .Write($"Logarithm(x, out {number} whole, out {number} fraction);")
            .Write($"lanes[lane] += Exp2(fraction) * {_term.ScalarScale("whole")};");
    }

    /// <inheritdoc/>
    protected override void WriteSteps(IndentedWriter writer, KernelShape? shape)
    {
        LaneText text = new(shape, _term.IsSingle);
        writer
            .Write($"// x^{Literals.InText(_norm)} = 2^(whole + fraction): the whole number in the lowest bits, with the bias of an exponent.")
            .Write(KernelText.Inline);
        using (writer.Block($"private static void Logarithm({text.Type} x, out {text.Type} whole, out {text.Type} fraction)"))
        {
            _term.WriteLogarithm(writer, text);
        }

        writer
            .Blank()
            .Write("// 2^x for x from -1/2 to 1/2.")
            .Write(KernelText.Inline);
        using (writer.Block($"private static {text.Type} Exp2({text.Type} x)"))
        {
            _term.WriteExp2(writer, text);
            writer.Write("return q;");
        }

        writer.Blank();
    }

    /// <inheritdoc/>
    protected override string Result(KernelShape? shape)
    {
        string sum = _term.Scale == 0 ? "total + lost" : $"(total + lost) * {Literals.Of(Math.Pow(2, -_term.Scale))}";
        if (!HasLargest)
        {
            return sum;
        }

        // Infinities and NaN, and what is too large, would otherwise be taken for some number.
        bool isSingle = Element.Type == ElementType.Single;
        string largest = _term.LargestBits!.Value.ToString("X8", CultureInfo.InvariantCulture);
        string isBeyond = (shape, isSingle) switch
        {
            (null, _) => $"largest > 0x{largest}",
            (_, true) => $"{shape.Vector}.GreaterThanAny(largest, {shape.Vector}.Create(0x{largest}))",
            _ => $"{shape.Vector}.GreaterThanAny(largest, {shape.Vector}.Create(0x{largest}7FFFFFFF).AsInt32())",
        };
        return $"{isBeyond} ? double.PositiveInfinity : {sum}";
    }

    private static void WriteLogarithm(IndentedWriter writer, string x, string suffix, string at)
    {
        (string whole, string fraction) = ("whole" + suffix, "fraction" + suffix);
        writer
            .Write($"Logarithm({x}, out var {whole}, out var {fraction});")
            .Write($"{whole}.StoreUnsafe(ref wholes, {at});")
            .Write($"{fraction}.StoreUnsafe(ref fractions, {at});");
    }
}
