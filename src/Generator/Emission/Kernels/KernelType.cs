using System;
using System.Collections.Generic;
using System.Globalization;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The type of one kernel: its constants, and the sums of its kind.</summary>
internal sealed class KernelType(KernelSpec kernel, IReadOnlyList<int> fixedLengths)
{
    /// <summary>Whether a clip over axes takes it, and so whether it has loops over several runs, if it is of an order that has them.</summary>
    public bool IsOverAxes { get; init; }

    /// <summary>Whether one takes any kernel of its element type.</summary>
    public bool IsElementOverAxes { get; init; }

    public void Write(IndentedWriter writer)
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
                sum.Write(writer, arePowersNeeded: fixedLengths.Count > 0, areRunsNeeded: IsOverAxes);
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

            if (!IsOverAxes || kernel.Norm is not (1 or 2))
            {
                writer.Blank();
                WriteSumRuns(writer, kernel, element.Name);
            }

            string coefficient = kernel.Element == ElementType.Single ? "(float)coefficient" : "coefficient";
            writer
                .Blank()
                .Write("/// <inheritdoc/>")
                .Write($"public static void Scale(ReadOnlySpan<Array?> fields, ref {element.Name} last, nuint lastLength, double coefficient) =>")
                .Write($"    {ScaleKernel.Name(element)}.Scale(fields, ref last, lastLength, {coefficient});")
                .Blank();
            WriteScaleRuns(writer, kernel, element.Name, IsElementOverAxes ? ScaleKernel.Name(element) + ".ScaleRuns" : null);
            foreach (int length in fixedLengths)
            {
                writer.Blank();
                new FixedLengthKernel(element, kernel, length).Write(writer);
            }
        }
    }

    /// <summary>Writes the sums of runs where there is no loop over them.</summary>
    public static void WriteSumRuns(IndentedWriter writer, KernelSpec kernel, string element) => writer
        .Write("/// <inheritdoc/>")
        .Write($"public static void SumRuns(ref {element} origin, ReadOnlySpan<nint> offsets, nuint length, Span<double> sums) =>")
        .Write($"    RunByRun.Sum<{element}, {kernel.Name}>(ref origin, offsets, length, sums);");

    /// <summary>Writes how runs are multiplied: by a loop over them, or, without one, one by one.</summary>
    public static void WriteScaleRuns(IndentedWriter writer, KernelSpec kernel, string element, string? loop = null) => writer
        .Write("/// <inheritdoc/>")
        .Write($"public static void ScaleRuns(ref {element} origin, ReadOnlySpan<nint> offsets, nuint length, ReadOnlySpan<double> coefficients) =>")
        .Write($"    {loop ?? $"RunByRun.Scale<{element}, {kernel.Name}>"}(ref origin, offsets, length, coefficients);");

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
