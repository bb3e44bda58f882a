using System;
using System.Globalization;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>Powers of floats in lanes of float, for the p for which their precision and their range are enough.</summary>
internal sealed class SinglePower(double norm) : PowerTerm
{
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

    /// <summary>
    /// Whether these powers are good enough for a kernel: near p = 1 the powers of subnormal numbers would still count, below it the errors
    /// of float would be too large a part of the norm, and above p = 4 too many powers would leave its range.
    /// </summary>
    public static bool Handles(Element element, double norm) => element.Type == ElementType.Single && norm is >= 1.05 and <= 4;

    /// <inheritdoc/>
    public override bool IsSingle => true;

    /// <inheritdoc/>
    public override int Scale => (int)Math.Min(40, Math.Floor((126 * norm) - 127.5));

    /// <inheritdoc/>
    public override double RelativeError => 4 * Math.Pow(2, -24);

    /// <inheritdoc/>
    public override string ErrorReason =>
        "A logarithm is off by less than 1.6 · 2^-24 (of the norm), a power by 2.3 · 2^-24, and the norm's root divides that by p.";

    /// <inheritdoc/>
    public override double SmallestSafeSum => Math.Pow(2, -62 - Scale);

    /// <inheritdoc/>
    public override string SafeReason => $"Powers that underflow are below 2^{-126 - Scale}: not noticeable beside this.";

    /// <inheritdoc/>
    public override int? LargestBits => null;

    /// <inheritdoc/>
    public override void WriteLogarithm(IndentedWriter writer, LaneText text)
    {
        (double head, double tail) = Split(norm, 16);
        string type = text.Type;
        string bias = text.Constant((1.5 * (1 << 23)) + 127 + Scale);
        writer
            .Write("// Between the powers that count as 0 and those that count as infinite, NaN among them.")
            .Write($"{text.BitsType} bits = {text.Clamp(text.ToBits("x"), BitsOf(-127 - Scale), BitsOf(128 - Scale))};")
            .Blank()
            .Write("// x = 2^e · (1 + f), with 1 + f from √½ to √2.")
            .Write($"{text.BitsType} offset = bits - {text.Constant("0x3F3504F3")};")
            .Write($"{type} e = {text.ToSingle(text.ShiftRight("offset", 23))};")
            .Write($"{type} f = {text.OfBits($"bits - (offset & {text.Constant("-0x800000")})")} - {text.Constant(1)};")
            .Blank()
            .Write($"// {Literals.InText(norm)} · log2(1 + f), and e times the tail of {Literals.InText(norm)}. e times its head is exact.");
        text.WritePolynomial(writer, "q", "f", [.. Log2.Select(coefficient => norm * coefficient)]);
        writer
            .Write($"{type} rest = {(tail == 0 ? "q * f" : text.MultiplyAdd("q", "f", $"e * {text.Constant(tail)}"))};")
            .Blank()
            .Write("// Added to so large a number, their sum is rounded to a whole one.")
            .Write($"whole = {text.AddExact("e", text.Constant(head), "rest")} + {bias};")
            .Write($"fraction = {text.AddExact("e", text.Constant(head), $"({bias} - whole)")} + rest;");
    }

    /// <inheritdoc/>
    public override void WriteExp2(IndentedWriter writer, LaneText text) => text.WritePolynomial(writer, "q", "x", Exp2);

    /// <inheritdoc/>
    public override void WriteAdd(IndentedWriter writer, KernelShape shape, int k, string at)
    {
        string vector = shape.Vector;
        LaneText text = new(shape, IsSingle: true);
        writer
            .Write($"{text.BitsType} whole{k} = {vector}.LoadUnsafe(ref wholes, {at}).AsInt32();")
            .Write($"{text.Type} power{k} = Exp2({vector}.LoadUnsafe(ref fractions, {at})) * (whole{k} << 23).AsSingle();")
            .Write($"s{2 * k} += {vector}.WidenLower(power{k});")
            .Write($"s{(2 * k) + 1} += {vector}.WidenUpper(power{k});");
    }

    /// <inheritdoc/>
    public override string ScalarScale(string whole) => $"BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits({whole}) << 23)";

    private string BitsOf(int exponent) =>
        "0x" + BitConverter.ToInt32(BitConverter.GetBytes((float)Bound(exponent, norm)), 0).ToString("X8", CultureInfo.InvariantCulture);
}
