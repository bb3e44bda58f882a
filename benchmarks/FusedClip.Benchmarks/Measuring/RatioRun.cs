using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using System.Threading;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Measuring;

/// <summary>What was measured for one line-up.</summary>
internal sealed record CaseResult(RaceCase Case, ImmutableArray<Measurement> Measurements);

/// <summary>All races, one after the other, in this process.</summary>
internal sealed class RatioRun(NativeLibraries native, RaceRules rules, CancellationToken cancellation)
{
    private static readonly double[] OtherNorms = [1, double.PositiveInfinity, 1.5, 2.3, 2.5, 3];

    /// <summary>The line-ups for some sets: L2 of both element types, and on Mlp6 the other norms.</summary>
    public static RaceCase[] Cases(IReadOnlyCollection<GradientSet> sets) =>
    [
        .. sets.SelectMany(set => new[] { new RaceCase(set, ElementType.Single, 2), new RaceCase(set, ElementType.Double, 2) })
            .Where(one => !one.Set.IsOfSingles || one.Element == ElementType.Single)
            .OrderBy(one => one.Element),
        .. sets.Where(set => set == GradientSets.Mlp6)
            .SelectMany(set => OtherNorms.Select(norm => new RaceCase(set, ElementType.Single, norm))),
    ];

    public CaseResult Run(RaceCase one) => one.Element == ElementType.Single
        ? Run<float>(one, buffers => Contestants.Of(one.Set, buffers.Copies, one.Norm, native))
        : Run<double>(one, buffers => Contestants.Of(buffers.Copies, one.Norm, native));

    private CaseResult Run<T>(RaceCase one, Func<GradientBuffers<T>, Contestant[]> contestants)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(one, [.. SetRaces.Run(one.Set, contestants, rules, [true, false], cancellation)]);
}
