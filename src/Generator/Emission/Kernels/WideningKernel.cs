using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The kernel of halves, for every norm order: its loops are the float kernel's, on elements that the library widens.</summary>
internal static class WideningKernel
{
    public static void Write(IndentedWriter writer, KernelSpec kernel)
    {
        string wide = (kernel with { Element = ElementType.Single }).Name;
        writer
            .Write($"/// <summary>{KernelType.Title(kernel)} over buffers of Half.</summary>")
            .Write($"/// <remarks>Every Half is a float: pieces of a field are widened, and summed by {wide}.</remarks>")
            .Write(FileHeader.GeneratedCode);
        using (writer.Block($"internal readonly struct {kernel.Name} : IClipKernel<Half>"))
        {
            foreach (string constant in new[] { "Order", "RelativeError", "SmallestSafeSum" })
            {
                writer
                    .Write("/// <inheritdoc/>")
                    .Write($"public static double {constant} => {wide}.{constant};")
                    .Blank();
            }

            writer
                .Write("/// <inheritdoc/>")
                .Write("public static double Sum(ReadOnlySpan<Array?> fields, ref Half last, nuint lastLength) =>")
                .Write($"    HalfBuffers.Sum<{wide}>(fields, ref last, lastLength);")
                .Blank()
                .Write("/// <inheritdoc/>")
                .Write("public static void Scale(ReadOnlySpan<Array?> fields, ref Half last, nuint lastLength, double coefficient) =>")
                .Write("    HalfBuffers.Scale(fields, ref last, lastLength, coefficient);")
                .Blank();
            KernelType.WriteSumRuns(writer, kernel, "Half");
            writer.Blank();
            KernelType.WriteScaleRuns(writer, kernel, "Half");
        }
    }
}
