using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The registers of one set of lanes, and of the sums in double that they are folded into: their names in the text, and what is done
/// with them. A kernel has two sets, one for short fields and tails, and one for the whole rows of long fields.
/// </summary>
internal sealed class LaneRegisters(SumKernel kernel, KernelShape shape, string lanes, string sums, string losses)
{
    private readonly int _width = shape.Width(kernel.Element);

    /// <summary>The number of registers that the lanes fill.</summary>
    public int Count { get; } = shape.Accumulators(kernel.Element);

    /// <summary>The type of a register.</summary>
    public string Type { get; } = $"{shape.Vector}<{kernel.Element.Name}>";

    /// <summary>The type of a register of sums.</summary>
    public string SumType { get; } = $"{shape.Vector}<double>";

    /// <summary>The number of registers that the sums fill.</summary>
    public int SumCount { get; } = kernel.Element.SumLanes / (shape.Bits / 64);

    /// <summary>A call that adds up all sums.</summary>
    public string Total =>
        $"Total({string.Join(", ", Enumerable.Range(0, SumCount).Select(k => kernel.IsCompensated ? $"{sums}{k} + {losses}{k}" : $"{sums}{k}"))})";

    // The number of registers that the lanes are folded into.
    private int Folded => Count / 4;

    /// <summary>A register of lanes.</summary>
    public string this[int index] => lanes + index;

    /// <summary>Declares the sums.</summary>
    public void DeclareSums(IndentedWriter writer)
    {
        writer.Write(KernelText.Declare(SumType, sums, SumCount, SumType + ".Zero"));
        if (kernel.IsCompensated)
        {
            writer.Write(KernelText.Declare(SumType, losses, SumCount, SumType + ".Zero"));
        }
    }

    /// <summary>Declares the lanes.</summary>
    public void Declare(IndentedWriter writer) => writer.Write(KernelText.Declare(Type, lanes, Count, Type + ".Zero"));

    /// <summary>Empties the lanes.</summary>
    public void Clear(IndentedWriter writer) => writer.Write($"{string.Join(" = ", KernelText.Names(lanes, Count))} = {Type}.Zero;");

    /// <summary>Adds vectors of the field, from <c>at</c> on or some elements behind it, to neighbouring registers.</summary>
    public void Add(IndentedWriter writer, int from, int count, int behind = 0)
    {
        for (int k = 0; k < count; k++)
        {
            writer.Write($"{lanes}{from + k} = Add({lanes}{from + k}, {Load("at", behind + (k * _width))});");
        }
    }

    /// <summary>A vector of the field.</summary>
    public string Load(string index, int offset) => $"{shape.Vector}.LoadUnsafe(ref first, {KernelText.At(index, offset)})";

    /// <summary>Declares how lanes that are rotated by <c>head</c> are turned back, where one register holds what they are folded into.</summary>
    public void DeclareTurn(IndentedWriter writer)
    {
        if (Folded == 1)
        {
            writer.Write($"Vector512<int> turn = Lanes.Turn512{kernel.Element.Type}(head);");
        }
    }

    /// <summary>
    /// Folds the lanes: lane j and lane j + 1/2 of the row, then + 1/4: four registers at a time become one, and go into the sums.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="areRotated">Whether the lanes are rotated by <c>head</c>; they are turned back before they go into the sums.</param>
    public void Fold(IndentedWriter writer, bool areRotated = false)
    {
        using (writer.Block(""))
        {
            AddToSums(writer, WriteFolded(writer, areRotated));
        }
    }

    /// <summary>
    /// Declares the sums of one block. To add it to zeros would give the same bits, but where sums are compensated: there infinity becomes NaN.
    /// </summary>
    public void FoldOnce(IndentedWriter writer)
    {
        if (kernel.IsCompensated)
        {
            DeclareSums(writer);
            Fold(writer);
            return;
        }

        List<string> terms = WriteFolded(writer, areRotated: false);
        for (int k = 0; k < terms.Count; k++)
        {
            writer.Write($"{SumType} {sums}{k} = {terms[k]};");
        }
    }

    private List<string> WriteFolded(IndentedWriter writer, bool areRotated)
    {
        var terms = new List<string>();
        string name = areRotated ? "rotated" : "row";
        for (int k = 0; k < Folded; k++)
        {
            writer.Write($"{Type} {name}{k} = Fold({lanes}{k}, {lanes}{k + Folded}, {lanes}{k + (2 * Folded)}, {lanes}{k + (3 * Folded)});");
        }

        for (int k = 0; k < Folded; k++)
        {
            if (areRotated)
            {
                string turned = Folded == 1 ? "Lanes.Turn(rotated0, turn)" : $"Lanes.Slide(rotated{k}, rotated{(k + 1) % Folded}, head)";
                writer.Write($"{Type} row{k} = {turned};");
            }

            terms.AddRange(kernel.Element.Type == ElementType.Single
                ? [$"{shape.Vector}.WidenLower(row{k})", $"{shape.Vector}.WidenUpper(row{k})"]
                : [$"row{k}"]);
        }

        return terms;
    }

    // What each addition loses is kept beside a compensated sum.
    private void AddToSums(IndentedWriter writer, List<string> terms)
    {
        for (int k = 0; k < terms.Count; k++)
        {
            if (kernel.IsCompensated)
            {
                writer
                    .Write($"{SumType} sum{k} = {sums}{k} + {terms[k]};")
                    .Write($"{losses}{k} += Lost({sums}{k}, {terms[k]}, sum{k});")
                    .Write($"{sums}{k} = sum{k};");
            }
            else
            {
                writer.Write($"{sums}{k} += {terms[k]};");
            }
        }
    }
}
