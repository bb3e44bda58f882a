using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The registers of one set of lanes, and of the sums in double that they are folded into: their names in the text, and what is done
/// with them. A kernel has two sets, one for short fields and tails, and one for the whole rows of long fields.
/// </summary>
/// <remarks>
/// Twice as many lanes, those of long fields of float, fill the registers of AVX-512 together. The others take the 64-byte pieces of a row in
/// two passes over a block, first every other one from the first on, then those between them: lanes that folding adds are in one pass.
/// </remarks>
internal sealed class LaneRegisters
{
    private readonly SumKernel _kernel;
    private readonly KernelShape _shape;
    private readonly string _lanes;
    private readonly string _sums;
    private readonly int _width;
    private readonly int _halves;
    private readonly bool _isLong;

    // The registers that the lanes are folded into, which is also how many vectors 64 bytes are.
    private readonly int _folded;

    private LaneRegisters(SumKernel kernel, KernelShape shape, string lanes, string sums, int rowLanes, bool isLong)
    {
        _kernel = kernel;
        _shape = shape;
        _lanes = lanes;
        _sums = sums;
        _isLong = isLong;
        _width = shape.Width(kernel.Element);
        _folded = shape.Accumulators(kernel.Element) / 4;
        _halves = rowLanes / kernel.Element.Lanes;
        RowLanes = rowLanes;
        Passes = shape.HoldsBothSets ? 1 : _halves;
        Count = rowLanes / _width / Passes;
        Type = $"{shape.Vector}<{kernel.Element.Name}>";
        SumType = $"{shape.Vector}<double>";
        SumCount = kernel.Element.SumLanes / (shape.Bits / 64);
    }

    /// <summary>The lanes that short fields and tails share.</summary>
    public static LaneRegisters Shared(SumKernel kernel, KernelShape shape) => new(kernel, shape, "a", "s", kernel.Element.Lanes, isLong: false);

    /// <summary>The lanes of a long field's rows.</summary>
    public static LaneRegisters OfLong(SumKernel kernel, KernelShape shape) => new(kernel, shape, "b", "t", kernel.Element.LongLanes, isLong: true);

    /// <summary>The elements of a row.</summary>
    public int RowLanes { get; }

    /// <summary>How many passes over a block there are.</summary>
    public int Passes { get; }

    /// <summary>The number of registers that the lanes of a pass fill.</summary>
    public int Count { get; }

    /// <summary>The type of a register.</summary>
    public string Type { get; }

    /// <summary>The type of a register of sums.</summary>
    public string SumType { get; }

    /// <summary>The number of registers that the sums fill.</summary>
    public int SumCount { get; }

    /// <summary>All sums, added up, when there is no other block to come.</summary>
    public string Total => _isLong && IsCompensated
        ? $"Total({string.Join(", ", Enumerable.Range(0, SumCount).Select(k => $"{_sums}{k} + {Totals}{k} + {Losses}{k}"))})"
        : $"Total({string.Join(", ", KernelText.Names(_sums, SumCount))})";

    private bool IsCompensated => _kernel.BlocksInSums > 0;

    // What compensated sums go into; those of short fields themselves are compensated.
    private string Totals => _isLong ? "u" : _sums;

    // What the additions to those have lost.
    private string Losses => _isLong ? "f" : "e";

    /// <summary>A register of lanes.</summary>
    public string this[int index] => _lanes + index;

    /// <summary>Declares the sums.</summary>
    public void DeclareSums(IndentedWriter writer)
    {
        writer.Write(KernelText.Declare(SumType, _sums, SumCount, SumType + ".Zero"));
        if (!IsCompensated)
        {
            return;
        }

        if (_isLong)
        {
            writer
                .Write(KernelText.Declare(SumType, Totals, SumCount, SumType + ".Zero"))
                .Write("int longBlocks = 0;");
        }

        writer.Write(KernelText.Declare(SumType, Losses, SumCount, SumType + ".Zero"));
    }

    /// <summary>Declares the lanes.</summary>
    public void Declare(IndentedWriter writer) => writer.Write(KernelText.Declare(Type, _lanes, Count, Type + ".Zero"));

    /// <summary>Empties the lanes.</summary>
    public void Clear(IndentedWriter writer) => writer.Write($"{string.Join(" = ", KernelText.Names(_lanes, Count))} = {Type}.Zero;");

    /// <summary>Adds neighbouring vectors of the field, from <c>at</c> on, to neighbouring registers, where there is one pass.</summary>
    public void Add(IndentedWriter writer, int from, int count)
    {
        for (int k = 0; k < count; k++)
        {
            writer.Write($"{_lanes}{from + k} = Add({_lanes}{from + k}, {Load("at", k * _width)});");
        }
    }

    /// <summary>Adds a pass's vectors of the row that begins some elements behind <c>at</c>.</summary>
    public void AddRow(IndentedWriter writer, int pass, int behind = 0)
    {
        for (int k = 0; k < Count; k++)
        {
            writer.Write($"{_lanes}{k} = Add({_lanes}{k}, {Load("at", behind + Offset(pass, k))});");
        }
    }

    /// <summary>A vector of the field.</summary>
    public string Load(string index, int offset) => $"{_shape.Vector}.LoadUnsafe(ref first, {KernelText.At(index, offset)})";

    /// <summary>Where in a row the elements of a register of a pass begin.</summary>
    public int Offset(int pass, int register) =>
        _width * (Passes == 1 ? register : (((register / _folded * Passes) + pass) * _folded) + (register % _folded));

    /// <summary>Declares how lanes that are rotated by <c>head</c> are turned back, where one register holds what they are folded into.</summary>
    public void DeclareTurn(IndentedWriter writer)
    {
        if (_folded == 1)
        {
            writer.Write($"Vector512<int> turn = Lanes.Turn512{_kernel.Element.Type}(head);");
        }
    }

    /// <summary>Folds the lanes of short fields, and adds them to their sums.</summary>
    public void Fold(IndentedWriter writer)
    {
        using (writer.Block(""))
        {
            FoldPass(writer, pass: 0, areRotated: false);
            if (IsCompensated)
            {
                AddCompensated(writer, "row");
            }
            else
            {
                AddToSums(writer, areRotated: false);
            }
        }
    }

    /// <summary>The same for the last block.</summary>
    public void FoldLast(IndentedWriter writer)
    {
        if (!IsCompensated)
        {
            Fold(writer);
            return;
        }

        using (writer.Block(""))
        {
            FoldPass(writer, pass: 0, areRotated: false);
            for (int k = 0; k < SumCount; k++)
            {
                writer.Write($"{_sums}{k} += row{k} + {Losses}{k};");
            }
        }
    }

    /// <summary>Declares the sums of one block: to add it to zeros would give the same bits.</summary>
    public void FoldOnce(IndentedWriter writer)
    {
        FoldPass(writer, pass: 0, areRotated: false);
        IReadOnlyList<string> terms = Terms();
        for (int k = 0; k < terms.Count; k++)
        {
            writer.Write($"{SumType} {_sums}{k} = {terms[k]};");
        }
    }

    /// <summary>
    /// Folds the lanes of a pass by halving, lane j and lane j + 1/2 of the row, then + 1/4, until they are as many as the sums, together with
    /// what the passes before it were folded into.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="pass">Which pass.</param>
    /// <param name="areRotated">Whether the lanes are rotated by <c>head</c>.</param>
    public void FoldPass(IndentedWriter writer, int pass, bool areRotated)
    {
        string name = areRotated ? "rotated" : "row";
        int halves = _halves / Passes;
        for (int k = 0; k < _folded; k++)
        {
            string folded = string.Join(" + ", Enumerable.Range(0, halves).Select(half => FoldOf(k + (half * _folded), halves * _folded)));
            writer.Write(pass == 0 ? $"{Type} {name}{k} = {folded};" : $"{name}{k} += {folded};");
        }
    }

    /// <summary>Adds what all passes over a block of a long field were folded into to the sums; rotated lanes are turned back.</summary>
    public void AddToSums(IndentedWriter writer, bool areRotated)
    {
        for (int k = 0; areRotated && k < _folded; k++)
        {
            string turned = _folded == 1 ? "Lanes.Turn(rotated0, turn)" : $"Lanes.Slide(rotated{k}, rotated{(k + 1) % _folded}, head)";
            writer.Write($"{Type} row{k} = {turned};");
        }

        IReadOnlyList<string> terms = Terms();
        for (int k = 0; k < terms.Count; k++)
        {
            writer.Write($"{_sums}{k} += {terms[k]};");
        }

        if (IsCompensated)
        {
            using (writer.Block($"if (++longBlocks % {_kernel.BlocksInSums} == 0)"))
            {
                AddCompensated(writer, _sums);
                writer.Write($"{string.Join(" = ", KernelText.Names(_sums, SumCount))} = {SumType}.Zero;");
            }
        }
    }

    // What each addition loses is kept beside it.
    private void AddCompensated(IndentedWriter writer, string summands)
    {
        for (int k = 0; k < SumCount; k++)
        {
            writer
                .Write($"{SumType} sum{k} = {Totals}{k} + {summands}{k};")
                .Write($"{Losses}{k} += Lost({Totals}{k}, {summands}{k}, sum{k});")
                .Write($"{Totals}{k} = sum{k};");
        }
    }

    // Every quarter of the lanes has one of the four.
    private string FoldOf(int first, int step) => $"Fold({string.Join(", ", Enumerable.Range(0, 4).Select(k => _lanes + (first + (k * step))))})";

    private IReadOnlyList<string> Terms() =>
    [
        .. Enumerable.Range(0, _folded).SelectMany<int, string>(k => _kernel.Element.Type == ElementType.Single
            ? [$"{_shape.Vector}.WidenLower(row{k})", $"{_shape.Vector}.WidenUpper(row{k})"]
            : [$"row{k}"]),
    ];
}
