using System;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>Powers of floats in lanes of float, for p from 1 on: below, the errors of float would be too large a part of the norm.</summary>
internal sealed class SinglePower(double norm) : PowerTerm
{
    // Beyond, neighbouring floats have powers so far apart that there is little between 0 and infinity.
    private const double LargestNorm = 1024;

    // log2(1 + f) / f from √½ to √2, to 8.5e-9 of absolute error in the logarithm; 2^x from -1/2 to 1/2, to 2.2e-9 of relative error.
    private static readonly double[] Log2 =
    [
        1.4426949561171876, -0.7213471825091761, 0.480916429712943, -0.3607162278245794, 0.28777637463626715, -0.23864947501932784,
        0.21661840405984895, -0.20935321210111155, 0.12604729344684013,
    ];

    private static readonly double[] Exp2 =
    [
        1, 0.6931471992082144, 0.24022647910854328, 0.05550337359290112, 0.009618446825982578, 0.0013397445664626642, 0.00015349228068807738,
    ];

    /// <summary>Whether these powers are good enough for a kernel.</summary>
    public static bool Handles(Element element, double norm) => element.Type == ElementType.Single && norm is >= 1 and <= LargestNorm;

    /// <inheritdoc/>
    public override bool IsSingle => true;

    /// <inheritdoc/>
    public override double RelativeError => 4 * Math.Pow(2, -24);

    /// <inheritdoc/>
    public override string ErrorReason => "A logarithm is off by less than 1.6 · 2^-24 (of the norm), a power by 2.2 · 2^-24, and the norm's root divides that by p.";

    /// <inheritdoc/>
    public override double SmallestSafeSum => Math.Max(1e-280, Math.Pow(2, Math.Floor(64 - (126 * norm))));

    /// <inheritdoc/>
    public override string SafeReason => "Subnormal elements, and powers that underflow, count as 0: not noticeable beside this.";

    /// <inheritdoc/>
    public override int LargestBits => norm * 128 < 1023 ? 0x7F7FFFFF : SingleBits(Bound(1023, norm)) - 1;

    // The largest element whose power counts as 0.
    private int VanishingBits => norm * -126 > LeastExponent ? 0x007FFFFF : SingleBits(Bound(LeastExponent, norm));

    /// <inheritdoc/>
    public override void WriteLogarithm(IndentedWriter writer, LaneText text)
    {
        (double head, double tail) = Split(norm, 16);
        bool isVector = text.Shape is not null;
        string vector = text.Shape?.Vector ?? "";
        string exponent = isVector ? $"{vector}.ConvertToSingle({vector}.ShiftRightArithmetic(offset, 23))" : "offset >> 23";
        string bias = text.Constant((1.5 * (1 << 23)) + 1023);
        writer
            .Write("// x = 2^e · (1 + f), with 1 + f from √½ to √2.")
            .Write($"{text.BitsType} bits = {text.ToBits("x")};")
            .Write($"{text.BitsType} offset = bits - {text.Constant("0x3F3504F3")};")
            .Write($"{text.Type} e = {exponent};")
            .Write($"{text.Type} f = {text.OfBits($"bits - (offset & {text.Constant("-0x800000")})")} - {text.Constant(1)};")
            .Blank()
            .Write($"// {Literals.InText(norm)} · log2(1 + f), and e times the tail of {Literals.InText(norm)}; e times its head is exact.");
        text.WritePolynomial(writer, "q", "f", [.. Log2.Select(coefficient => norm * coefficient)]);
        writer
            .Write(tail == 0 ? $"{text.Type} rest = q * f;" : $"{text.Type} rest = {text.MultiplyAdd("q", "f", $"e * {text.Constant(tail)}")};")
            .Write($"{text.Type} main = e * {text.Constant(head)};")
            .Blank()
            .Write("// Added to so large a number, it is rounded to a whole one.")
            .Write($"{text.Type} nearest = (main + rest) + {bias};")
            .Write($"fraction = (main - (nearest - {bias})) + rest;")
            .Write($"whole = {text.Where("bits", ">", text.Constant($"0x{VanishingBits:X8}"), "nearest")};");
    }

    /// <inheritdoc/>
    public override void WriteExp2(IndentedWriter writer, LaneText text)
    {
        text.WritePolynomial(writer, "q", "x", Exp2);
        writer.Write("return q;");
    }

    /// <inheritdoc/>
    public override void WriteAdd(IndentedWriter writer, KernelShape shape, int k, string at)
    {
        string vector = shape.Vector;
        writer
            .Write($"{vector}<uint> whole{k} = {vector}.LoadUnsafe(ref wholes, {at}).AsUInt32();")
            .Write($"{vector}<float> power{k} = Exp2({vector}.LoadUnsafe(ref fractions, {at}));")
            .Write($"s{2 * k} += {vector}.WidenLower(power{k}) * ({vector}.WidenLower(whole{k}) << 52).AsDouble();")
            .Write($"s{(2 * k) + 1} += {vector}.WidenUpper(power{k}) * ({vector}.WidenUpper(whole{k}) << 52).AsDouble();");
    }

    /// <inheritdoc/>
    public override string ScalarScale(string whole) => $"BitConverter.UInt64BitsToDouble((ulong)BitConverter.SingleToUInt32Bits({whole}) << 52)";

    // Of a number that float holds exactly.
    private static int SingleBits(double value) => BitConverter.ToInt32(BitConverter.GetBytes((float)value), 0);
}
