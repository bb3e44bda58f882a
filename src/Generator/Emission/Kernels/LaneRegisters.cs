using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The registers of one set of lanes, and of the sums in double that they are folded into: their names in the text, and what is done
/// with them. A kernel has a set for short fields and tails, and one for the whole rows of long fields, or two, where it takes two blocks at once.
/// </summary>
internal sealed class LaneRegisters
{
    private readonly SumKernel _kernel;
    private readonly KernelShape _shape;
    private readonly string _lanes;
    private readonly string _sums;
    private readonly int _width;
    private readonly bool _isLong;

    private readonly FoldedLanes _folded;

    private LaneRegisters(SumKernel kernel, KernelShape shape, string lanes, string sums, bool isLong)
    {
        _kernel = kernel;
        _shape = shape;
        _lanes = lanes;
        _sums = sums;
        _isLong = isLong;
        _width = shape.Width(kernel.Element);
        Count = shape.Accumulators(kernel.Element);
        _folded = new FoldedLanes(kernel, shape);
        Type = $"{shape.Vector}<{kernel.Element.Name}>";
        SumType = $"{shape.Vector}<double>";
    }

    /// <summary>The lanes that short fields and tails share.</summary>
    public static LaneRegisters Shared(SumKernel kernel, KernelShape shape) => new(kernel, shape, "a", "s", isLong: false);

    /// <summary>The lanes of a long field's rows.</summary>
    public static LaneRegisters OfLong(SumKernel kernel, KernelShape shape) => new(kernel, shape, "b", "t", isLong: true);

    /// <summary>The lanes of a block beside those.</summary>
    public static LaneRegisters OfSecond(SumKernel kernel, KernelShape shape) => new(kernel, shape, "c", "t", isLong: true);

    /// <summary>The number of registers that the lanes fill.</summary>
    public int Count { get; }

    /// <summary>The type of a register.</summary>
    public string Type { get; }

    /// <summary>The type of a register of sums.</summary>
    public string SumType { get; }

    /// <summary>The number of registers that the sums fill.</summary>
    public int SumCount => _folded.SumCount;

    /// <summary>Each register of sums, with what compensation has for it, when no other block is to come.</summary>
    public IEnumerable<string> Sums => KernelText.Names(_sums, SumCount).Select((sum, k) =>
        _isLong && IsCompensated ? $"({Totals}{k} + {Losses}{k} + {sum})" : sum);

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
                .Write("int blocks = 0;");
        }

        writer.Write(KernelText.Declare(SumType, Losses, SumCount, SumType + ".Zero"));
    }

    /// <summary>Declares the lanes.</summary>
    public void Declare(IndentedWriter writer) => writer.Write(KernelText.Declare(Type, _lanes, Count, Type + ".Zero"));

    /// <summary>Empties the lanes.</summary>
    public void Clear(IndentedWriter writer) => writer.Write($"{string.Join(" = ", KernelText.Names(_lanes, Count))} = {Type}.Zero;");

    /// <summary>Adds vectors of the field, from <c>at</c> on or some elements behind it, to neighbouring registers.</summary>
    public void Add(IndentedWriter writer, int from, int count, int behind = 0)
    {
        for (int k = 0; k < count; k++)
        {
            writer.Write($"{_lanes}{from + k} = Add({_lanes}{from + k}, {Load(behind + (k * _width))});");
        }
    }

    /// <summary>Adds rows from <c>at</c> on, whose first vector is there already.</summary>
    public void AddFrom(IndentedWriter writer, string edge, int rows)
    {
        writer.Write($"{_lanes}0 = Add({_lanes}0, {edge});");
        for (int k = 1; k < rows * Count; k++)
        {
            string register = _lanes + (k % Count);
            writer.Write($"{register} = Add({register}, {Load(k * _width)});");
        }
    }

    /// <summary>Declares the registers with the powers of a block's first row.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="edge">The row's first vector, without what belongs to the block before.</param>
    /// <param name="behind">How many elements behind <c>at</c> it is.</param>
    public void DeclareFirstRow(IndentedWriter writer, string edge, int behind = 0)
    {
        writer.Write($"{Type} {_lanes}0 = Power({edge});");
        for (int k = 1; k < Count; k++)
        {
            writer.Write($"{Type} {_lanes}{k} = Power({Load(behind + (k * _width))});");
        }
    }

    /// <summary>Ends a block with the lanes before <c>head</c> of the vector across the boundary behind it.</summary>
    public void AddBoundary(IndentedWriter writer, string boundary) =>
        writer.Write($"{_lanes}0 = Add({_lanes}0, {_shape.Vector}.AndNot({boundary}, fromHead));");

    /// <summary>Ends a field's last block with its last elements, those behind the boundary at <c>at</c> or some elements behind it.</summary>
    public void EndField(IndentedWriter writer, int behind = 0) => AddEnd(writer, 0, $"{KernelText.At("at", behind)} + head", "head");

    /// <summary>Adds the last elements of a long field, less than a vector of them, to a register.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="register">Which one.</param>
    /// <param name="end">Where they end.</param>
    /// <param name="count">How many there are.</param>
    public void AddEnd(IndentedWriter writer, int register, string end, string count) =>
        writer.Write($"{_lanes}{register} = Add({_lanes}{register}, Lanes.End{_shape.Bits}(ref first, {end}, {count}));");

    /// <summary>Adds the elements from <c>at</c> on, less than a row of them, to the registers of their lanes: where vectors are short, and trees of conditions long.</summary>
    public void AddTail(IndentedWriter writer)
    {
        for (int k = 0; k < Count; k++)
        {
            writer.Write($"{_lanes}{k} = Add({_lanes}{k}, Lanes.Part{_shape.Bits}(ref first, {KernelText.At("at", k * _width)}, length));");
        }
    }

    /// <summary>A vector of the field, some elements behind <c>at</c>.</summary>
    public string Load(int behind) => $"{_shape.Vector}.LoadUnsafe(ref first, {KernelText.At("at", behind)})";

    /// <summary>Declares how lanes that are rotated by <c>head</c> are turned back, where that is one permutation.</summary>
    public void DeclareTurn(IndentedWriter writer) => _folded.DeclareTurn(writer);

    /// <summary>Folds the lanes of short fields, and adds them to their sums.</summary>
    public void Fold(IndentedWriter writer)
    {
        using (writer.Block(""))
        {
            DeclareFolded(writer, "row");
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
            IReadOnlyList<string> terms = DeclareTerms(writer);
            for (int k = 0; k < SumCount; k++)
            {
                writer.Write($"{_sums}{k} = {SumWith(terms, k)};");
            }
        }
    }

    /// <summary>Declares what a block adds to the sums, and says it, register by register.</summary>
    public IReadOnlyList<string> DeclareTerms(IndentedWriter writer)
    {
        DeclareFolded(writer, "row");
        return Summands(writer, "row");
    }

    /// <summary>A register of sums and what the last block adds to it.</summary>
    public string SumWith(IReadOnlyList<string> terms, int k) => IsCompensated ? $"{_sums}{k} + {Losses}{k} + {terms[k]}" : $"{_sums}{k} + {terms[k]}";

    /// <summary>Declares the sums of one block: to add it to zeros would give the same bits.</summary>
    public void FoldOnce(IndentedWriter writer)
    {
        IReadOnlyList<string> terms = DeclareTerms(writer);
        for (int k = 0; k < terms.Count; k++)
        {
            writer.Write($"{SumType} {_sums}{k} = {terms[k]};");
        }
    }

    /// <summary>Declares what lanes are folded into, by halving: lane j and lane j + 1/2 of the row, then + 1/4.</summary>
    public void DeclareFolded(IndentedWriter writer, string name) => WriteFolded(writer, name, Type + " ", "=");

    /// <summary>Sets what was declared before, or adds to it.</summary>
    public void WriteFolded(IndentedWriter writer, string name, string assignment) => WriteFolded(writer, name, "", assignment);

    /// <summary>What the lanes are folded into, where one register holds it.</summary>
    public string FoldedOne => FoldOf(0);

    /// <summary>Declares what lanes are to be folded into, empty.</summary>
    public void DeclareEmpty(IndentedWriter writer, string name) => writer.Write(KernelText.Declare(Type, name, _folded.Count, Type + ".Zero"));

    /// <summary>Adds what lanes were folded into, <c>row</c>, to the sums; <c>rotated</c> ones are turned back.</summary>
    public void AddToSums(IndentedWriter writer, bool areRotated)
    {
        IReadOnlyList<string> terms = Summands(writer, areRotated ? "rotated" : "row", areRotated);
        for (int k = 0; k < terms.Count; k++)
        {
            writer.Write($"{_sums}{k} += {terms[k]};");
        }

        if (IsCompensated)
        {
            using (writer.Block($"if (++blocks % {_kernel.BlocksInSums} == 0)"))
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

    private void WriteFolded(IndentedWriter writer, string name, string declaration, string assignment)
    {
        for (int k = 0; k < _folded.Count; k++)
        {
            writer.Write($"{declaration}{name}{k} {assignment} {FoldOf(k)};");
        }
    }

    // Every quarter of the lanes has one of the four.
    private string FoldOf(int first) => $"Fold({string.Join(", ", Enumerable.Range(0, 4).Select(k => _lanes + (first + (k * _folded.Count))))})";

    private IReadOnlyList<string> Summands(IndentedWriter writer, string name, bool areRotated = false) =>
        _folded.Summands(writer, [.. KernelText.Names(name, _folded.Count)], areRotated);
}
