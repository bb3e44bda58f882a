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
        if (isInheritable || group.Settings is { IsPerField: true })
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
        for (int i = 0; i < group.Fields.Count; i++)
        {
            string pattern = i == group.Fields.Count - 1 ? "_" : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Write($"    {pattern} => \"{group.Fields[i].Name}\",");
        }

        writer.Write("};");
    }

    private static void WriteCount(IndentedWriter writer, GroupSpec group, bool isInheritable)
    {
        string accessibility = isInheritable ? "protected" : "private";
        string inherited = group.Base is null ? "" : $"{group.Base.Type}.{group.Base.FieldCount} + ";
        writer
            .Blank()
            .Write($"/// <summary>The number of gradient fields{ClipText.OfGroup(group)}, those of base classes included.</summary>")
            .Write(FileHeader.GeneratedCode)
            .Write("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]")
            .Write($"{accessibility} {group.Methods.FieldCount.Modifier}static int {group.Methods.FieldCount.Name} => {inherited}{group.Fields.Count};");
    }
}
