using System;
using System.Collections.Generic;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for p = 1/2, 3/2, 5/2, 3, 7/2, 4, ... up to 8: powers by multiplication and a square root. Both are rounded the same
/// everywhere, so that the bits are.
/// </summary>
internal sealed class HalfPowerKernel(Element element, double norm) : LaneSum(element)
{
    private const double Largest = 8;

    private readonly bool _isSingle = element.Type == ElementType.Single;
    private readonly bool _hasRoot = norm != Math.Floor(norm);

    /// <summary>Whether a norm order is one of these.</summary>
    public static bool Handles(double norm) => norm <= Largest && 2 * norm == Math.Floor(2 * norm);

    /// <inheritdoc/>
    protected override int Block => 1024;

    /// <inheritdoc/>
    public override double RelativeError => ((SingleRoundings * Math.Pow(2, -24)) + Math.Pow(2, -46)) * Math.Max(1, 1 / norm);

    // x · √x as floats: half as many numbers are widened, and the root's unit is what such a sum waits for.
    private bool IsSingleProduct => _isSingle && norm == 1.5;

    // Of a power, on its way to the lanes.
    private int SingleRoundings => IsSingleProduct ? 2 : _isSingle && _hasRoot ? 1 : 0;

    /// <inheritdoc/>
    public override string ErrorReason => SingleRoundings switch
    {
        2 => "The root of a float and its product are rounded by 2^-24 each, all else in double; the norm's root divides that by p.",
        1 => "The root of a float is rounded by 2^-24, all else in double; the norm's root divides that by p.",
        _ => "A lane takes 64 roundings in a block, a power and the lanes' sum a few, of 2^-53 each; the sums of blocks are compensated.",
    };

    /// <inheritdoc/>
    public override double SmallestSafeSum => IsSingleProduct ? Math.Pow(2, -64) : 1e-280;

    /// <inheritdoc/>
    public override string SafeReason => $"Powers that underflow are below 2^-{(IsSingleProduct ? 126 : 1022)}: not noticeable beside this.";

    /// <inheritdoc/>
    protected override void WriteRows(IndentedWriter writer, KernelShape shape)
    {
        int width = shape.Width(Element);
        using (writer.Block($"for (nuint row = 0; row < count; row += {Row})"))
        {
            for (int k = 0; k < Row / width; k++)
            {
                string load = $"{shape.Vector}.LoadUnsafe(ref rows, {KernelText.At("row", k * width)})";
                writer.Write($"{shape.Vector}<{Element.Name}> x{k} = {shape.Vector}.Abs({load});");
                if (IsSingleProduct)
                {
                    writer
                        .Write($"{shape.Vector}<float> power{k} = x{k} * {shape.Vector}.Sqrt(x{k});")
                        .Write($"s{2 * k} += {shape.Vector}.WidenLower(power{k});")
                        .Write($"s{(2 * k) + 1} += {shape.Vector}.WidenUpper(power{k});");
                    continue;
                }

                if (_hasRoot)
                {
                    writer.Write($"{shape.Vector}<{Element.Name}> root{k} = {shape.Vector}.Sqrt(x{k});");
                }

                if (_isSingle)
                {
                    writer
                        .Write($"s{2 * k} += {Power($"{shape.Vector}.WidenLower(x{k})", $"{shape.Vector}.WidenLower(root{k})")};")
                        .Write($"s{(2 * k) + 1} += {Power($"{shape.Vector}.WidenUpper(x{k})", $"{shape.Vector}.WidenUpper(root{k})")};");
                }
                else
                {
                    writer.Write($"s{k} += {Power($"x{k}", $"root{k}")};");
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void WriteElement(IndentedWriter writer)
    {
        string math = _isSingle ? "MathF" : "Math";
        writer
            .Write($"x = {math}.Abs(x);")
            .Write($"lanes[lane] += {(IsSingleProduct ? "x * MathF.Sqrt(x)" : Power("x", $"{math}.Sqrt(x)"))};");
    }

    /// <inheritdoc/>
    protected override void WriteSteps(IndentedWriter writer, KernelShape? shape)
    {
        if (IsSingleProduct)
        {
            return;
        }

        // By repeated squaring, and a root where p is a half: a² · √a for 5/2.
        string type = shape is null ? "double" : $"{shape.Vector}<double>";
        int whole = (int)norm;
        var factors = new List<string>();
        writer.Write(KernelText.Inline);
        string parameters = (whole > 0, _hasRoot) switch
        {
            (true, true) => $"{type} a1, {type} root",
            (true, false) => $"{type} a1",
            _ => $"{type} root",
        };
        using (writer.Block($"private static {type} Power({parameters})"))
        {
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

            if (_hasRoot)
            {
                factors.Add("root");
            }

            writer.Write($"return {string.Join(" * ", factors)};");
        }

        writer.Blank();
    }

    private string Power(string x, string root) => (norm < 1, _hasRoot) switch
    {
        (true, _) => $"Power({root})",
        (_, true) => $"Power({x}, {root})",
        _ => $"Power({x})",
    };
}
