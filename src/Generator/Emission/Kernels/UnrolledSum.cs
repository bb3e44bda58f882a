using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for p = 1 and p = 2 over a buffer whose length the compiler knows: what the loops of the kernel come to for that length.
/// Every lane gets the same elements in the same order, so the bits are those of the loops.
/// </summary>
/// <remarks>
/// What the loops add to lanes and sums that are 0 is left out: 0 + x is x, and fma(x, x, 0) is x · x, rounded, since neither is -0.
/// Within the budget a buffer is one block, in one set of lanes.
/// </remarks>
internal sealed class UnrolledSum(SumKernel kernel, int length)
{
    private readonly Element _element = kernel.Element;

    public void Write(IndentedWriter writer, KernelShape shape)
    {
        string type = $"{shape.Vector}<{_element.Name}>";
        var filled = new bool[shape.Accumulators(_element)];
        foreach ((int register, string vector) in Vectors(shape))
        {
            writer.Write(filled[register]
                ? $"a{register} = Add(a{register}, {vector});"
                : $"{type} a{register} = Power({vector});");
            filled[register] = true;
        }

        var lanes = new FoldedLanes(kernel, shape);
        var folded = new string[lanes.Count];
        for (int k = 0; k < folded.Length; k++)
        {
            IEnumerable<int> registers = Enumerable.Range(0, 4).Select(i => k + (i * folded.Length));
            string row = Fold([.. registers.Select(register => filled[register] ? "a" + register : "")]);
            folded[k] = row.Length > 0 ? "row" + k : "";
            if (row.Length > 0)
            {
                writer.Write($"{type} row{k} = {row};");
            }
        }

        IEnumerable<string> summands = lanes.Summands(writer, folded).Select(summand => summand.Length > 0 ? summand : $"{shape.Vector}<double>.Zero");
        writer.Write($"return Total({string.Join(", ", summands)});");
    }

    // The vectors in the order of the loops, each with the register that its lanes are in.
    private IEnumerable<(int Register, string Vector)> Vectors(KernelShape shape)
    {
        int width = shape.Width(_element);
        int at = 0;
        for (; length - at >= _element.Lanes; at += _element.Lanes)
        {
            for (int lane = 0; lane < _element.Lanes; lane += width)
            {
                yield return (lane / width, Load(shape, at + lane));
            }
        }

        foreach ((int elements, int firstLane) in kernel.TailPieces)
        {
            if (length - at >= elements)
            {
                for (int lane = 0; lane < elements; lane += width)
                {
                    yield return ((firstLane + lane) / width, Load(shape, at + lane));
                }

                at += elements;
            }
        }

        int last = kernel.LastLane / width;
        for (; length - at >= width; at += width)
        {
            yield return (last++, Load(shape, at));
        }

        if (length > at)
        {
            yield return (last, $"Lanes.Last{shape.Bits}(ref first, {length}, {length - at})");
        }
    }

    /// <summary>A vector of the buffer.</summary>
    public static string Load(KernelShape shape, int at) =>
        at == 0 ? $"{shape.Vector}.LoadUnsafe(ref first)" : $"{shape.Vector}.LoadUnsafe(ref first, {at})";

    // (a + c) + (b + d), of those that there are; the others are empty.
    private static string Fold(string[] registers)
    {
        if (registers.All(register => register.Length > 0))
        {
            return $"Fold({string.Join(", ", registers)})";
        }

        string lower = Sum(registers[0], registers[2]);
        string upper = Sum(registers[1], registers[3]);
        return lower.Length > 0 && upper.Length > 0 ? $"{InParentheses(lower)} + {InParentheses(upper)}" : lower + upper;
    }

    private static string Sum(string a, string b) => a.Length > 0 && b.Length > 0 ? $"{a} + {b}" : a + b;

    private static string InParentheses(string sum) => sum.Contains('+') ? $"({sum})" : sum;
}
