using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>The norm pass of the C limit, and some of what FusedClip's promises add to it. It gives the norm, and never clips.</summary>
internal readonly unsafe struct PieceSingles(nint function, PinnedTable table) : ICandidate
{
    /// <summary>What each function of native/clip_pieces.c has more than the one before.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "nothing",
        "the last sums in double",
        "blocks of 8 rows, whose sums go on in double",
        "short fields and tails count rows, so that theirs end, too",
        "lanes by the number of the element, wherever a field begins",
        "two blocks go into double together",
        "half as many lanes do",
    ];

    /// <summary>The C limit's norm pass with more registers, and nothing else.</summary>
    public const string WithEightRegisters = "nothing, but eight registers of sums for four";

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, double> _norm =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, double>)function;

    public double Clip(int copy, double maxNorm) => _norm(table.Copy(copy), table.Lengths, table.Fields);

    /// <summary>All of them, over the same buffers.</summary>
    public static IEnumerable<Contestant> All(nint library, PinnedTable table) =>
        Names.Select((name, number) => Create(library, table, name, number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The one with more registers.</summary>
    public static Contestant Eight(nint library, PinnedTable table) => Create(library, table, WithEightRegisters, "eight");

    private static Contestant<PieceSingles> Create(nint library, PinnedTable table, string name, string suffix) =>
        new(name, new PieceSingles(NativeLibrary.GetExport(library, "clip_pieces_" + suffix), table));
}
