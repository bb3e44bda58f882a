using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which gradient fields may be the same buffer: <c>[Gradient(TiedTo = …)]</c>.</summary>
internal static class TieParser
{
    private const string TiedTo = "TiedTo";

    /// <summary>The fields, with those that each of them is compared with.</summary>
    /// <param name="container">The container.</param>
    /// <param name="own">Its members that are gradient fields clipped together, in order.</param>
    /// <param name="inherited">Those that its base containers list and are clipped with them, base first; asked for where there are ties.</param>
    /// <param name="sink">Where errors go.</param>
    /// <param name="cancellation">The run's token.</param>
    public static EquatableArray<FieldSpec> Parse(
        INamedTypeSymbol container, IReadOnlyList<TieCandidate> own, Func<IEnumerable<TieCandidate>> inherited, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (own.All(candidate => Named(candidate) is null))
        {
            return own.Select(candidate => candidate.Field!).ToEquatableArray();
        }

        TieCandidate[] fields = [.. inherited(), .. own];
        int first = fields.Length - own.Count;
        int?[] targets = [.. fields.Select((_, i) => Target(i))];
        var graph = new TieGraph(targets);
        if (graph.Circle is { } circle)
        {
            // One among inherited fields is their container's error.
            if (circle.From >= first)
            {
                sink.Report(Descriptors.CircularTie, Location(circle.From), string.Join(" to ", circle.Path.Select(i => $"'{fields[i].Member.Name}'")));
            }

            return own.Select(candidate => candidate.Field!).ToEquatableArray();
        }

        return own.Select((candidate, i) => candidate.Field! with { Ties = Ties(first + i) }).ToEquatableArray();

        // The field that one is tied to; null where it isn't, or wrongly, which is then reported.
        int? Target(int i)
        {
            if (Named(fields[i]) is not { } name)
            {
                return null;
            }

            int? found = Find(fields, i, name);
            return i >= first ? Checked(i, name, found) : found == i ? null : found;
        }

        int? Checked(int i, string name, int? found)
        {
            string? problem = found == i ? "is the member itself"
                : found is null ? WhyNot(container, name)
                : fields[found.Value].Field is null ? $"isn't accessible from '{container.Name}'; make it protected"
                : null;
            if (problem is not null)
            {
                sink.Report(Descriptors.InvalidTie, Location(i), fields[i].Member.Name, name, problem);
                return null;
            }

            (FieldSpec field, FieldSpec other) = (fields[i].Field!, fields[found!.Value].Field!);
            if (!TieShape.CanBeOneBuffer(fields[i].Member, field, fields[found.Value].Member, other))
            {
                sink.Report(Descriptors.TieOfOtherShape, Location(i), field.Name, field.Type, name, other.Type);
                return null;
            }

            return found;
        }

        // Of all fields that are tied together, one is counted by itself; each of the others is compared with those before it. What
        // base containers list comes before all else.
        EquatableArray<FieldSpec> Ties(int i)
        {
            if (targets[i] is null)
            {
                return default;
            }

            int[] before =
            [
                .. Enumerable.Range(0, fields.Length)
                    .Where(k => k != i && graph.Root(k) == graph.Root(i) && Order(k).CompareTo(Order(i)) < 0)
                    .OrderBy(Order),
            ];
            if (before.Select(k => fields[k]).FirstOrDefault(candidate => candidate.Field is null) is { Member: var hidden })
            {
                string problem = $"is tied to '{hidden.Name}' in the base container '{hidden.ContainingType.Name}', which isn't accessible from '{container.Name}'; make that protected";
                sink.Report(Descriptors.InvalidTie, Location(i), fields[i].Member.Name, Named(fields[i]), problem);
                return default;
            }

            return before.Select(k => fields[k].Field!).ToEquatableArray();
        }

        (bool IsOwn, int Depth, int Index) Order(int i) => (i >= first, graph.Depth(i), i);

        Location? Location(int i) => SymbolEqualityComparer.Default.Equals(fields[i].Member.ContainingType, container)
            ? AttributeArguments.Location(GradientMarks.Gradient(fields[i].Member)!, TiedTo, cancellation)
            : container.Locations.FirstOrDefault();
    }

    private static string? Named(TieCandidate candidate) =>
        GradientMarks.Gradient(candidate.Member) is { } mark ? AttributeArguments.FindText(mark, TiedTo) : null;

    // The last of a name hides the others, and so does what isn't a gradient field.
    private static int? Find(TieCandidate[] fields, int from, string name)
    {
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            if (fields[i].Level <= fields[from].Level && fields[i].Member.Name == name)
            {
                return fields[i].Level == fields[from].Level || IsSeen(fields[i].Member, fields[from].Member.ContainingType) ? i : null;
            }
        }

        return null;
    }

    private static bool IsSeen(ISymbol member, INamedTypeSymbol from)
    {
        INamedTypeSymbol? current = from;
        while (current is not null && current.GetMembers(member.Name).Length == 0)
        {
            current = current.BaseType;
        }

        return SymbolEqualityComparer.Default.Equals(current, member.ContainingType);
    }

    private static string WhyNot(INamedTypeSymbol container, string name)
    {
        for (INamedTypeSymbol? current = container; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Length > 0)
            {
                return "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too";
            }
        }

        return $"isn't a member of '{container.Name}'";
    }
}
