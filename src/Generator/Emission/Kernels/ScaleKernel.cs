using System.Collections.Generic;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scale pass: x · c for every element. It doesn't depend on the norm.</summary>
internal static class ScaleKernel
{
    private const int Unroll = 4;

    // From this many bytes on stores are of 512 bits. Where the processor stores those whole, they take two thirds of the time in the first-level
    // cache (Zen 5); where it stores halves, they are slower for short fields, which are left to 256 bits.
    private const int WideFrom = 2048;

    /// <summary>The kernel's type.</summary>
    public static string Name(Element element) => element.Type + "Scale";

    public static void Write(IndentedWriter writer, Element element, bool areRunsNeeded, IEnumerable<int> fixedLengths)
    {
        string parameters = KernelText.Parameters(element) + $", {element.Name} coefficient";
        writer
            .Write($"/// <summary>The scale pass over buffers of {element.Name}.</summary>")
            .Write(FileHeader.GeneratedCode);
        using (writer.Block($"internal static class {Name(element)}"))
        {
            writer.Write("/// <summary>Multiplies every element.</summary>");
            KernelText.WriteDispatch(writer, "void", "Scale", parameters, "fields, ref last, lastLength, coefficient");
            foreach (KernelShape shape in KernelShape.All)
            {
                WriteVector(writer, element, shape, parameters);
            }

            WriteScalar(writer, element, parameters);
            if (areRunsNeeded)
            {
                writer.Blank();
                ScaleRuns.Write(writer, element);
            }

            foreach (int length in fixedLengths)
            {
                writer.Blank();
                UnrolledScale.Write(writer, element, length);
            }
        }
    }

    private static void WriteVector(IndentedWriter writer, Element element, KernelShape shape, string parameters)
    {
        string boundaries = shape.Bits == 512 ? $"64-byte boundaries, those of fields below {WideFrom} bytes at 32-byte ones" : $"{shape.Bits / 8}-byte boundaries";
        string type = $"{shape.Vector}<{element.Name}>";
        writer
            .Write($"// {shape.Title}: stores at {boundaries}. The first and the last vector")
            .Write("// of a field are multiplied before anything is stored, and stored last, so that they may overlap the others.");
        using (KernelText.Method(writer, $"private static void Scale{shape.Bits}({parameters})"))
        {
            writer.Write($"{type} c = {shape.Vector}.Create(coefficient);");
            using (KernelText.FieldLoop(writer, element, turnsBack: true))
            {
                WriteField(writer, element, shape);
            }
        }

        writer.Blank();
    }

    /// <summary>Writes how one field is multiplied, the elements from <c>first</c> on, by the vector <c>c</c>.</summary>
    public static void WriteField(IndentedWriter writer, Element element, KernelShape shape)
    {
        string coefficient = "c";
        string otherwise = "";
        for (int bits = shape.Bits; bits >= 128; bits /= 2)
        {
            int width = bits / 8 / element.Size;
            using (writer.Block($"{otherwise}if (length >= {(bits == 512 ? WideFrom / element.Size : width)})"))
            {
                if (bits == 128 && shape.Bits > 128)
                {
                    WritePair(writer, element, coefficient);
                }
                else
                {
                    WriteLong(writer, element, bits, coefficient);
                }
            }

            otherwise = "else ";
            coefficient += ".GetLower()";
        }

        using (writer.Block("else"))
        {
            WriteEach(writer);
        }
    }

    // Less than two vectors.
    private static void WritePair(IndentedWriter writer, Element element, string coefficient)
    {
        int width = 16 / element.Size;
        writer
            .Write($"Vector128<{element.Name}> lower = Vector128.LoadUnsafe(ref first) * {coefficient};")
            .Write($"Vector128<{element.Name}> upper = Vector128.LoadUnsafe(ref first, length - {width}) * {coefficient};")
            .Write("lower.StoreUnsafe(ref first);")
            .Write($"upper.StoreUnsafe(ref first, length - {width});");
    }

    private static void WriteLong(IndentedWriter writer, Element element, int bits, string coefficient)
    {
        int width = bits / 8 / element.Size;
        string type = $"Vector{bits}<{element.Name}>";
        string load = $"Vector{bits}.LoadUnsafe(ref first";
        writer
            .Write($"{type} head = {load}) * {coefficient};")
            .Write($"{type} last{bits} = {load}, length - {width}) * {coefficient};")
            .Write($"nuint at = (0 - ((nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{element.Name}>(), ref first) / {element.Size})) % {width};");
        using (writer.Block($"for (; at + {Unroll * width} <= length; at += {Unroll * width})"))
        {
            for (int k = 0; k < Unroll; k++)
            {
                string place = KernelText.At("at", k * width);
                writer.Write($"({load}, {place}) * {coefficient}).StoreUnsafe(ref first, {place});");
            }
        }

        // Up to the last vector, and not with it: to store that twice takes a seventh of the time of a field of some hundred bytes.
        writer.Blank();
        using (writer.Block($"for (; at + {width} < length; at += {width})"))
        {
            writer.Write($"({load}, at) * {coefficient}).StoreUnsafe(ref first, at);");
        }

        writer
            .Blank()
            .Write("head.StoreUnsafe(ref first);")
            .Write($"last{bits}.StoreUnsafe(ref first, length - {width});");
    }

    private static void WriteScalar(IndentedWriter writer, Element element, string parameters)
    {
        writer
            .Write("// Scalar.");
        using (KernelText.Method(writer, $"private static void ScaleScalar({parameters})"))
        {
            using (KernelText.FieldLoop(writer, element, turnsBack: true))
            {
                WriteEach(writer);
            }
        }
    }

    /// <summary>Writes how one field is multiplied without vectors.</summary>
    public static void WriteEach(IndentedWriter writer)
    {
        using (writer.Block("for (nuint at = 0; at < length; at++)"))
        {
            writer.Write("Unsafe.Add(ref first, at) *= coefficient;");
        }
    }
}
