using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The struct in which a clip gives the norm of every field.</summary>
internal static class NormStruct
{
    private const string OutOfRange = "throw new global::System.ArgumentOutOfRangeException(nameof(index))";

    public static void Write(IndentedWriter writer, GroupSpec group, ClipSettings settings)
    {
        if (group.Norms is not { } norms)
        {
            return;
        }

        writer
            .Write($"/// <summary>The {KernelSpec.Display(settings.Norm)} norm of every gradient field{ClipText.OfGroup(group)}, each by itself: after the pre-scale, before clipping. Of a field that is null, 0.</summary>")
            .Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {norms.Type.Modifier}readonly struct {norms.Type.Name}"))
        {
            WriteConstructor(writer, norms);
            foreach (FieldNormSpec norm in norms.Fields)
            {
                writer
                    .Write($"/// <summary>{Summary(norm)}</summary>")
                    .Write($"public {norm.Struct ?? "double"} {norm.Identifier} {{ get; }}")
                    .Blank();
            }

            WriteCounts(writer, norms);
            WriteIndexer(writer, norms);
            WriteNames(writer, norms);
        }

        writer.Blank();
    }

    private static string Summary(FieldNormSpec norm) =>
        norm.Struct is not null ? $"The norms of the fields of <c>{norm.Name}</c>."
        : norm.IsOverSeveral ? $"The norm over all of <c>{norm.Name}</c>."
        : $"The norm of <c>{norm.Name}</c>.";

    private static void WriteConstructor(IndentedWriter writer, FieldNormsSpec norms)
    {
        writer
            .Write("/// <summary>Keeps norms that a sweep has found.</summary>")
            .Write("/// <param name=\"norms\">The norms, in the order of the fields; what follows them isn't read.</param>")
            .Write(FileHeader.Hidden);
        using (writer.Block($"public {norms.Type.Name}(global::System.ReadOnlySpan<double> norms)"))
        {
            int at = 0;
            foreach (FieldNormSpec norm in norms.Fields)
            {
                if (norm.Struct is null)
                {
                    writer.Write($"{Property(norm)} = norms[{Text(at++)}];");
                    continue;
                }

                // What follows counts from behind the struct's own norms.
                writer
                    .Write($"{Property(norm)} = new {norm.Struct}(norms.Slice({Text(at)}));")
                    .Write($"norms = norms.Slice({Offset(at, [norm.Struct])});");
                at = 0;
            }
        }

        writer.Blank();
    }

    private static void WriteCounts(IndentedWriter writer, FieldNormsSpec norms)
    {
        string count = Offset(norms.Fields.Count(norm => norm.Struct is null), norms.Fields.Where(norm => norm.Struct is not null).Select(norm => norm.Struct!));
        writer
            .Write("/// <summary>The number of norms, those of structs of norms included.</summary>")
            .Write("public int Count => SlotCount;")
            .Blank()
            .Write("/// <summary>The number of norms, for what makes room for them.</summary>")
            .Write(FileHeader.Hidden)
            .Write($"public static int SlotCount => {count};")
            .Blank();
    }

    private static void WriteIndexer(IndentedWriter writer, FieldNormsSpec norms)
    {
        writer
            .Write("/// <summary>A norm, by its index in the order of the fields; those of structs of norms are counted one by one.</summary>")
            .Write("/// <param name=\"index\">The index, from 0 to <see cref=\"Count\"/> - 1.</param>")
            .Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There is no norm of that index.</exception>")
            .Write("public double this[int index] => index switch")
            .Write("{");
        if (norms.Fields.Any(norm => norm.Struct is not null))
        {
            writer.Write($"    < 0 => {OutOfRange},");
        }

        int at = 0;
        List<string> structs = [];
        foreach (FieldNormSpec norm in norms.Fields)
        {
            string start = Offset(at, structs);
            if (norm.Struct is null)
            {
                writer.Write(structs.Count == 0 ? $"    {start} => {Property(norm)}," : $"    _ when index == {start} => {Property(norm)},");
                at++;
                continue;
            }

            structs.Add(norm.Struct);
            string shifted = start == "0" ? "index" : start.Contains("+") ? $"unchecked(index - ({start}))" : $"unchecked(index - {start})";
            writer.Write($"    _ when index < {Offset(at, structs)} => {Property(norm)}[{shifted}],");
        }

        writer.Write($"    _ => {OutOfRange},").Write("};").Blank();
    }

    private static void WriteNames(IndentedWriter writer, FieldNormsSpec norms)
    {
        bool isFlat = norms.Fields.All(norm => norm.Struct is null);
        if (!isFlat)
        {
            writer
                .Write("// Put together once, so that a call doesn't.")
                .Write("private static readonly string[] AllNames =")
                .Write("[");
            foreach (FieldNormSpec norm in norms.Fields)
            {
                writer.Write(norm.Struct is null
                    ? $"    \"{norm.Name}\","
                    : $"    .. global::FusedClip.CompilerServices.FieldNormNames.Of(\"{norm.Name}\", {norm.Struct}.SlotCount, {norm.Struct}.NameOf),");
            }

            writer.Write("];").Blank();
        }

        writer
            .Write($"/// <summary>The name of the field whose norm has an index{(isFlat ? "" : ", such as <c>Encoder.W</c>")}.</summary>")
            .Write("/// <param name=\"index\">The index, from 0 to <see cref=\"Count\"/> - 1.</param>")
            .Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There is no norm of that index.</exception>");
        if (!isFlat)
        {
            writer.Write($"public static string NameOf(int index) => index >= 0 && index < AllNames.Length ? AllNames[index] : {OutOfRange};");
            return;
        }

        writer.Write("public static string NameOf(int index) => index switch").Write("{");
        for (int i = 0; i < norms.Fields.Count; i++)
        {
            writer.Write($"    {Text(i)} => \"{norms.Fields[i].Name}\",");
        }

        writer.Write($"    _ => {OutOfRange},").Write("};");
    }

    // A field may have the name of a parameter.
    private static string Property(FieldNormSpec norm) => norm.Name is "norms" or "index" ? "this." + norm.Name : norm.Identifier;

    private static string Offset(int numbers, IEnumerable<string> structs)
    {
        string[] counts = [.. structs.Select(name => name + ".SlotCount")];
        return numbers == 0 && counts.Length > 0 ? string.Join(" + ", counts) : string.Join(" + ", [Text(numbers), .. counts]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
