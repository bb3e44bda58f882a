using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The one list of a container's fields, which every operation walks.</summary>
internal static class SweepMethod
{
    public static void Write(IndentedWriter writer, GroupSpec group, bool isInheritable, string kernelNamespace)
    {
        writer
            .Write($"/// <summary>The list of the gradient fields{ClipText.OfGroup(group)}: {(group.Settings is null ? "what holds this container walks it, too" : "the norm, the scaling and the zeroing all walk it")}, so that they speak of the same elements.</summary>")
            .Write("/// <param name=\"sweep\">What is done to the fields.</param>")
            .Write(FileHeader.GeneratedCode)
            .Write(FileHeader.Hidden);
        string accessibility = isInheritable ? "protected" : "private";
        MethodSpec method = group.Methods.Sweep;
        using (writer.Block($"{accessibility} {method.Modifier}void {method.Name}(ref {RuntimeTypes.Sweep} sweep)"))
        {
            ElementText.WriteRequirements(writer, group.Fields);
            WriteBase(writer, group);
            WriteFields(writer, group.Fields, group.Settings?.Norm, kernelNamespace);
            if (group.Fields.Count > 0)
            {
                writer.Write("// Only after a search for what isn't finite, and only where it is here.");
                using (writer.Block("if (sweep.AwaitsFieldName)"))
                {
                    string position = group.Base is null ? "sweep.FoundPosition" : "sweep.FoundPosition - inherited";
                    writer.Write($"sweep.NameField({group.Methods.FieldName.Name}({position}));");
                }
            }
        }
    }

    /// <summary>Hands the fields to the sweep, in their order.</summary>
    public static void WriteFields(IndentedWriter writer, EquatableArray<FieldSpec> fields, double? norm, string kernelNamespace)
    {
        foreach (List<FieldSpec> run in FieldRuns.Of(fields))
        {
            WriteRun(writer, run, norm, kernelNamespace);
            writer.Blank();
        }
    }

    private static void WriteBase(IndentedWriter writer, GroupSpec group)
    {
        if (group.Base is { } baseContainer)
        {
            writer.Write("// The base container's fields come first.");
            writer.Write($"base.{baseContainer.Sweep}(ref sweep);");
            if (group.Fields.Count > 0)
            {
                writer.Write("int inherited = sweep.Position;");
            }

            writer.Blank();
        }
    }

    private static void WriteRun(IndentedWriter writer, List<FieldSpec> run, double? norm, string kernelNamespace)
    {
        FieldSpec field = run[0];
        if (TiedText.Covers(field))
        {
            TiedText.Write(writer, field, handedOver => WriteRun(writer, [handedOver], norm, kernelNamespace));
            return;
        }

        if (field.IsNested || field.Levels.Count > 0)
        {
            NestedText.Write(writer, field, norm, kernelNamespace);
            return;
        }

        string element = ElementText.Type(field);
        string generic = ElementText.TypeArguments(field, norm, kernelNamespace);
        switch (field.Shape)
        {
            case var _ when field.Weight is { } weight:
                WeightText.Write(writer, field, weight, element, generic);
                break;
            case var _ when FixedRun.Handles(run, norm):
                FixedRun.Write(writer, run, norm, kernelNamespace);
                break;
            case var _ when BufferText.Covers(field):
                BufferText.Write(writer, field, element, generic);
                break;
            case var _ when LibraryText.Covers(field):
                LibraryText.Write(writer, field, element, generic);
                break;
            case FieldShape.Array:
                WriteArrays(writer, run, generic);
                break;
            case FieldShape.Jagged:
                writer.Write($"sweep.Jagged{generic}({TieText.Reference(field)}, depth: {field.Depth}); // {TieText.Comment(field)}");
                break;
            case FieldShape.List:
                writer.Write($"sweep.Buffer{generic}({BufferText.ListSpan(TieText.Reference(field))}); // {TieText.Comment(field)}");
                break;
            case FieldShape.Scalar:
                writer.Write($"sweep.Scalar{generic}(ref {field.Access});");
                break;
            default:
                PropertyText.Write(writer, field, element, $"sweep.Scalar{generic}(ref value);");
                break;
        }
    }

    private static void WriteArrays(IndentedWriter writer, List<FieldSpec> run, string generic)
    {
        if (!ArrayListText.CanBeInPlace(run))
        {
            writer.Write($"sweep.Arrays{generic}(");
            ArrayListText.Write(writer, run, ");");
            return;
        }

        // A variable: of an argument the JIT would not see through all of the condition.
        using (writer.Block(""))
        {
            writer.Write("global::System.ReadOnlySpan<global::System.Array?> fields =");
            ArrayListText.Write(writer, run, ";");
            writer.Write($"sweep.Arrays{generic}(fields);");
        }
    }
}
