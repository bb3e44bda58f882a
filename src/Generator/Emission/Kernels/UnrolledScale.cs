namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scale pass over a buffer whose length the compiler knows. It doesn't depend on the norm.</summary>
internal static class UnrolledScale
{
    private const int Bits = 256;

    public static void Write(IndentedWriter writer, Element element, int length)
    {
        int width = Bits / 8 / element.Size;
        string signature = $"public static void Of{length}(ref {element.Name} first, {element.Name} coefficient)";
        writer.Write($"/// <summary>Multiplies the {length} elements of a buffer.</summary>");
        if (length < width)
        {
            writer.Write($"{signature} => Scale(default, ref first, {length}, coefficient);");
            return;
        }

        writer.Write(KernelText.Optimize);
        using (writer.Block(signature))
        {
            using (writer.Block("if (!Vector256.IsHardwareAccelerated)"))
            {
                writer
                    .Write($"Scale(default, ref first, {length}, coefficient);")
                    .Write("return;");
            }

            writer
                .Blank()
                .Write($"Vector256<{element.Name}> c = Vector256.Create(coefficient);");
            bool overlaps = length % width != 0;
            if (overlaps)
            {
                writer
                    .Write("// Before the others, which it overlaps, are stored.")
                    .Write($"Vector256<{element.Name}> last = {Load(length - width)} * c;");
            }

            for (int at = 0; at + width <= length; at += width)
            {
                writer.Write($"({Load(at)} * c).StoreUnsafe(ref first{Offset(at)});");
            }

            if (overlaps)
            {
                writer.Write($"last.StoreUnsafe(ref first{Offset(length - width)});");
            }
        }
    }

    private static string Load(int at) => $"Vector256.LoadUnsafe(ref first{Offset(at)})";

    private static string Offset(int at) => at == 0 ? "" : $", {at}";
}
