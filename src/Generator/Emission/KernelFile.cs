using System.Linq;
using FusedClip.Generator.Emission.Kernels;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission;

/// <summary>The file of an assembly's kernels.</summary>
internal static class KernelFile
{
    /// <summary>The file's name.</summary>
    public const string HintName = "FusedClip.Kernels.g.cs";

    /// <summary>The file's text: its table of contents.</summary>
    public static string Write(KernelFileSpec file)
    {
        var writer = new IndentedWriter();
        FileHeader.Write(writer, """
            // Written by FusedClip: the loops over gradient buffers that this assembly's containers use, one type for each element
            // type and norm order. Changes here are lost.
            //
            // Clipping is fused: one call sums over all fields, with the sums in registers from field to field, and a
            // second sweep scales them only where the norm exceeds its limit. Each loop stands here once for every
            // instruction set; the JIT compiles the best that the processor has, and all of them give the same bits:
            //
            //   - A row is 256 bytes of a field, and every element of it has a lane of its own. Element i is in lane i mod 64
            //     (mod 32 for double), whether the lanes fill four AVX-512 registers, eight of AVX2, or an array. What is left at the
            //     end goes by halves: 32 elements into the lanes from 0 on, 16 into those from 32 on, fewer into those from 48 on.
            //     (A long field of double has it in lane i mod 32, too.)
            //   - A block is a few rows. The lanes of a block are added by halving (lane j and lane j + 32, then + 16, ...) and go on
            //     in double, so that the error doesn't grow with the length; those of two blocks of a long field of float together.
            //   - Addition is commutative, so a block's lanes may be rotated, and turned back once they are folded: a long field may be
            //     read from aligned addresses, whatever address it has. Long fields have sums in double of their own.
            //   - Squares are added with one rounding (FMA), everywhere.
            """);
        using (writer.Block($"namespace {file.Namespace}"))
        {
            writer
                .Write("using global::System;")
                .Write("using global::System.Runtime.CompilerServices;")
                .Write("using global::System.Runtime.InteropServices;")
                .Write("using global::System.Runtime.Intrinsics;")
                .Write("using global::System.Runtime.Intrinsics.X86;")
                .Write("using global::FusedClip.CompilerServices;");
            foreach (KernelSpec kernel in file.Kernels)
            {
                writer.Blank();
                new KernelType(kernel, [.. file.FixedLengths.Where(part => part.Kernel == kernel).Select(part => part.Length)])
                {
                    IsOverAxes = file.OverAxes.Contains(kernel),
                    IsElementOverAxes = IsOverAxes(file, kernel.Element),
                }.Write(writer);
            }

            // That of halves is shipped.
            foreach (ElementType element in file.Kernels.Select(kernel => kernel.Element).Distinct().Where(type => type != ElementType.Half))
            {
                writer.Blank();
                ScaleKernel.Write(
                    writer,
                    Element.Of(element),
                    IsOverAxes(file, element),
                    file.FixedLengths.Where(part => part.Kernel.Element == element).Select(part => part.Length).Distinct().OrderBy(length => length));
            }
        }

        return writer.ToString();
    }

    private static bool IsOverAxes(KernelFileSpec file, ElementType element) => file.OverAxes.Any(kernel => kernel.Element == element);
}
