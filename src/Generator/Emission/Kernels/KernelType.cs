using System;
using System.Collections.Generic;
using System.Globalization;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The type of one kernel: its constants, and the sums of its kind.</summary>
internal static class KernelType
{
    public static void Write(IndentedWriter writer, KernelSpec kernel, IReadOnlyList<int> fixedLengths)
    {
        if (kernel.Element == ElementType.Half)
        {
            WideningKernel.Write(writer, kernel);
            return;
        }

        Element element = Element.Of(kernel.Element);
        writer
            .Write($"/// <summary>{Title(kernel)} over buffers of {element.Name}.</summary>")
            .Write(FileHeader.GeneratedCode);
        using (writer.Block($"internal readonly struct {kernel.Name} : IClipKernel<{element.Name}>"))
        {
            if (double.IsPositiveInfinity(kernel.Norm))
            {
                WriteConstants(writer, kernel, 0, "The largest absolute value is exact.", 0, "Nothing is added that could underflow.");
                MaxKernel.Write(writer, element);
            }
            else if (kernel.Norm is 1 or 2)
            {
                SumKernel sum = new(element, kernel.Norm);
                WriteConstants(writer, kernel, sum.RelativeError, sum.ErrorReason, sum.SmallestSafeSum, sum.SafeReason);
                sum.Write(writer, arePowersNeeded: fixedLengths.Count > 0);
            }
            else if (kernel.Norm > PowerKernel.LargestNorm)
            {
                WriteConstants(writer, kernel, Math.Pow(2, -47), "That of the sum in double.", 0, "There is no sum.");
                writer
                    .Write("/// <inheritdoc/>")
                    .Write("/// <remarks>Powers of so high an order are left to the sum in double.</remarks>")
                    .Write($"public static double Sum({KernelText.Parameters(element)}) => double.NaN;");
            }
            else
            {
                LaneSum sum = PowersOf(element, kernel.Norm);
                WriteConstants(writer, kernel, sum.RelativeError, sum.ErrorReason, sum.SmallestSafeSum, sum.SafeReason);
                sum.Write(writer);
            }

            string coefficient = kernel.Element == ElementType.Single ? "(float)coefficient" : "coefficient";
            writer
                .Blank()
                .Write("/// <inheritdoc/>")
                .Write($"public static void Scale(ReadOnlySpan<Array?> fields, ref {element.Name} last, nuint lastLength, double coefficient) =>")
                .Write($"    {ScaleKernel.Name(element)}.Scale(fields, ref last, lastLength, {coefficient});");
            foreach (int length in fixedLengths)
            {
                writer.Blank();
                new FixedLengthKernel(element, kernel, length).Write(writer);
            }
        }
    }

    private static LaneSum PowersOf(Element element, double norm)
    {
        if (HalfPowerKernel.Handles(norm))
        {
            return new HalfPowerKernel(element, norm);
        }

        return new PowerKernel(element, norm);
    }

    /// <summary>The norm, as its kernel is introduced.</summary>
    public static string Title(KernelSpec kernel) => kernel.Norm switch
    {
        1 => "The L1 norm, Σ|x|,",
        2 => "The L2 norm, √Σx²,",
        double.PositiveInfinity => "The L∞ norm, the largest |x|,",
        _ => $"The {KernelSpec.Display(kernel.Norm)} norm, (Σ|x|^{Literals.InText(kernel.Norm)})^(1/{Literals.InText(kernel.Norm)}),",
    };

    private static void WriteConstants(IndentedWriter writer, KernelSpec kernel, double error, string errorReason, double smallest, string smallestReason) => writer
        .Write("/// <inheritdoc/>")
        .Write($"public static double Order => {Literals.Of(kernel.Norm)};")
        .Blank()
        .Write("/// <inheritdoc/>")
        .Write($"/// <remarks>{errorReason}</remarks>")
        .Write($"public static double RelativeError => {Literals.Of(error)};")
        .Blank()
        .Write("/// <inheritdoc/>")
        .Write($"/// <remarks>{smallestReason}</remarks>")
        .Write($"public static double SmallestSafeSum => {Literals.Of(smallest)};")
        .Blank();
}
