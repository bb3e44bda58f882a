using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What the fields are called, and how many they are.</summary>
internal static class FieldNames
{
    public static void Write(IndentedWriter writer, ContainerSpec container)
    {
        if (container.Fields.Count > 0)
        {
            WriteNames(writer, container);
        }

        // Derived containers that clip per field need room for the coefficients of these fields, too.
        if (container.IsInheritable || container.Settings.Scope == Scope.PerField)
        {
            WriteCount(writer, container);
        }
    }

    private static void WriteNames(IndentedWriter writer, ContainerSpec container)
    {
        writer
            .Blank()
            .Write("// For the exception and the result that say which field isn't finite.")
            .Write(FileHeader.GeneratedCode)
            .Write($"private static {container.Methods.FieldName.Modifier}string {container.Methods.FieldName.Name}(int position) => position switch")
            .Write("{");
        for (int i = 0; i < container.Fields.Count; i++)
        {
            string pattern = i == container.Fields.Count - 1 ? "_" : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Write($"    {pattern} => \"{container.Fields[i].Name}\",");
        }

        writer.Write("};");
    }

    private static void WriteCount(IndentedWriter writer, ContainerSpec container)
    {
        string accessibility = container.IsInheritable ? "protected" : "private";
        string inherited = container.Base is null ? "" : $"{container.Base.Type}.GradientFieldCount + ";
        writer
            .Blank()
            .Write("/// <summary>The number of gradient fields, those of base classes included.</summary>")
            .Write(FileHeader.GeneratedCode)
            .Write("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]")
            .Write($"{accessibility} {container.Methods.FieldCount.Modifier}static int {container.Methods.FieldCount.Name} => {inherited}{container.Fields.Count};");
    }
}
