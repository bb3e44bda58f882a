using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary><c>Axes</c>: the dimensions over which a norm is taken, and which fields have them.</summary>
internal static class AxesParser
{
    private const string Argument = "Axes";

    /// <summary>The axes of an attribute; none where it doesn't give any.</summary>
    public static EquatableArray<int> Parse(AttributeData attribute, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (AttributeArguments.FindItems(attribute, Argument) is not { } items)
        {
            return default;
        }

        int[] axes = [.. items.Select(item => item.Value is int axis ? axis : 0)];
        string? problem = axes.Length == 0 ? "names no dimension; leave it out to clip every field by one norm"
            : Repeated(axes) is { } axis ? $"names {Text(axis)} twice"
            : null;
        if (problem is not null)
        {
            sink.Report(Descriptors.InvalidAxes, AttributeArguments.Location(attribute, Argument, cancellation), problem);
            return default;
        }

        return axes.ToEquatableArray();
    }

    /// <summary>Reports a field that doesn't have the axes.</summary>
    public static void Check(FieldSpec field, EquatableArray<int> axes, Location? location, DiagnosticSink sink)
    {
        if (axes.Count > 0 && Problem(field, axes) is { } problem)
        {
            sink.Report(Descriptors.AxesOfOtherField, location, field.Name, field.Type, problem);
        }
    }

    private static string? Problem(FieldSpec field, EquatableArray<int> axes)
    {
        if (field.Rank is not { } rank)
        {
            return null;
        }

        if (rank == 0)
        {
            return field.Shape switch
            {
                FieldShape.Scalar or FieldShape.ScalarProperty => "a number has no dimensions",
                FieldShape.Source or FieldShape.StructSource or FieldShape.StructSourceProperty => "it measures its gradients itself",
                FieldShape.Jagged => "its arrays may be of different lengths; use an array of several dimensions, or a flat buffer with a Shape",
                _ => "it is several buffers; hold each in a container of its own",
            };
        }

        foreach (int axis in axes)
        {
            if (axis >= rank || axis < -rank)
            {
                return $"it has no dimension {Text(axis)}, but {(rank == 1 ? "one, 0" : $"{Text(rank)}, from 0 to {Text(rank - 1)}")}";
            }
        }

        return Repeated(axes.Select(axis => axis < 0 ? axis + rank : axis)) is { } repeated
            ? $"{Text(repeated)} and {Text(repeated - rank)} are the same dimension of it"
            : null;
    }

    private static int? Repeated(IEnumerable<int> axes) =>
        axes.GroupBy(axis => axis).FirstOrDefault(same => same.Count() > 1)?.Key;

    /// <summary>An axis in a message.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
