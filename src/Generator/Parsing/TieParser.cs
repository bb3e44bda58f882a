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
    /// <param name="members">Its members that are gradient fields clipped together, in order.</param>
    /// <param name="fields">The fields, in the same order.</param>
    /// <param name="sink">Where errors go.</param>
    /// <param name="cancellation">The run's token.</param>
    public static EquatableArray<FieldSpec> Parse(
        INamedTypeSymbol container, IReadOnlyList<ISymbol> members, IReadOnlyList<FieldSpec> fields, DiagnosticSink sink, CancellationToken cancellation)
    {
        int?[] targets = [.. members.Select((_, i) => Target(i))];
        int? circle = Enumerable.Range(0, fields.Count).Select(i => (int?)i).FirstOrDefault(i => Root(targets, i!.Value) is null);
        if (circle is { } first)
        {
            string path = string.Join(" to ", Circle(targets, first).Select(i => $"'{fields[i].Name}'"));
            sink.Report(Descriptors.CircularTie, Location(first), path);
        }

        return sink.HasErrors ? fields.ToEquatableArray() : fields.Select((field, i) => field with { Ties = Ties(i) }).ToEquatableArray();

        // The field that one is tied to; null where it isn't, or wrongly, which is then reported.
        int? Target(int i)
        {
            if (GradientMarks.Gradient(members[i]) is not { } mark || AttributeArguments.FindText(mark, TiedTo) is not { } name)
            {
                return null;
            }

            // The last of a name hides the others.
            int found = Enumerable.Range(0, fields.Count).LastOrDefault(k => fields[k].Name == name);
            if (found == i && fields[i].Name == name)
            {
                sink.Report(Descriptors.InvalidTie, Location(i), fields[i].Name, name, "is the member itself");
            }
            else if (fields[found].Name != name)
            {
                sink.Report(Descriptors.InvalidTie, Location(i), fields[i].Name, name, WhyNot(container, name));
            }
            else if (!TieShape.CanBeOneBuffer(members[i], fields[i], members[found], fields[found]))
            {
                sink.Report(Descriptors.TieOfOtherShape, Location(i), fields[i].Name, fields[i].Type, name, fields[found].Type);
            }
            else
            {
                return found;
            }

            return null;
        }

        // Of all fields that are tied together, one is counted by itself; each of the others is compared with those before it.
        EquatableArray<TieSpec> Ties(int i) => targets[i] is null
            ? default
            : Enumerable.Range(0, fields.Count)
                .Where(k => Root(targets, k) == Root(targets, i) && (Depth(targets, k), k).CompareTo((Depth(targets, i), i)) < 0)
                .OrderBy(k => (Depth(targets, k), k))
                .Select(k => new TieSpec(fields[k].Name, fields[k].Buffer, fields[k].Shape))
                .ToEquatableArray();

        Location? Location(int i) => SymbolEqualityComparer.Default.Equals(members[i].ContainingType, container)
            ? AttributeArguments.Location(GradientMarks.Gradient(members[i])!, TiedTo, cancellation)
            : container.Locations.FirstOrDefault();
    }

    private static string WhyNot(INamedTypeSymbol container, string name)
    {
        for (INamedTypeSymbol? current = container; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Length > 0)
            {
                return !SymbolEqualityComparer.Default.Equals(current, container) && current.IsAnnotated()
                    ? $"the base container '{current.Name}' lists; hold the tied buffer in one of the two containers"
                    : "isn't among the gradient fields that are clipped together with it; mark it [Gradient], too";
            }
        }

        return $"isn't a member of '{container.Name}'";
    }

    // The field at the end of a field's ties; null where they have none, since they go in a circle.
    private static int? Root(int?[] targets, int field)
    {
        int current = field;
        for (int steps = 0; steps <= targets.Length; steps++)
        {
            if (targets[current] is not { } next)
            {
                return current;
            }

            current = next;
        }

        return null;
    }

    private static int Depth(int?[] targets, int field) => targets[field] is { } next ? 1 + Depth(targets, next) : 0;

    // From the first field that is in a circle around to itself.
    private static List<int> Circle(int?[] targets, int field)
    {
        var path = new List<int> { field };
        while (targets[path[path.Count - 1]] is { } next)
        {
            path.Add(next);
            if (path.IndexOf(next) is int start && start < path.Count - 1)
            {
                return path.GetRange(start, path.Count - start);
            }
        }

        return path;
    }
}
