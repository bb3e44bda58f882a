using System;
using System.Globalization;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How a member that holds containers, or several buffers, is handed to a sweep.</summary>
internal static class NestedText
{
    public static void Write(IndentedWriter writer, FieldSpec field, double? norm, string kernelNamespace)
    {
        if (field.Levels.Count == 0)
        {
            WriteOne(writer, field);
        }
        else if (field.IsNested && field.Levels.Count == 1)
        {
            writer.Write($"{Several(field, Items(field.Levels[0], TieText.Reference(field)))} // {TieText.Comment(field)}");
        }
        else if (field.IsNested)
        {
            using (writer.Block($"// {field.Type} {field.Name}{TieText.Suffix(field)}"))
            {
                WriteLoops(writer, field, 0, TieText.Reference(field), items => Several(field, items));
                writer.Write("sweep.EndMember(position);");
            }
        }
        else
        {
            WriteBuffers(writer, field, norm, kernelNamespace);
        }
    }

    private static void WriteOne(IndentedWriter writer, FieldSpec field)
    {
        switch (field.Shape)
        {
            case FieldShape.StructContainerCopy:
                using (writer.Block($"// {field.Type} {field.Name}: a copy, which refers to the same gradients."))
                {
                    writer
                        .Write($"var value = {field.Access};")
                        .Write($"sweep.Container(ref value{Slots(field)});");
                }

                break;
            case FieldShape.StructContainerProperty:
                PropertyText.Write(writer, field, "var", $"sweep.ContainerCopy(ref value{Slots(field)}); // {field.Type}");
                break;
            case FieldShape.StructSourceProperty:
                PropertyText.Write(writer, field, "var", $"sweep.Source(ref value); // {field.Type}");
                break;
            default:
                writer.Write($"{One(field)} // {TieText.Comment(field)}");
                break;
        }
    }

    // However many buffers there are, to their container they are one field.
    private static void WriteBuffers(IndentedWriter writer, FieldSpec field, double? norm, string kernelNamespace)
    {
        string element = ElementText.Type(field);
        string kernel = $"{element}, {ElementText.Kernels(field, norm, kernelNamespace)}";
        string item = field.Levels[field.Levels.Count - 1].Item;
        using (writer.Block($"// {field.Type} {field.Name}{TieText.Suffix(field)}"))
        {
            writer.Write("sweep.BeginField();");
            using (writer.Block("do"))
            {
                WriteLoops(writer, field, 0, TieText.Reference(field), items => field.Shape switch
                {
                    FieldShape.Array or FieldShape.Jagged => $"sweep.ArrayPieces<{kernel}, {item}>({items}, depth: {field.Depth + 1});",
                    FieldShape.List => $"sweep.ListPieces<{kernel}, {item}>({items});",
                    _ => $"sweep.MemoryPieces<{kernel}>({items});",
                });
            }

            writer.Write("while (sweep.RepeatsField());");
        }
    }

    // A loop for each level but the innermost, whose items are handed over together.
    private static void WriteLoops(IndentedWriter writer, FieldSpec field, int depth, string access, Func<string, string> innermost)
    {
        CollectionLevel level = field.Levels[depth];
        if (depth == 0 && (field.IsNested || field.Levels.Count > 1))
        {
            writer.Write("int position = sweep.Position;");
        }

        if (depth == field.Levels.Count - 1)
        {
            writer.Write(innermost(Items(level, access)));
            return;
        }

        string items = "items" + depth.ToString(CultureInfo.InvariantCulture);
        string index = "i" + depth.ToString(CultureInfo.InvariantCulture);
        writer.Write($"var {items} = {Items(level, access)};");
        using (writer.Block($"for (int {index} = 0; {index} < {items}.Length; {index}++)"))
        {
            WriteLoops(writer, field, depth + 1, $"{items}[{index}]", innermost);
            using (writer.Block($"if (sweep.EndsItem(position, {index}))"))
            {
                writer.Write("break;");
            }
        }
    }

    private static string One(FieldSpec field) => field.Shape switch
    {
        FieldShape.Container => $"sweep.Container({TieText.Reference(field)}{Slots(field)});",
        FieldShape.StructContainer => $"sweep.Container(ref {field.Access}{Slots(field)});",
        FieldShape.StructSource => $"sweep.Source(ref {field.Access});",
        FieldShape.Object => $"sweep.Object({TieText.Reference(field)}, \"{field.Name}\");",
        _ => $"sweep.Source({TieText.Reference(field)});",
    };

    private static string Slots(FieldSpec field) => field.Norms is null ? "" : $", slots: {field.Norms}.SlotCount";

    private static string Several(FieldSpec field, string items)
    {
        string item = field.Levels[field.Levels.Count - 1].Item;
        return field.Shape switch
        {
            FieldShape.Container => $"sweep.Containers<{item}>({items});",
            FieldShape.StructContainer => $"sweep.StructContainers<{item}>({items});",
            FieldShape.StructSource => $"sweep.StructSources<{item}>({items});",
            FieldShape.Object => $"sweep.Objects<{item}>({items}, \"{field.Name}\");",
            _ => $"sweep.Sources<{item}>({items});",
        };
    }

    private static string Items(CollectionLevel level, string access) => level.Kind switch
    {
        CollectionKind.List => BufferText.ListSpan(access),
        _ => $"{RuntimeTypes.Sweep}.ItemsOf<{level.Item}>({access})",
    };
}
