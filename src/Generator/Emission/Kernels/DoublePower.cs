using System;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>Powers in lanes of double: of doubles, and of floats for the p that floats aren't precise enough for.</summary>
internal sealed class DoublePower(Element element, double norm) : PowerTerm
{
    // log2(m) = s · (C + s² · ...), s = (m - 1) / (m + 1), from √½ to √2, to 2.3e-18; 2^x from -1/2 to 1/2, to 3.7e-18.
    private static readonly double[] Log2 =
    [
        2.8853900817779268, 0.961796693925976, 0.5770780163541307, 0.4121985839000024, 0.32059873773747843, 0.26232365812004405,
        0.2211894290384433, 0.2108771365803784,
    ];

    private static readonly double[] Exp2 =
    [
        1, 0.6931471805599453, 0.24022650695910122, 0.05550410866482031, 0.00961812910759709, 0.0013333558146744649, 0.0001540353045386507,
        1.5252733508820551e-05, 1.3215436724237892e-06, 1.0178196448026046e-07, 7.073558476254541e-09, 4.4348949765726624e-10,
    ];

    private const int LeastExponent = -1022;

    private readonly bool _isSingle = element.Type == ElementType.Single;

    /// <inheritdoc/>
    public override bool IsSingle => false;

    // No power of an element, however small, is too small for double: 2^-1074 is the smallest element.
    private bool IsBelowNothing => norm * 1074 < -LeastExponent;

    /// <inheritdoc/>
    public override double RelativeError => Math.Pow(2, -47) * Math.Max(1, 1 / norm);

    /// <inheritdoc/>
    public override string ErrorReason =>
        "A lane takes 16 roundings in a block, a power and the lanes' sum a few, of 2^-53 each, and the norm's root divides that by p; "
        + "the sums of blocks are compensated.";

    /// <inheritdoc/>
    public override double SmallestSafeSum => IsBelowNothing ? 0 : Math.Max(1e-280, Math.Pow(2, Math.Floor(64 - (1022 * norm))));

    /// <inheritdoc/>
    public override string SafeReason => IsBelowNothing
        ? "No power underflows."
        : "Subnormal elements, and powers that underflow, count as 0: not noticeable beside this.";

    /// <inheritdoc/>
    public override int? LargestBits
    {
        get
        {
            double largest = _isSingle ? float.MaxValue : double.MaxValue;
            double bound = norm <= 1 ? largest : Math.Min(largest, Bound(1023, norm));
            bool isBelow = bound < largest;
            return _isSingle
                ? BitConverter.ToInt32(BitConverter.GetBytes((float)bound), 0) - (isBelow ? 1 : 0)
                : (int)(BitConverter.DoubleToInt64Bits(bound) >> 32) - (isBelow ? 1 : 0);
        }
    }

    /// <inheritdoc/>
    public override void WriteLogarithm(IndentedWriter writer, LaneText text)
    {
        (double head, double tail) = Split(norm, 42);
        bool hasSubnormals = IsBelowNothing && !_isSingle;
        string bias = text.Constant((1.5 * (1L << 52)) + 1023);
        string x = "x";
        if (hasSubnormals)
        {
            string power = text.Constant(Math.Pow(2, 54));
            writer
                .Write("// Subnormal numbers by way of 2^54.")
                .Write($"{text.Type} lift = {text.Where("x", "<", text.Constant(Math.Pow(2, -1022)), text.Constant(54))};")
                .Write(text.Shape is null
                    ? $"double lifted = lift > 0 ? x * {power} : x;"
                    : $"{text.Type} lifted = {text.Shape.Vector}.ConditionalSelect({text.Shape.Vector}.GreaterThan(lift, {text.Type}.Zero), x * {power}, x);")
                .Blank();
            x = "lifted";
        }

        string bits = text.ToBits(x);
        string e = $"{text.OfBits($"(offset >> 52) | {text.Constant("0x4330000000000000UL")}")} - {text.Constant((1L << 52) + 1023.0)}";
        writer
            .Write("// x = 2^e · m, with m from √½ to √2.")
            .Write($"{text.BitsType} offset = {bits} + {text.Constant("0x00095F619980C433UL")};")
            .Write($"{text.Type} e = {(hasSubnormals ? $"({e}) - lift" : e)};")
            .Write($"{text.Type} m = {text.OfBits($"({bits} + {text.Constant("0x3FF0000000000000UL")}) - (offset & {text.Constant("0xFFF0000000000000UL")})")};")
            .Blank()
            .Write($"// {Literals.InText(norm)} · log2(m), and e times the tail of {Literals.InText(norm)}; e times its head is exact.")
            .Write($"{text.Type} s = (m - {text.Constant(1)}) / (m + {text.Constant(1)});")
            .Write($"{text.Type} z = s * s;");
        text.WritePolynomial(writer, "q", "z", [.. Log2.Select(coefficient => norm * coefficient)]);
        writer
            .Write(tail == 0 ? $"{text.Type} rest = q * s;" : $"{text.Type} rest = (q * s) + (e * {text.Constant(tail)});")
            .Write($"{text.Type} main = e * {text.Constant(head)};")
            .Blank()
            .Write("// Added to so large a number, it is rounded to a whole one.")
            .Write($"{text.Type} nearest = (main + rest) + {bias};")
            .Write($"fraction = (main - (nearest - {bias})) + rest;")
            .Write($"whole = {text.Where("x", ">", text.Constant(Vanishing), "nearest")};");
    }

    /// <inheritdoc/>
    public override void WriteExp2(IndentedWriter writer, LaneText text) => text.WritePolynomial(writer, "q", "x", Exp2);

    /// <inheritdoc/>
    public override void WriteAdd(IndentedWriter writer, KernelShape shape, int k, string at)
    {
        string vector = shape.Vector;
        writer
            .Write($"{vector}<ulong> whole{k} = {vector}.LoadUnsafe(ref wholes, {at}).AsUInt64();")
            .Write($"s{k} += Exp2({vector}.LoadUnsafe(ref fractions, {at})) * (whole{k} << 52).AsDouble();");
    }

    /// <inheritdoc/>
    public override string ScalarScale(string whole) => $"BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits({whole}) << 52)";

    // The largest element whose power counts as 0.
    private double Vanishing => IsBelowNothing ? 0 : Math.Max(Math.Pow(2, LeastExponent), Bound(LeastExponent, norm));
}
