using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Parsing;

/// <summary>Which field is tied to which.</summary>
/// <param name="targets">For each field the one that it is tied to; null where it isn't.</param>
internal sealed class TieGraph(IReadOnlyList<int?> targets)
{
    /// <summary>The first field whose ties end in a circle, and that circle; null where there is none.</summary>
    public (int From, IReadOnlyList<int> Path)? Circle { get; } = Enumerable.Range(0, targets.Count)
        .Select(field => CircleFrom(field, targets) is { } path ? (field, path) : ((int, IReadOnlyList<int>)?)null)
        .FirstOrDefault(circle => circle is not null);

    /// <summary>The field at the end of a field's ties. There mustn't be a circle.</summary>
    public int Root(int field) => targets[field] is { } next ? Root(next) : field;

    /// <summary>How many ties are between a field and its root. There mustn't be a circle.</summary>
    public int Depth(int field) => targets[field] is { } next ? 1 + Depth(next) : 0;

    private static List<int>? CircleFrom(int field, IReadOnlyList<int?> targets)
    {
        var path = new List<int> { field };
        while (targets[path[path.Count - 1]] is { } next)
        {
            int start = path.IndexOf(next);
            path.Add(next);
            if (start >= 0)
            {
                return path.GetRange(start, path.Count - start);
            }
        }

        return null;
    }
}
