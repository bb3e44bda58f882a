using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>
/// A run of array fields as a span of them. Fields that lie behind each other, as they mostly do, are handed over where they are; properties, and
/// what is tied, are copied to the stack.
/// </summary>
internal static class ArrayListText
{
    private const string ArrayFields = "global::FusedClip.CompilerServices.ArrayFields";

    /// <summary>Whether the fields of a run can be handed over where they are.</summary>
    public static bool CanBeInPlace(IReadOnlyList<FieldSpec> run) => run.Count > 1 && run.All(field => field.IsVariable && field.Ties.Count == 0);

    /// <summary>Writes the expression.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The fields.</param>
    /// <param name="end">What follows it: <c>;</c> or <c>);</c>.</param>
    public static void Write(IndentedWriter writer, IReadOnlyList<FieldSpec> run, string end)
    {
        string indent = "";
        if (CanBeInPlace(run))
        {
            indent = "    ";
            for (int i = 1; i < run.Count; i++)
            {
                writer.Write($"{indent}{(i > 1 ? "&& " : "")}{ArrayFields}.AreNeighbours(in {run[i - 1].Access}, in {run[i].Access})");
            }

            writer
                .Write($"{indent}? {ArrayFields}.InPlace(in {run[0].Access}, {run.Count}) // They lie behind each other, which the JIT knows: they are read where they are.")
                .Write($"{indent}:");
        }

        writer.Write(indent + "[");
        foreach (FieldSpec array in run)
        {
            writer.Write($"{indent}    {TieText.Reference(array)}, // {TieText.Comment(array)}");
        }

        writer.Write($"{indent}]{end}");
    }
}
