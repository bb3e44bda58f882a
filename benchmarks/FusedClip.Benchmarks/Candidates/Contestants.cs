using System;
using System.Collections.Generic;
using System.Numerics;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>Everyone who can clip the same buffers by the same norm. The generated method comes first.</summary>
internal static class Contestants
{
    public static Contestant[] Of(GradientSet set, float[][][] copies, double norm, NativeLibraries native)
    {
        var table = PinnedTable.Of(copies);
        if (set.RowLength > 0)
        {
            return RowContestants.Of(copies, set.RowLength, native);
        }

        List<Contestant> contestants = [set.IsInline ? InlineContestants.Of(copies) : GeneratedContestants.Of(copies, norm)];
        if (set.HasFlatTwin)
        {
            contestants.Add(GeneratedContestants.Flat(copies));
        }

        if (norm == 2 && native.Limit is { } limit)
        {
            contestants.Add(new Contestant<LimitSingles>(CandidateNames.Limit, new LimitSingles(limit.Singles, table)));
        }

        if (norm == 2 && native.Blas is { } blas)
        {
            contestants.Add(new Contestant<BlasSingles>(CandidateNames.Blas, new BlasSingles(blas, table)));
        }

        contestants.AddRange(Managed(copies, norm));
        return [.. contestants];
    }

    public static Contestant[] Of(double[][][] copies, double norm, NativeLibraries native)
    {
        var table = PinnedTable.Of(copies);
        List<Contestant> contestants = [GeneratedContestants.Of(copies, norm)];
        if (norm == 2 && native.Limit is { } limit)
        {
            contestants.Add(new Contestant<LimitDoubles>(CandidateNames.Limit, new LimitDoubles(limit.Doubles, table)));
        }

        if (norm == 2 && native.Blas is { } blas)
        {
            contestants.Add(new Contestant<BlasDoubles>(CandidateNames.Blas, new BlasDoubles(blas, table)));
        }

        contestants.AddRange(Managed(copies, norm));
        return [.. contestants];
    }

    private static Contestant[] Managed<T>(T[][][] copies, double norm)
        where T : struct, IFloatingPointIeee754<T> => norm switch
        {
            1 => [Tensors<T, TensorL1<T>>(copies), Plain<T, PlainL1<T>>(copies)],
            2 => [Tensors<T, TensorL2<T>>(copies), Plain<T, PlainL2<T>>(copies)],
            double.PositiveInfinity => [Tensors<T, TensorMax<T>>(copies), Plain<T, PlainMax<T>>(copies)],
            1.5 => [Pow<T, PowL1AndAHalf<T>>(copies)],
            2.3 => [Pow<T, PowL2Point3<T>>(copies)],
            2.5 => [Pow<T, PowL2AndAHalf<T>>(copies)],
            3 => [Pow<T, PowL3<T>>(copies)],
            _ => throw new NotSupportedException($"There are no loops for the norm order {norm}"),
        };

    private static Contestant<TensorLoops<T, TNorm>> Tensors<T, TNorm>(T[][][] copies)
        where T : struct, IFloatingPointIeee754<T>
        where TNorm : struct, ITensorNorm<T> =>
        new(CandidateNames.Tensors, new TensorLoops<T, TNorm>(copies));

    private static Contestant<PlainLoops<T, TNorm>> Plain<T, TNorm>(T[][][] copies)
        where T : struct, IFloatingPointIeee754<T>
        where TNorm : struct, IPlainNorm<T> =>
        new(CandidateNames.Plain, new PlainLoops<T, TNorm>(copies));

    private static Contestant<PlainLoops<T, TNorm>> Pow<T, TNorm>(T[][][] copies)
        where T : struct, IFloatingPointIeee754<T>
        where TNorm : struct, IPlainNorm<T> =>
        new(CandidateNames.Pow, new PlainLoops<T, TNorm>(copies));
}
