using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>How a property is handed over whose value is a copy: read once, and set only by a pass that writes.</summary>
internal static class PropertyText
{
    /// <param name="writer">What the text is written to.</param>
    /// <param name="field">The property.</param>
    /// <param name="type">The type of the variable that the copy is in: <c>float</c>, <c>var</c>.</param>
    /// <param name="call">The statement that hands over that variable, <c>value</c>.</param>
    // A block of its own, so that the local's name can't meet another.
    public static void Write(IndentedWriter writer, FieldSpec field, string type, string call)
    {
        using (writer.Block($"// {field.Name} is a property: read once, and set only by a pass that writes."))
        {
            writer
                .Write($"{type} value = {field.Access};")
                .Write(call);
            using (writer.Block("if (sweep.Writes)"))
            {
                writer.Write($"{field.Access} = value;");
            }
        }
    }
}
