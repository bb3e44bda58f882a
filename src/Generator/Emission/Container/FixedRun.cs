using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>Neighbouring fields whose lengths the compiler knows: they are handed over together while they are short.</summary>
internal static class FixedRun
{
    private const int MostFields = 4;

    // The room that the runtime library has for them, in GradientSweep.Gathered.cs.
    private const int MostBytes = 4096;

    /// <summary>Whether a field is one of these.</summary>
    public static bool Covers(FieldSpec field) => field is { Shape: FieldShape.InlineArray or FieldShape.FixedBuffer, Length: null, Dimensions.Count: 0, TypeParameter: null };

    /// <summary>Whether a field can be handed over with the ones before it.</summary>
    public static bool Continues(List<FieldSpec> run, FieldSpec field) =>
        run.Count is > 0 and < MostFields
        && Covers(field)
        && run[0].Shape == field.Shape
        && Covers(run[0])
        && run[0].Element == field.Element
        && run.Sum(Bytes) + Bytes(field) <= MostBytes;

    public static void Write(IndentedWriter writer, List<FieldSpec> run, string generic)
    {
        if (run[0].Shape == FieldShape.FixedBuffer)
        {
            using (writer.Block("unsafe"))
            {
                WriteCall(writer, run, generic);
            }
        }
        else
        {
            WriteCall(writer, run, generic);
        }
    }

    private static void WriteCall(IndentedWriter writer, List<FieldSpec> run, string generic)
    {
        writer.Write($"sweep.Buffers{generic}(");
        foreach (FieldSpec field in run)
        {
            string closing = ReferenceEquals(field, run[run.Count - 1]) ? ");" : ",";
            writer.Write($"    {BufferText.FixedSpan(field)}{closing} // {field.Type}");
        }
    }

    private static long Bytes(FieldSpec field) => (long)field.FixedLength * (field.Element == ElementType.Single ? sizeof(float) : sizeof(double));
}
