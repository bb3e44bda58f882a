using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary><c>[Gradient(Weight = …)]</c>: which member holds a gradient field's weights, and which fields can be clipped by them.</summary>
internal static class WeightParser
{
    private const string Argument = "Weight";

    /// <summary>The weights; null where none are named. Where what is named is an error, the sink has been told.</summary>
    /// <param name="member">The gradient field.</param>
    /// <param name="type">Its type.</param>
    /// <param name="container">The container.</param>
    /// <param name="sink">What is told of errors.</param>
    public static WeightSpec? Parse(ISymbol member, ITypeSymbol type, INamedTypeSymbol container, DiagnosticSink sink)
    {
        if (GradientMarks.Gradient(member) is not { } mark || AttributeArguments.FindText(mark, Argument) is not { } name)
        {
            return null;
        }

        ISymbol? weight = NamedMembers.Find(name, member.ContainingType, container);
        if (Problem(member, type, weight) is { } problem)
        {
            sink.Report(Descriptors.InvalidWeight, AttributeArguments.Location(mark, Argument, CancellationToken.None), member.Name, name, problem);
        }

        return new WeightSpec(name, weight is null ? "" : MemberAccess.OfNamed(weight, container));
    }

    /// <summary>The fields of a group, with their weights where it is clipped by them; what can't be is reported.</summary>
    public static IEnumerable<FieldSpec> InScope(IEnumerable<FieldSpec> fields, ClipSettings? settings, Func<FieldSpec, Location?> location, DiagnosticSink sink)
    {
        if (settings is not { IsAdaptive: true })
        {
            return fields.Select(field => field with { Weight = null });
        }

        foreach (FieldSpec field in fields)
        {
            if (WhyNot(field) is { } why)
            {
                sink.Report(Descriptors.NotAdaptive, location(field), field.Name, $"it is of type '{field.Type}', {why}");
            }
            else if (field.Weight is null)
            {
                sink.Report(Descriptors.MissingWeight, location(field), field.Name);
            }
        }

        return fields;
    }

    /// <summary>Reports a container whose fields are clipped by their weights, and those of its base container can't be.</summary>
    public static void CheckAgainstBase(INamedTypeSymbol type, IEnumerable<GroupSpec> groups, INamedTypeSymbol? baseContainer, DiagnosticSink sink)
    {
        foreach (GroupSpec _ in groups.Where(group => group is { Base: not null, Settings.IsAdaptive: true }))
        {
            sink.Report(
                Descriptors.NotAdaptive,
                type.Locations.FirstOrDefault(),
                type.Name,
                $"it derives from the container '{baseContainer!.Name}', whose fields have no weights in its list; hold it in a member, and clip it by itself");
        }
    }

    private static string? Problem(ISymbol member, ITypeSymbol type, ISymbol? weight) =>
        weight is null ? $"'{member.ContainingType.Name}' has no field or property of that name within reach"
        : SymbolEqualityComparer.Default.Equals(weight, member) ? "that is the gradient itself"
        : GradientMarks.IsGradient(weight) ? "that is marked [Gradient], too"
        : !SymbolEqualityComparer.Default.Equals(NamedMembers.TypeOf(weight), type)
            ? $"that is of type '{NamedMembers.TypeOf(weight).ShortName()}', and has to be of the gradient's type, '{type.ShortName()}'"
        : weight is IPropertySymbol { GetMethod: null } ? "that can't be read; give it a getter"
        : null;

    private static string? WhyNot(FieldSpec field) => field switch
    {
        { IsNested: true } => "which holds gradients of its own, and their weights can't be named; clip it by itself",
        { Levels.Count: > 0 } or { Shape: FieldShape.Jagged } => "which is several buffers; use an array of several dimensions, or a flat buffer with a Shape",
        { Shape: FieldShape.Scalar or FieldShape.ScalarProperty } => "a number, which is no unit; hold it in an array",
        { Shape: FieldShape.Array or FieldShape.Memory or FieldShape.List or FieldShape.Span or FieldShape.Segment } => null,
        _ => "which has no such clip; use an array, Memory<T>, Span<T>, ArraySegment<T> or List<T>, with a Shape where it has several dimensions",
    };
}
