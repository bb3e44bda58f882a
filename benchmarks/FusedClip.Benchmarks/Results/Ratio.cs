using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Measuring;

namespace FusedClip.Benchmarks.Results;

/// <summary>The generated method against one other candidate.</summary>
/// <param name="Candidate">The other.</param>
/// <param name="Value">How many times as long as the C limit, or how many times as fast as the other: the median over the residues.</param>
/// <param name="Lowest">The lowest over the residues.</param>
/// <param name="Highest">The highest over the residues.</param>
/// <param name="Target">What was to be reached.</param>
/// <param name="DidItsJob">Whether the other clipped whenever it should have.</param>
internal sealed record Ratio(string Candidate, double Value, double Lowest, double Highest, double? Target, bool DidItsJob)
{
    public bool IsOfLimit => Candidate == CandidateNames.Limit;

    public bool IsMissed => Target is { } target && (IsOfLimit ? Value > target : Value < target);
}

/// <summary>One line of the table.</summary>
/// <param name="Case">The line-up.</param>
/// <param name="IsActive">Whether every call clipped.</param>
/// <param name="Nanoseconds">What the generated method took: the median over the residues.</param>
/// <param name="DidItsJob">Whether it clipped whenever it should have.</param>
/// <param name="Ratios">Against each of the others.</param>
internal sealed record RatioRow(RaceCase Case, bool IsActive, double Nanoseconds, bool DidItsJob, ImmutableArray<Ratio> Ratios)
{
    public Ratio? Against(string candidate) => Ratios.FirstOrDefault(ratio => ratio.Candidate == candidate);

    /// <summary>Whether the C limit itself isn't as many times as fast as a candidate as was to be reached.</summary>
    public bool IsOutOfReach(Ratio ratio) => ratio.IsMissed && !ratio.IsOfLimit && Against(CandidateNames.Limit) is { } limit && ratio.Value * limit.Value < ratio.Target;

    public static IEnumerable<RatioRow> Of(CaseResult result, string instructionSet) =>
        result.Measurements.GroupBy(measurement => measurement.IsActive).Select(state => Of(result.Case, state.Key, [.. state], instructionSet));

    private static RatioRow Of(RaceCase one, bool isActive, Measurement[] measurements, string instructionSet)
    {
        ILookup<string, Measurement> byCandidate = measurements.ToLookup(measurement => measurement.Candidate);
        Measurement[] own = [.. byCandidate[CandidateNames.Generated]];
        return new RatioRow(
            one,
            isActive,
            Statistics.Median(own.Select(measurement => measurement.Nanoseconds)),
            own.All(measurement => measurement.DidItsJob),
            [
                .. byCandidate.Where(candidate => candidate.Key != CandidateNames.Generated).Select(candidate =>
                {
                    // The residues are in the same order for all.
                    double[] ratios =
                    [
                        .. own.Zip(candidate, (mine, other) => other.Candidate == CandidateNames.Limit
                            ? mine.Nanoseconds / other.Nanoseconds
                            : other.Nanoseconds / mine.Nanoseconds),
                    ];
                    return new Ratio(
                        candidate.Key,
                        Statistics.Median(ratios),
                        ratios.Min(),
                        ratios.Max(),
                        Targets.Of(one, isActive, candidate.Key, instructionSet),
                        candidate.All(measurement => measurement.DidItsJob));
                }),
            ]);
    }
}
