using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What the fields are called, and how many they are.</summary>
internal static class FieldNames
{
    public static void Write(IndentedWriter writer, GroupSpec group, bool isInheritable)
    {
        if (group.Fields.Count > 0)
        {
            WriteNames(writer, group);
        }

        // Derived containers that clip per field need room for the coefficients of these fields, too.
        if (isInheritable || group.Settings is { IsGlobal: false })
        {
            WriteCount(writer, group, isInheritable);
        }
    }

    private static void WriteNames(IndentedWriter writer, GroupSpec group)
    {
        writer
            .Blank()
            .Write("// For the exception and the result that say which field isn't finite.")
            .Write(FileHeader.GeneratedCode)
            .Write($"private static {group.Methods.FieldName.Modifier}string {group.Methods.FieldName.Name}(int position) => position switch")
            .Write("{");
        foreach (string arm in Arms(group.Fields))
        {
            writer.Write("    " + arm);
        }

        writer.Write("};");
    }

    /// <summary>The arms of a switch from the position of a field to its name.</summary>
    public static IEnumerable<string> Arms(EquatableArray<FieldSpec> fields) => fields.Select(
        (field, i) => $"{(i == fields.Count - 1 ? "_" : i.ToString(CultureInfo.InvariantCulture))} => \"{field.Name}\",");

    private static void WriteCount(IndentedWriter writer, GroupSpec group, bool isInheritable)
    {
        string accessibility = isInheritable ? "protected" : "private";
        string inherited = group.Base is null ? "" : $"{group.Base.Type}.{group.Base.FieldCount} + ";
        writer
            .Blank()
            .Write($"/// <summary>The number of gradient fields{ClipText.OfGroup(group)}, those of base classes included.</summary>")
            .Write(FileHeader.GeneratedCode)
            .Write(FileHeader.Hidden)
            .Write($"{accessibility} {group.Methods.FieldCount.Modifier}static int {group.Methods.FieldCount.Name} => {inherited}{group.Fields.Count};");
    }
}
