using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary><c>ClipScope.BlockRms</c> is a mean over the elements of a field, which therefore have to be countable.</summary>
internal static class ElementCountRules
{
    /// <summary>Reports a field whose elements can't be counted.</summary>
    public static void Check(FieldSpec field, ClipSettings settings, Location? location, DiagnosticSink sink)
    {
        bool isMeasuredByItself = field is { Rank: 0, Shape: FieldShape.Source or FieldShape.StructSource or FieldShape.StructSourceProperty };
        if (settings.Scope == Scope.BlockRms && settings.Axes.Count == 0 && isMeasuredByItself)
        {
            sink.Report(
                Descriptors.UnsupportedMember, location, field.Name, field.Type, "it doesn't say how many elements it has, which ClipScope.BlockRms needs; clip it by its norm");
        }
    }
}
