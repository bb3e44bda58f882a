using System;
using System.Collections.Generic;
using System.Linq;
using FusedClip.Benchmarks.Containers;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>Everyone who can clip each row of a matrix by its own norm; and the generated method that clips all of it by one.</summary>
internal static class RowContestants
{
    public static Contestant[] Of(float[][][] copies, int rowLength, NativeLibraries native)
    {
        List<Contestant> contestants = [Generated(copies, rowLength), GeneratedContestants.Flat(copies)];
        if (native.Limit is { } limit)
        {
            // To the C limit, each row is a field of its own, and of a container of its own.
            var rows = PinnedTable.OfRows(copies, rowLength);
            contestants.Add(new Contestant<LimitRows>(CandidateNames.Limit, new LimitRows(limit.Singles, rows, copies, rowLength)));
        }

        contestants.Add(new Contestant<TensorRows>(CandidateNames.Tensors, new TensorRows(copies, rowLength)));
        contestants.Add(new Contestant<PlainRows>(CandidateNames.Plain, new PlainRows(copies, rowLength)));
        return [.. contestants];
    }

    private static Contestant Generated(float[][][] copies, int rowLength) => rowLength switch
    {
        64 => Named(copies, rowLength, gradients => new RowsOf64(gradients)),
        128 => Named(copies, rowLength, gradients => new RowsOf128(gradients)),
        784 => Named(copies, rowLength, gradients => new RowsOf784(gradients)),
        4096 => Named(copies, rowLength, gradients => new RowsOf4096(gradients)),
        _ => throw new NotSupportedException($"There is no container of rows of {rowLength}"),
    };

    private static Contestant<ClipsRows<TContainer>> Named<TContainer>(float[][][] copies, int rowLength, Func<float[], TContainer> container)
        where TContainer : class, IClipsRows =>
        new(CandidateNames.Generated, new ClipsRows<TContainer>([.. copies.Select(copy => container(copy[0]))], copies, rowLength));
}
