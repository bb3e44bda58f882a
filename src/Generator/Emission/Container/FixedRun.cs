using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Emission.Kernels;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>Neighbouring fields whose lengths the compiler knows: they are handed over together while they are short.</summary>
internal static class FixedRun
{
    private const int MostFields = 4;

    // The room that the runtime library has for them, in GradientSweep.Gathered.cs.
    private const int MostBytes = 4096;

    /// <summary>Whether a field can be handed over with the ones before it.</summary>
    public static bool Continues(List<FieldSpec> run, FieldSpec field) =>
        run.Count is > 0 and < MostFields
        && IsInPlace(field)
        && run[0].Shape == field.Shape
        && IsInPlace(run[0])
        && run[0].Element == field.Element
        && run.Sum(Bytes) + Bytes(field) <= MostBytes;

    /// <summary>
    /// Whether a run is written here: fields that are handed over together, or one for whose length there is a kernel without loops.
    /// </summary>
    public static bool Handles(List<FieldSpec> run, double? norm) => (IsInPlace(run[0]) && run.Count > 1) || IsUnrolled(run, norm);

    /// <summary>Whether there is a kernel without loops for the length of a run.</summary>
    public static bool IsUnrolled(List<FieldSpec> run, double? norm) =>
        norm is { } order && run.All(IsFixed) && run.Sum(Bytes) <= MostBytes && FixedLengthKernel.Handles(Kernel(run, order));

    /// <summary>The kernel of a run's length.</summary>
    public static FixedLengthSpec Kernel(List<FieldSpec> run, double norm) =>
        new(new KernelSpec(run[0].Element!.Value, norm), run.Sum(field => field.FixedLength));

    /// <summary>Whether a container holds a field's elements itself, all of them, where no property lies between.</summary>
    public static bool IsInPlace(FieldSpec field) =>
        field is { Shape: FieldShape.InlineArray or FieldShape.FixedBuffer, Length: null, Dimensions.Count: 0, TypeParameter: null };

    public static void Write(IndentedWriter writer, List<FieldSpec> run, double? norm, string kernelNamespace)
    {
        if (run[0].Shape == FieldShape.FixedBuffer)
        {
            using (writer.Block("unsafe"))
            {
                WriteCall(writer, run, norm, kernelNamespace);
            }
        }
        else
        {
            WriteCall(writer, run, norm, kernelNamespace);
        }
    }

    private static void WriteCall(IndentedWriter writer, List<FieldSpec> run, double? norm, string kernelNamespace)
    {
        string kernel = ElementText.Kernels(run[0], norm, kernelNamespace);
        bool isUnrolled = IsUnrolled(run, norm);
        string method = isUnrolled ? "sweep.FixedBuffer" : "sweep.Buffer";
        string ofLength = isUnrolled ? $", {kernel}.{Kernel(run, norm!.Value).Name}" : "";
        string generic = $"<{ElementText.Type(run[0])}, {kernel}{ofLength}>";
        if (run[0].Shape == FieldShape.InlineArrayProperty)
        {
            PropertyText.Write(writer, run[0], "var", BufferText.Call(run[0], ElementText.Type(run[0]), "FixedCopy" + generic, "value"));
            return;
        }

        if (run.Count == 1)
        {
            writer.Write($"{method}{generic}({BufferText.Span(run[0], run[0].Access)}); // {run[0].Type}");
            return;
        }

        writer.Write($"{method}s{generic}(");
        foreach (FieldSpec field in run)
        {
            string closing = ReferenceEquals(field, run[run.Count - 1]) ? ");" : ",";
            writer.Write($"    {BufferText.Span(field, field.Access)}{closing} // {field.Type}");
        }
    }

    private static bool IsFixed(FieldSpec field) =>
        IsInPlace(field) || field is { Shape: FieldShape.InlineArrayProperty, Length: null, Dimensions.Count: 0, TypeParameter: null };

    private static long Bytes(FieldSpec field) => (long)field.FixedLength * (field.Element == ElementType.Single ? sizeof(float) : sizeof(double));
}
