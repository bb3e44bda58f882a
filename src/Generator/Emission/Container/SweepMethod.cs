using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The one list of a container's fields, which every operation walks.</summary>
internal static class SweepMethod
{
    public static void Write(IndentedWriter writer, ContainerSpec container, string kernelNamespace)
    {
        writer
            .Write("/// <summary>The list of the gradient fields: the norm, the scaling and the zeroing all walk it, so that they speak of the same elements.</summary>")
            .Write("/// <param name=\"sweep\">What is done to the fields.</param>")
            .Write(FileHeader.GeneratedCode)
            .Write("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        string accessibility = container.IsInheritable ? "protected" : "private";
        MethodSpec method = container.Methods.Sweep;
        using (writer.Block($"{accessibility} {method.Modifier}void {method.Name}(ref global::FusedClip.CompilerServices.GradientSweep sweep)"))
        {
            WriteBase(writer, container);
            foreach (List<FieldSpec> run in Runs(container.Fields))
            {
                WriteRun(writer, run, container, kernelNamespace);
            }

            if (container.Fields.Count > 0)
            {
                writer.Write("// Only after a search for what isn't finite, and only where it is here.");
                using (writer.Block("if (sweep.AwaitsFieldName)"))
                {
                    string position = container.Base is null ? "sweep.FoundPosition" : "sweep.FoundPosition - inherited";
                    writer.Write($"sweep.NameField(GradientFieldName({position}));");
                }
            }
        }
    }

    private static void WriteBase(IndentedWriter writer, ContainerSpec container)
    {
        if (container.Base is { } baseContainer)
        {
            writer.Write("// The base container's fields come first.");
            writer.Write($"base.{baseContainer.Sweep}(ref sweep);");
            if (container.Fields.Count > 0)
            {
                writer.Write("int inherited = sweep.Position;");
            }

            writer.Blank();
        }
    }

    // Neighbouring arrays of one element type are handed over together, so that their sums stay in registers.
    private static IEnumerable<List<FieldSpec>> Runs(EquatableArray<FieldSpec> fields)
    {
        var run = new List<FieldSpec>();
        foreach (FieldSpec field in fields)
        {
            bool continues = run.Count > 0 && IsPlainArray(field)
                && IsPlainArray(run[0]) && run[0].Element == field.Element;
            continues |= FixedRun.Continues(run, field);
            if (run.Count > 0 && !continues)
            {
                yield return run;
                run = [];
            }

            run.Add(field);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static bool IsPlainArray(FieldSpec field) => field is { Shape: FieldShape.Array, Length: null };

    private static void WriteRun(IndentedWriter writer, List<FieldSpec> run, ContainerSpec container, string kernelNamespace)
    {
        FieldSpec field = run[0];
        string kernel = new KernelSpec(field.Element, container.Settings.Norm).Name;
        string element = field.Element == ElementType.Single ? "float" : "double";
        string generic = $"<{element}, global::{kernelNamespace}.{kernel}>";
        switch (field.Shape)
        {
            case var _ when run.Count > 1 && FixedRun.Covers(field):
                FixedRun.Write(writer, run, generic);
                break;
            case var _ when BufferText.Covers(field):
                BufferText.Write(writer, field, element, generic);
                break;
            case var _ when LibraryText.Covers(field):
                LibraryText.Write(writer, field, element, generic);
                break;
            case FieldShape.Array:
                writer.Write($"sweep.Arrays{generic}(");
                writer.Write("[");
                foreach (FieldSpec array in run)
                {
                    writer.Write($"    {array.Access}, // {array.Type}");
                }

                writer.Write("]);");
                break;
            case FieldShape.Jagged:
                writer.Write($"sweep.Jagged{generic}({field.Access}, depth: {field.Depth}); // {field.Type}");
                break;
            case FieldShape.Memory:
                writer.Write($"sweep.Buffer{generic}({field.Access}.Span); // {field.Type}");
                break;
            case FieldShape.List:
                writer.Write($"sweep.Buffer{generic}(global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({field.Access})); // {field.Type}");
                break;
            case FieldShape.Scalar:
                writer.Write($"sweep.Scalar{generic}(ref {field.Access});");
                break;
            default:
                WriteScalarProperty(writer, field, element, generic);
                break;
        }

        writer.Blank();
    }

    // A block of its own, so that the local's name can't meet another.
    private static void WriteScalarProperty(IndentedWriter writer, FieldSpec field, string element, string generic)
    {
        using (writer.Block($"// {field.Name} is a property: read once, and set only by a pass that writes."))
        {
            writer.Write($"{element} value = {field.Access};");
            writer.Write($"sweep.Scalar{generic}(ref value);");
            using (writer.Block("if (sweep.Writes)"))
            {
                writer.Write($"{field.Access} = value;");
            }
        }
    }
}
