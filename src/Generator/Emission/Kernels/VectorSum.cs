using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The sums of one instruction set with vectors.</summary>
internal sealed class VectorSum(SumKernel kernel, KernelShape shape)
{
    private readonly Element _element = kernel.Element;
    private readonly LaneRegisters _registers = LaneRegisters.Shared(kernel, shape);
    private readonly LongRows _longRows = new(kernel, shape);
    private readonly FieldRest _rest = new(kernel, shape);

    // What says that the sums aren't empty. Where long blocks are counted, their number says it, too; a flag for that alone would take a register.
    private bool CountsBlocks => kernel.BlocksInSums > 0;

    public void Write(IndentedWriter writer, bool isPowerNeeded)
    {
        WriteSum(writer);
        if (!shape.HoldsBothSets)
        {
            WriteLong(writer);
        }

        WriteSteps(writer, isPowerNeeded);
    }

    private void WriteSum(IndentedWriter writer)
    {
        writer.Write($"// {shape.Title}: {_element.Lanes} lanes in {_registers.Count} registers of {shape.Width(_element)}, which stay in them from field to field.");
        using (KernelText.Method(writer, $"private static double Sum{shape.Bits}({KernelText.Parameters(_element)})"))
        {
            _registers.Declare(writer);
            _registers.DeclareSums(writer);
            if (shape.HoldsBothSets)
            {
                _longRows.DeclareSums(writer);
            }

            if (!shape.HoldsBothSets || !CountsBlocks)
            {
                writer.Write($"bool {(shape.HoldsBothSets ? "hasSums" : "hasLong")} = false;");
            }

            writer.Write("nuint filledRows = 0;");
            using (KernelText.FieldLoop(writer, _element))
            {
                WriteField(writer);
            }

            writer.Blank();
            WriteReturn(writer);
        }

        writer.Blank();
    }

    private void WriteReturn(IndentedWriter writer)
    {
        if (!shape.HoldsBothSets)
        {
            _registers.FoldLast(writer);
            string sums = string.Join(", ", _registers.Sums);
            writer.Write($"return hasLong ? Long{shape.Bits}(fields, ref last, lastLength, {sums}) : Total({sums});");
            return;
        }

        using (writer.Block(""))
        {
            IReadOnlyList<string> terms = _registers.DeclareTerms(writer);
            string all = _longRows.TotalWith(k => _registers.SumWith(terms, k));
            writer
                .Write("// What a few short fields come to is in no sums yet: to add it to those would be a wait for zeros.")
                .Write($"return {(CountsBlocks ? "blocks != 0" : "hasSums")} ? {all} : Total({string.Join(", ", terms)});");
        }
    }

    private void WriteField(IndentedWriter writer)
    {
        string isLong = $"if (length > {_element.LongAbove})";
        if (kernel.KeepsTails)
        {
            using (writer.Block(isLong))
            {
                WriteLongPart(writer, "It is");
            }

            using (writer.Block("else"))
            {
                WriteRest(writer, "the field", "0", "length");
            }

            return;
        }

        writer.Write("nuint start = 0;");
        using (writer.Block(isLong))
        {
            writer.Write($"start = length & ~(nuint){_element.Lanes - 1};");
            WriteLongPart(writer, "Its whole rows are");
        }

        writer.Blank();
        using (writer.Block(""))
        {
            WriteRest(writer, "what is left of the field", "start", "length - start");
        }
    }

    // What the lanes of long fields take.
    private void WriteLongPart(IndentedWriter writer, string whatIs)
    {
        if (shape.HoldsBothSets)
        {
            if (!CountsBlocks)
            {
                writer.Write("hasSums = true;");
            }

            _longRows.Write(writer);
            return;
        }

        writer.Write($"hasLong = true; // {whatIs} left to another loop, so that this one has registers enough.");
    }

    // What the shared lanes take: a short field, or the tail of a long one that doesn't keep it.
    private void WriteRest(IndentedWriter writer, string what, string at, string count)
    {
        writer
            .Write($"// Where {what} no longer fits the block, the lanes go on in double.")
            .Write($"nuint at = {at};")
            .Write($"nuint rest = {count};")
            .Write($"nuint restRows = (rest + {_element.Lanes - 1}) / {_element.Lanes};")
            .Write("filledRows += restRows;");
        using (writer.Block($"if (filledRows > {kernel.Rows})"))
        {
            _registers.Fold(writer);
            _registers.Clear(writer);
            writer.Write("filledRows = restRows;");
            if (shape.HoldsBothSets)
            {
                writer.Write(CountsBlocks
                    ? $"blocks += {kernel.BlocksInSums}; // Says that the sums aren't empty; those of long fields go into their totals as often as before."
                    : "hasSums = true;");
            }
        }

        writer.Blank();
        _rest.Write(writer, endsRound: true);
    }

    private void WriteLong(IndentedWriter writer)
    {
        string sums = string.Join(", ", _registers.Sums.Select(sum => $"{_registers.SumType} {sum}"));
        writer.Write($"// {(kernel.KeepsTails ? "Long fields" : "The whole rows of long fields")}, and the total of them and of the sums of all others.");
        using (KernelText.Method(writer, $"private static double Long{shape.Bits}({KernelText.Parameters(_element)}, {sums})"))
        {
            _longRows.DeclareSums(writer);
            using (KernelText.FieldLoop(writer, _element))
            {
                using (writer.Block($"if (length > {_element.LongAbove})"))
                {
                    _longRows.Write(writer);
                }
            }

            writer.Blank().Write($"return {_longRows.TotalWithOthers};");
        }

        writer.Blank();
    }

    // The single steps, which the JIT puts in place.
    private void WriteSteps(IndentedWriter writer, bool isPowerNeeded)
    {
        string type = _registers.Type;
        string power = kernel.IsSquare ? "x * x" : $"{shape.Vector}.Abs(x)";
        string add = kernel.IsSquare ? shape.AddSquare : $"sum + {shape.Vector}.Abs(x)";
        if (shape.Aligns || isPowerNeeded)
        {
            writer
                .Write(KernelText.Inline)
                .Write($"private static {type} Power({type} x) => {power};")
                .Blank();
        }

        writer
            .Write(KernelText.Inline)
            .Write($"private static {type} Add({type} sum, {type} x) => {add};")
            .Blank()
            .Write(KernelText.Inline)
            .Write($"private static {type} Fold({type} a, {type} b, {type} c, {type} d) => (a + c) + (b + d);")
            .Blank();
        if (kernel.HalvesFolded && shape.Bits == 512)
        {
            writer
                .Write(KernelText.Inline)
                .Write($"private static Vector256<{_element.Name}> Halve({type} row) => row.GetLower() + row.GetUpper();")
                .Blank();
        }

        kernel.WriteLost(writer, _registers.SumType);
        KernelText.WriteTotal(writer, shape, _registers.SumCount);
    }
}
