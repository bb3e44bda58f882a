using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The second part of a partial method that clips its parameters.</summary>
internal static class ClipMethodBody
{
    private const int LongestLine = 120;

    public static void Write(IndentedWriter writer, ClipMethodSpec method, string kernelNamespace)
    {
        WriteRemarks(writer, method);
        writer.Write(FileHeader.GeneratedCode);
        string head = $"{method.Modifiers} {RuntimeTypes.Result} {method.Name}";
        using (writer.Block(Signature(head, method.Parameters.Select(parameter => $"{parameter.Modifiers}{parameter.Type} {parameter.Name}"), method.Constraints)))
        {
            var locals = Locals(method);
            string finish = Free("Finish", method);
            string list = Free("Sweep", method);
            string check = Free("RefuseShared", method);
            writer
                .Write("#if DEBUG")
                .Write("// Gradients that share memory would be counted and scaled twice.")
                .Write($"{check}({string.Join(", ", References(method))});")
                .Write("#endif")
                .Blank();
            string[] limits = [.. method.Parameters.Where(parameter => parameter.Field is null).Select(parameter => parameter.Name)];
            var parts = new ClipBody.Parts(
                $"{list}({Arguments(method, locals.Sweep)});",
                ClipBody.Room(method.Fields, method.Fields.Count.ToString(CultureInfo.InvariantCulture)),
                method.Settings.MaxNorm is { } limit ? $"maxNorm: {Literals.Of(limit)}" : ClipMethodSpec.MaxNorm,
                limits.Contains(ClipMethodSpec.PreScale) ? ClipMethodSpec.PreScale : "preScale: 1D",
                $"{finish}({string.Join(", ", [Arguments(method, locals.Sweep), .. limits])})",
                locals)
            {
                MeterTag = MeterText.Tag(method),
            };
            ClipBody.Write(writer, method.Settings, "Clip", parts);
            WriteFinish(writer, method, finish, limits, parts);
            WriteCheck(writer, method, check, list);
            WriteList(writer, method, list, kernelNamespace);
        }
    }

    // No documentation: that of the user's own part would be hidden by it.
    private static void WriteRemarks(IndentedWriter writer, ClipMethodSpec method)
    {
        writer.Write($"// Clips {ClipText.ByNorm(method.Settings, "these gradients")} in this order, which is also the order of summation:");
        foreach (FieldSpec field in method.Fields)
        {
            writer.Write($"//   - {field.Type} {field.Name}");
        }

        writer
            .Write($"// {ClipText.Limit(method.Settings)}")
            .Write($"// {ClipText.Policy(method.Settings.NonFinite)}{MeterText.Remark(MeterText.Tag(method))}");
    }

    private static void WriteFinish(IndentedWriter writer, ClipMethodSpec method, string finish, string[] limits, ClipBody.Parts parts)
    {
        if (!method.Settings.IsGlobal)
        {
            return;
        }

        writer
            .Blank()
            .Write("// What follows the norm pass. A function of its own, so that ordinary clips have nothing of it on their stack.")
            .Write(ClipBody.NotInlined);
        IEnumerable<string> parameters = Declarations(method, parameter => parameter.Name)
            .Prepend($"ref {RuntimeTypes.Sweep} {parts.Locals.Sweep}")
            .Concat(limits.Select(limit => $"double {limit}"));
        using (writer.Block(Signature($"static {RuntimeTypes.Result} {finish}", parameters, "")))
        {
            ClipBody.WriteFinish(writer, method.Settings, ClipBody.Operation("Clip"), parts);
        }
    }

    private static ClipBody.Locals Locals(ClipMethodSpec method) =>
        new(Free("sweep", method), Free("details", method), Free("needsAnother", method), Free("norm", method), Free("coefficient", method));

    // By directives: a method of an interface can't have a conditional function in it.
    private static void WriteCheck(IndentedWriter writer, ClipMethodSpec method, string check, string list)
    {
        writer
            .Blank()
            .Write("#if DEBUG")
            .Write("// Gradients that share memory throw.");
        ClipBody.Locals locals = Locals(method);
        using (writer.Block($"static void {check}({string.Join(", ", Declarations(method, parameter => parameter.Name))})"))
        {
            ClipBody.WriteLoop(writer, SharedMemoryMethod.Begin, $"{list}({Arguments(method, locals.Sweep)});", locals);
        }

        writer.Write("#endif");
    }

    private static void WriteList(IndentedWriter writer, ClipMethodSpec method, string list, string kernelNamespace)
    {
        writer
            .Blank()
            .Write("// The list of the gradients: the norm and the scaling both walk it, so that they speak of the same elements.");
        using (writer.Block(Signature($"static void {list}", Parameters(method), "")))
        {
            ElementText.WriteRequirements(writer, method.Fields);
            SweepMethod.WriteFields(writer, method.Fields, method.Settings.Norm, kernelNamespace);
            writer.Write("// Only after a search for what isn't finite.");
            using (writer.Block("if (sweep.AwaitsFieldName)"))
            {
                WriteNames(writer, method.Fields);
            }
        }
    }

    private static void WriteNames(IndentedWriter writer, EquatableArray<FieldSpec> fields)
    {
        if (fields.Count == 1)
        {
            writer.Write($"sweep.NameField(\"{fields[0].Name}\");");
            return;
        }

        using (writer.Block("sweep.NameField(sweep.FoundPosition switch", "});"))
        {
            foreach (string arm in FieldNames.Arms(fields))
            {
                writer.Write(arm);
            }
        }
    }

    // One line where it isn't too long for one; otherwise a line for each parameter.
    private static string Signature(string head, IEnumerable<string> parameters, string tail)
    {
        string line = $"{head}({string.Join(", ", parameters)}){tail}";
        return line.Length <= LongestLine ? line : $"{head}(\n    {string.Join(",\n    ", parameters)}){tail}";
    }

    private static string Arguments(ClipMethodSpec method, string sweep) => string.Join(", ", References(method).Prepend($"ref {sweep}"));

    private static IEnumerable<string> References(ClipMethodSpec method) => Gradients(method)
        .Select(parameter => $"{(IsByRef(parameter) ? "ref " : "")}{parameter.Name}");

    private static IEnumerable<string> Parameters(ClipMethodSpec method) => Declarations(method, parameter => parameter.Field!.Access)
        .Prepend($"ref {RuntimeTypes.Sweep} sweep");

    // Scoped: the sweep is handed over by reference, and keeps none of them.
    private static IEnumerable<string> Declarations(ClipMethodSpec method, Func<ParameterSpec, string> name) => Gradients(method)
        .Select(parameter => $"{(parameter.IsRefLike || IsByRef(parameter) ? "scoped " : "")}{(IsByRef(parameter) ? "ref " : "")}{parameter.Type} {name(parameter)}");

    private static IEnumerable<ParameterSpec> Gradients(ClipMethodSpec method) => method.Parameters.Where(parameter => parameter.Field is not null);

    private static bool IsByRef(ParameterSpec parameter) => parameter.Modifiers.Contains("ref ");

    // A name of its own that no parameter has.
    private static string Free(string name, ClipMethodSpec method)
    {
        string free = name;
        while (method.Parameters.Any(parameter => parameter.Name.TrimStart('@') == free) || method.TypeParameters.Contains(free))
        {
            free = "_" + free;
        }

        return free;
    }
}
