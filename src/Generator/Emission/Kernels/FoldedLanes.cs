using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>From the registers that the lanes of a block were folded into to what is added to the sums in double.</summary>
internal sealed class FoldedLanes(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;

    /// <summary>The number of registers that lanes are folded into.</summary>
    public int Count { get; } = shape.Accumulators(kernel.Element) / 4;

    /// <summary>The number of registers that the sums fill.</summary>
    public int SumCount { get; } = kernel.SumLanes / (shape.Bits / 64);

    // Whether one register holds what is left to turn.
    private bool TurnsOne => kernel.HalvesFolded || Count == 1;

    /// <summary>Declares how lanes that are rotated by <c>head</c> are turned back, where that is one permutation.</summary>
    public void DeclareTurn(IndentedWriter writer)
    {
        if (TurnsOne)
        {
            int bits = kernel.HalvesFolded ? 256 : shape.Bits;
            writer.Write($"Vector{bits}<int> turn = Lanes.Turn{bits}{_element.Type}(head);");
        }
    }

    /// <summary>Halves folded lanes once more, where there is room for that, and turns them back.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="folded">The registers that lanes were folded into; "" for empty ones.</param>
    /// <param name="areRotated">Whether they are rotated by <c>head</c>.</param>
    /// <returns>What is added to each register of sums; "" for nothing.</returns>
    public IReadOnlyList<string> Summands(IndentedWriter writer, IReadOnlyList<string> folded, bool areRotated = false)
    {
        if (kernel.HalvesFolded)
        {
            return Widened(Halved(writer, folded, areRotated));
        }

        if (areRotated)
        {
            folded = Turned(writer, folded);
        }

        return _element.Type == ElementType.Single ? Widened(folded) : folded;
    }

    private List<string> Turned(IndentedWriter writer, IReadOnlyList<string> rotated)
    {
        List<string> names = [.. KernelText.Names("row", Count)];
        for (int k = 0; k < Count; k++)
        {
            string turned = TurnsOne ? $"Lanes.Turn({rotated[k]}, turn)" : $"Lanes.Slide({rotated[k]}, {rotated[(k + 1) % Count]}, head)";
            writer.Write($"{shape.Vector}<{_element.Name}> {names[k]} = {turned};");
        }

        return names;
    }

    // Lane j and lane j + half, which are in one register or in two.
    private List<string> Halved(IndentedWriter writer, IReadOnlyList<string> folded, bool areRotated)
    {
        int count = Count / 2;
        List<string> halves = Count == 1
            ? [folded[0].Length > 0 ? $"Halve({folded[0]})" : ""]
            : [.. Enumerable.Range(0, count).Select(k => string.Join(" + ", new[] { folded[k], folded[k + count] }.Where(half => half.Length > 0)))];
        string type = Count == 1 ? $"Vector256<{_element.Name}>" : $"{shape.Vector}<{_element.Name}>";
        for (int k = 0; k < halves.Count; k++)
        {
            if (halves[k].Length > 0)
            {
                writer.Write($"{type} half{k} = {(areRotated ? $"Lanes.Turn({halves[k]}, turn)" : halves[k])};");
                halves[k] = "half" + k;
            }
        }

        return halves;
    }

    private IReadOnlyList<string> Widened(IReadOnlyList<string> singles) => kernel.HalvesFolded && shape.Bits == 512
        ? [singles[0].Length > 0 ? $"Avx512F.ConvertToVector512Double({singles[0]})" : ""]
        : [.. singles.SelectMany<string, string>(single => single.Length > 0 ? [$"{shape.Vector}.WidenLower({single})", $"{shape.Vector}.WidenUpper({single})"] : ["", ""])];
}
