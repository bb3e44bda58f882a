using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Measuring;

/// <summary>The races over one set of float, at each place where its buffers may begin.</summary>
internal static class SetRaces
{
    // What is warmed up is code, and for that short fields do.
    private const int LongestWarmUpField = 4096;

    /// <param name="set">The fields.</param>
    /// <param name="contestants">Who clips given buffers.</param>
    /// <param name="rules">How often.</param>
    /// <param name="activities">Whether to clip, or to stay below the limit, or both.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Measurement[] Run(
        GradientSet set, Func<GradientBuffers<float>, Contestant[]> contestants, RaceRules rules, ImmutableArray<bool> activities, CancellationToken cancellation)
    {
        int[] lengths = [.. set.Lengths];
        var warm = new GradientBuffers<float>([.. lengths.Select(length => int.Min(length, LongestWarmUpField))], residue: null);
        new Race<float>(warm, contestants(warm), rules).WarmUp(cancellation);
        var measurements = new List<Measurement>();
        foreach (int residue in rules.Residues)
        {
            var buffers = new GradientBuffers<float>(lengths, residue);
            var race = new Race<float>(buffers, contestants(buffers), rules);
            foreach (bool isActive in activities)
            {
                measurements.AddRange(race.Run(rules.Rounds, residue, isActive, cancellation));
            }
        }

        // Pinned arrays of the next set are to find the room of this one's.
        GC.Collect();
        return [.. measurements];
    }
}
