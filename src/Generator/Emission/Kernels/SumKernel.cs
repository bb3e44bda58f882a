using System;
using System.Collections.Generic;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// The norm pass for p = 1 and p = 2: sums in lanes of the element type, folded into sums in double after every block.
/// </summary>
/// <remarks>
/// How many rows a block has follows from the error that promise 5 leaves to the norm, six roundings of float: see
/// docs/numerics.md.
/// </remarks>
internal sealed class SumKernel(Element element, double norm)
{
    private readonly bool _isSingle = element.Type == ElementType.Single;

    public Element Element => element;

    /// <summary>Whether squares are summed, or absolute values.</summary>
    public bool IsSquare { get; } = norm == 2;

    /// <summary>The rows of a block.</summary>
    public int Rows => (_isSingle, IsSquare) switch { (true, true) => 8, (true, false) => 4, (false, true) => 24, _ => 16 };

    /// <summary>
    /// Whether two blocks of a long field are added as floats, before they go on in double: the error has room for that one rounding, and
    /// every step to double takes time.
    /// </summary>
    public bool PairsBlocks => _isSingle;

    /// <summary>
    /// Whether folded lanes are halved once more as floats, before they go on in double: the error has room for that one rounding, too, and
    /// half the lanes is half of what goes on.
    /// </summary>
    public bool HalvesFolded => _isSingle && IsSquare;

    /// <summary>
    /// Whether the tail of a long field stays in the field's own lanes, which saves a step of its own: a rounding more in the last block, that
    /// the error has room for where blocks aren't paired. Other tails go into the lanes of short fields.
    /// </summary>
    public bool KeepsTails => !PairsBlocks;

    /// <summary>The lanes of the sums in double.</summary>
    public int SumLanes => HalvesFolded ? Element.FoldedLanes / 2 : Element.FoldedLanes;

    /// <summary>
    /// How many blocks of a long field of doubles the sums take, before they go into totals that are compensated: their roundings would be
    /// the largest error otherwise. 0 where sums are wider than the lanes, and their roundings don't count.
    /// </summary>
    public int BlocksInSums => (_isSingle, IsSquare) switch { (true, _) => 0, (_, true) => 16, _ => 8 };

    /// <summary>The bound of the norm's relative error.</summary>
    public double RelativeError => _isSingle ? 6 * Math.Pow(2, -24) : Math.Pow(2, -48);

    /// <summary>Where that bound comes from.</summary>
    public string ErrorReason => (_isSingle, IsSquare) switch
    {
        (true, true) => "A lane takes 8 roundings in a block, 3 where lanes are folded and halved and 1 where two blocks are added, of 2^-24 each; the root halves that.",
        (true, false) => "A lane takes 3 roundings in a block, 2 where lanes are folded and 1 where two blocks are added, of 2^-24 each.",
        (false, true) => "A lane takes 25 roundings in a block at most, 15 in the sums of blocks and a few where they are folded, of 2^-53 each, and the root halves that; the total is compensated.",
        _ => "A lane takes 16 roundings in a block at most, 7 in the sums of blocks and a few where they are folded, of 2^-53 each; the total is compensated.",
    };

    /// <summary>Sums below this may have lost something.</summary>
    public double SmallestSafeSum => IsSquare ? Math.Pow(2, _isSingle ? -64 : -900) : 0;

    /// <summary>Why.</summary>
    public string SafeReason => IsSquare
        ? $"Squares that underflow are below 2^{(_isSingle ? "-126" : "-1022")}: not noticeable beside this."
        : "Sums of absolute values can't underflow.";

    /// <param name="writer">Where to.</param>
    /// <param name="arePowersNeeded">Whether every shape has to have the power of a vector, for the sums without loops.</param>
    /// <param name="areRunsNeeded">Whether there are loops over runs, too.</param>
    public void Write(IndentedWriter writer, bool arePowersNeeded, bool areRunsNeeded)
    {
        KernelText.WriteSumDispatch(writer, Element);
        if (areRunsNeeded)
        {
            WriteRunsDispatch(writer);
        }

        foreach (KernelShape shape in KernelShape.All)
        {
            new VectorSum(this, shape).Write(writer, arePowersNeeded);
            if (areRunsNeeded)
            {
                new VectorRuns(this, shape).Write(writer);
            }
        }

        new ScalarSum(this).Write(writer);
    }

    private void WriteRunsDispatch(IndentedWriter writer)
    {
        writer.Write("/// <inheritdoc/>");
        using (writer.Block($"public static void SumRuns({KernelText.RunParameters(Element)}, Span<double> sums)"))
        {
            foreach (KernelShape shape in KernelShape.All)
            {
                using (writer.Block($"if ({shape.Guard})"))
                {
                    using (writer.Block($"if (length <= {Element.LongAbove})"))
                    {
                        writer.Write($"ShortRuns{shape.Bits}(ref origin, offsets, length, sums);");
                    }

                    using (writer.Block("else"))
                    {
                        writer.Write($"LongRuns{shape.Bits}(ref origin, offsets, length, sums);");
                    }

                    writer.Blank().Write("return;");
                }

                writer.Blank();
            }

            writer.Write($"RunByRun.Sum<{Element.Name}, {new KernelSpec(Element.Type, norm).Name}>(ref origin, offsets, length, sums);");
        }

        writer.Blank();
    }

    /// <summary>Writes what an addition of two numbers of a type loses, where sums are compensated.</summary>
    public void WriteLost(IndentedWriter writer, string type)
    {
        if (BlocksInSums > 0)
        {
            KernelText.WriteLost(writer, type);
            writer.Blank();
        }
    }

    /// <summary>The lanes that the last elements of a field are put into: those of the quarter rows they fill.</summary>
    public IEnumerable<(int Elements, int Lane)> TailPieces => [(Element.Lanes / 2, 0), (Element.Lanes / 4, Element.Lanes / 2)];

    /// <summary>The lane of the first of the elements that fill no quarter row.</summary>
    public int LastLane => Element.Lanes * 3 / 4;
}
