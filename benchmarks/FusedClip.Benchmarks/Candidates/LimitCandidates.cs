using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

// Without a GC transition: a few nanoseconds that a loop in C# wouldn't have either.

/// <summary>The C limit, for <c>float</c>.</summary>
internal readonly unsafe struct LimitSingles(nint function, PinnedTable table) : ICandidate
{
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, float, float> _clip =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, float, float>)function;

    public double Clip(int copy, double maxNorm) => _clip(table.Copy(copy), table.Lengths, table.Fields, (float)maxNorm);
}

/// <summary>The C limit, for <c>double</c>.</summary>
internal readonly unsafe struct LimitDoubles(nint function, PinnedTable table) : ICandidate
{
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, double, double> _clip =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, double, double>)function;

    public double Clip(int copy, double maxNorm) => _clip(table.Copy(copy), table.Lengths, table.Fields, maxNorm);
}
