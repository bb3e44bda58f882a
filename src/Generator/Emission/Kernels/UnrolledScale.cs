using System.Collections.Generic;
using System.Globalization;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scale pass over a buffer whose length the compiler knows. It doesn't depend on the norm.</summary>
internal static class UnrolledScale
{
    // From this many bytes on, stores at boundaries of vectors, and those of 512 bits, are worth a vector more.
    private const int AlignedFrom = 512;

    public static void Write(IndentedWriter writer, Element element, int length)
    {
        string signature = $"public static void Of{length}(ref {element.Name} first, {element.Name} coefficient)";
        writer.Write($"/// <summary>Multiplies the {length} elements of a buffer.</summary>");
        if (length < 32 / element.Size)
        {
            writer.Write($"{signature} => Scale(default, ref first, {length}, coefficient);");
            return;
        }

        bool aligns = length * element.Size >= AlignedFrom;
        using (KernelText.Method(writer, signature))
        {
            for (int bits = aligns ? 512 : 256; bits >= 256; bits /= 2)
            {
                using (writer.Block($"if (Vector{bits}.IsHardwareAccelerated)"))
                {
                    writer.Write($"Vector{bits}<{element.Name}> c = Vector{bits}.Create(coefficient);");
                    int width = bits / 8 / element.Size;
                    if (aligns)
                    {
                        WriteAligned(writer, element, length, bits, width);
                    }
                    else
                    {
                        WriteInPlace(writer, element, length, bits, width);
                    }

                    writer.Write("return;");
                }

                writer.Blank();
            }

            writer.Write($"Scale(default, ref first, {length}, coefficient);");
        }
    }

    private static void WriteInPlace(IndentedWriter writer, Element element, int length, int bits, int width)
    {
        bool overlaps = length % width != 0;
        if (overlaps)
        {
            writer
                .Write("// Before the others, which it overlaps, are stored.")
                .Write($"Vector{bits}<{element.Name}> last = {Load(bits, Offset(length - width))} * c;");
        }

        for (int at = 0; at + width <= length; at += width)
        {
            writer.Write($"({Load(bits, Offset(at))} * c).StoreUnsafe(ref first{Offset(at)});");
        }

        if (overlaps)
        {
            writer.Write($"last.StoreUnsafe(ref first{Offset(length - width)});");
        }
    }

    private static void WriteAligned(IndentedWriter writer, Element element, int length, int bits, int width)
    {
        // Where the length is no multiple of the width, the whole vectors from the first boundary on may end more than one before the end.
        int atEnd = length % width == 0 ? 1 : 2;
        List<(string Name, string Place)> ends = [("head", "")];
        for (int k = atEnd; k > 0; k--)
        {
            ends.Add(("end" + k.ToString(CultureInfo.InvariantCulture), Offset(length - (k * width))));
        }

        writer.Write("// Before the others, which they overlap, are stored.");
        foreach ((string name, string place) in ends)
        {
            writer.Write($"Vector{bits}<{element.Name}> {name} = {Load(bits, place)} * c;");
        }

        writer.Write($"nuint at = (0 - ((nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{element.Name}>(), ref first) / {element.Size})) % {width};");
        for (int behind = 0; behind <= length - (2 * width); behind += width)
        {
            string place = ", " + KernelText.At("at", behind);
            writer.Write($"({Load(bits, place)} * c).StoreUnsafe(ref first{place});");
        }

        foreach ((string name, string place) in ends)
        {
            writer.Write($"{name}.StoreUnsafe(ref first{place});");
        }
    }

    private static string Load(int bits, string place) => $"Vector{bits}.LoadUnsafe(ref first{place})";

    private static string Offset(int at) => at == 0 ? "" : $", {at}";
}
