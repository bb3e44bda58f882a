using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for p = ∞ over a buffer whose length the compiler knows. The order doesn't matter, so the last vector may overlap the one
/// before.
/// </summary>
internal static class UnrolledMax
{
    // So many maxima at once, so that none waits for another.
    private const int Count = 4;

    public static void Write(IndentedWriter writer, Element element, KernelShape shape, int length)
    {
        string type = $"{shape.Vector}<{element.Integer}>";
        List<string> vectors = [.. Vectors(element, shape, length)];
        for (int k = 0; k < vectors.Count; k++)
        {
            writer.Write(k < Count
                ? $"{type} m{k} = Magnitude({vectors[k]});"
                : $"m{k % Count} = {shape.Vector}.Max(m{k % Count}, Magnitude({vectors[k]}));");
        }

        string largest = "m0";
        for (int k = 1; k < Math.Min(Count, vectors.Count); k++)
        {
            largest = $"{shape.Vector}.Max({largest}, m{k})";
        }

        for (int bits = shape.Bits; bits > 128; bits /= 2)
        {
            writer.Write($"Vector{bits}<{element.Integer}> max{bits} = {largest};");
            largest = $"Vector{bits / 2}.Max(max{bits}.GetLower(), max{bits}.GetUpper())";
        }

        writer.Write($"Vector128<{element.Integer}> max128 = {largest};");
        writer.Write(element.Integer == "int"
            ? "return BitConverter.Int32BitsToSingle(Math.Max(Math.Max(max128[0], max128[1]), Math.Max(max128[2], max128[3])));"
            : "return BitConverter.Int64BitsToDouble(Math.Max(max128[0], max128[1]));");
    }

    private static IEnumerable<string> Vectors(Element element, KernelShape shape, int length)
    {
        int width = shape.Width(element);
        if (length < width)
        {
            return [$"Lanes.Last{shape.Bits}(ref first, {length}, {length})"];
        }

        IEnumerable<int> starts = Enumerable.Range(0, length / width).Select(k => k * width);
        return (length % width == 0 ? starts : starts.Append(length - width)).Select(at => UnrolledSum.Load(shape, at));
    }
}
