using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Measuring;

/// <summary>The races over one set, at each place where its buffers may begin.</summary>
internal static class SetRaces
{
    // What is warmed up is code, and for that short fields do, unless they have dimensions.
    private const int LongestWarmUpField = 4096;

    /// <param name="set">The fields.</param>
    /// <param name="contestants">Who clips given buffers.</param>
    /// <param name="rules">How often.</param>
    /// <param name="activities">Whether to clip, or to stay below the limit, or both.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Measurement[] Run<T>(
        GradientSet set, Func<GradientBuffers<T>, Contestant[]> contestants, RaceRules rules, ImmutableArray<bool> activities, CancellationToken cancellation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] lengths = set.LengthsOf(Unsafe.SizeOf<T>());
        var warm = new GradientBuffers<T>([.. lengths.Select(length => set.RowLength > 0 ? length : int.Min(length, LongestWarmUpField))], residue: null);
        new Race<T>(warm, contestants(warm), rules).WarmUp(cancellation);

        var measurements = new List<Measurement>();
        int?[] residues = set.IsHuge ? [null] : [.. rules.Residues.Select(residue => (int?)residue)];
        foreach (int? residue in residues)
        {
            var buffers = new GradientBuffers<T>(lengths, residue);
            var race = new Race<T>(buffers, contestants(buffers), rules);
            foreach (bool isActive in activities)
            {
                measurements.AddRange(race.Run(set.IsHuge ? rules.HugeRounds : rules.Rounds, residue, isActive, cancellation));
            }
        }

        // Pinned arrays of the next set are to find the room of this one's.
        GC.Collect();
        return [.. measurements];
    }
}
