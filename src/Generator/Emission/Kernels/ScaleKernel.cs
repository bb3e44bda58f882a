using System.Collections.Generic;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scale pass: x · c for every element. It doesn't depend on the norm.</summary>
internal static class ScaleKernel
{
    private const int Unroll = 4;

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
            WriteDispatch(writer, parameters);
            foreach (KernelShape shape in KernelShape.All)
            {
                // Stores of 512 bits were no faster at any length, and slower below a thousand elements.
                if (shape.Bits < 512)
                {
                    WriteVector(writer, element, shape, parameters);
                }
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

    private static void WriteDispatch(IndentedWriter writer, string parameters)
    {
        using (writer.Block($"public static void Scale({parameters})"))
        {
            using (writer.Block("if (Vector256.IsHardwareAccelerated)"))
            {
                writer.Write("Scale256(fields, ref last, lastLength, coefficient);");
            }

            using (writer.Block("else if (Vector128.IsHardwareAccelerated)"))
            {
                writer.Write("Scale128(fields, ref last, lastLength, coefficient);");
            }

            using (writer.Block("else"))
            {
                writer.Write("ScaleScalar(fields, ref last, lastLength, coefficient);");
            }
        }

        writer.Blank();
    }

    private static void WriteVector(IndentedWriter writer, Element element, KernelShape shape, string parameters)
    {
        int bytes = shape.Bits / 8;
        string type = $"{shape.Vector}<{element.Name}>";
        writer
            .Write($"// {shape.Title}: stores at {bytes}-byte boundaries. The first and the last vector are multiplied before anything is stored and stored")
            .Write("// last, so that they may overlap the others.");
        using (KernelText.Method(writer, $"private static void Scale{shape.Bits}({parameters})"))
        {
            writer.Write($"{type} c = {shape.Vector}.Create(coefficient);");
            using (KernelText.FieldLoop(writer, element))
            {
                WriteField(writer, element, shape);
            }
        }

        writer.Blank();
    }

    /// <summary>Writes how one field is multiplied, the elements from <c>first</c> on.</summary>
    public static void WriteField(IndentedWriter writer, Element element, KernelShape shape)
    {
        int width = shape.Width(element);
        using (writer.Block($"if (length >= {width})"))
        {
            WriteLong(writer, element, shape);
        }

        int half = width / 2;
        if (shape.Bits == 256)
        {
            using (writer.Block($"else if (length >= {half})"))
            {
                writer
                    .Write($"Vector128<{element.Name}> lower = Vector128.LoadUnsafe(ref first) * c.GetLower();")
                    .Write($"Vector128<{element.Name}> upper = Vector128.LoadUnsafe(ref first, length - {half}) * c.GetLower();")
                    .Write("lower.StoreUnsafe(ref first);")
                    .Write($"upper.StoreUnsafe(ref first, length - {half});");
            }
        }

        using (writer.Block("else"))
        {
            WriteEach(writer);
        }
    }

    private static void WriteLong(IndentedWriter writer, Element element, KernelShape shape)
    {
        int width = shape.Width(element);
        string type = $"{shape.Vector}<{element.Name}>";
        string load = $"{shape.Vector}.LoadUnsafe(ref first";
        writer
            .Write($"{type} head = {load}) * c;")
            .Write($"{type} last{shape.Bits} = {load}, length - {width}) * c;")
            .Write($"nuint at = (0 - ((nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<{element.Name}>(), ref first) / {element.Size})) % {width};");
        using (writer.Block($"for (; at + {Unroll * width} <= length; at += {Unroll * width})"))
        {
            for (int k = 0; k < Unroll; k++)
            {
                writer.Write($"{type} x{k} = {load}, {KernelText.At("at", k * width)}) * c;");
            }

            for (int k = 0; k < Unroll; k++)
            {
                writer.Write($"x{k}.StoreUnsafe(ref first, {KernelText.At("at", k * width)});");
            }
        }

        writer.Blank();
        using (writer.Block($"for (; at + {width} <= length; at += {width})"))
        {
            writer.Write($"({load}, at) * c).StoreUnsafe(ref first, at);");
        }

        writer
            .Blank()
            .Write("head.StoreUnsafe(ref first);")
            .Write($"last{shape.Bits}.StoreUnsafe(ref first, length - {width});");
    }

    private static void WriteScalar(IndentedWriter writer, Element element, string parameters)
    {
        writer
            .Write("// Scalar.");
        using (KernelText.Method(writer, $"private static void ScaleScalar({parameters})"))
        {
            using (KernelText.FieldLoop(writer, element))
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
