using System.Collections.Immutable;
using System.Linq;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Measuring;

namespace FusedClip.Benchmarks.Results;

/// <summary>All that a run found out, for the files and the table to be written from.</summary>
internal sealed record RatioReport(
    Machine Machine, RaceRules Rules, ImmutableArray<string> Remarks, ImmutableArray<CaseResult> Results, ImmutableArray<RatioRow> Rows)
{
    /// <summary>The table's columns, in order.</summary>
    public static readonly ImmutableArray<string> Candidates =
        [CandidateNames.Limit, CandidateNames.Tensors, CandidateNames.Blas, CandidateNames.Plain, CandidateNames.Pow, CandidateNames.Flat];

    public int TargetsSet => Rows.Sum(row => row.Ratios.Count(ratio => ratio.Target is not null));

    public int TargetsMissed => Rows.Sum(row => row.Ratios.Count(ratio => ratio.IsMissed));

    public int TargetsOutOfReach => Rows.Sum(row => row.Ratios.Count(row.IsOutOfReach));

    public static RatioReport Of(RaceRules rules, NativeLibraries native, ImmutableArray<CaseResult> results)
    {
        var machine = Machine.Current;
        return new RatioReport(
            machine, rules, [native.LimitRemark, native.BlasRemark], results, [.. results.SelectMany(result => RatioRow.Of(result, machine.InstructionSet))]);
    }
}
