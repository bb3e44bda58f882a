using System.Collections.Immutable;
using System.Linq;

namespace FusedClip.Benchmarks.Sets;

/// <summary>The fields of a container, as lengths.</summary>
/// <param name="Name">What it is called in tables and on the command line.</param>
/// <param name="Lengths">The lengths of its fields of <c>float</c>.</param>
internal sealed record GradientSet(string Name, ImmutableArray<int> Lengths)
{
    // Where the buffers are larger than any cache, it makes no difference at what byte of a line they begin.
    private const long LargestWithResidues = 64L << 20;

    /// <summary>Whether the generated method's fields are inline arrays; the others clip arrays of the same lengths.</summary>
    public bool IsInline { get; init; }

    /// <summary>Whether the generated method's fields aren't arrays of one class: it then runs against one whose fields are.</summary>
    public bool HasFlatTwin => IsInline || RowLength > 0 || this == GradientSets.Tree50;

    /// <summary>How many elements there are in a row, where each row of the one field is clipped by itself; otherwise 0.</summary>
    public int RowLength { get; init; }

    /// <summary>Whether it isn't measured with fields of <c>double</c>.</summary>
    public bool IsOfSingles => HasFlatTwin;

    public long Bytes => Lengths.Sum(length => (long)length * sizeof(float));

    /// <summary>Too large for residues, and for many rounds.</summary>
    public bool IsHuge => Bytes > LargestWithResidues;

    /// <summary>The lengths of fields of other elements that take the same bytes.</summary>
    public int[] LengthsOf(int elementSize) => [.. Lengths.Select(length => int.Max(1, length * sizeof(float) / elementSize))];
}
