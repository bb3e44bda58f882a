using System;
using FusedClip.Benchmarks.Containers;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>The generated method of the container of inline arrays that has the right fields.</summary>
internal static class InlineContestants
{
    public static Contestant Of(float[][][] copies) => (copies[0].Length, copies[0][0].Length) switch
    {
        (1, 16) => Named<ClipsOneInline16, OneInline16>(copies, containers => new(containers)),
        (1, 64) => Named<ClipsOneInline64, OneInline64>(copies, containers => new(containers)),
        (1, 256) => Named<ClipsOneInline256, OneInline256>(copies, containers => new(containers)),
        (4, 16) => Named<ClipsFourInline16, FourInline16>(copies, containers => new(containers)),
        (4, 64) => Named<ClipsFourInline64, FourInline64>(copies, containers => new(containers)),
        (4, 256) => Named<ClipsFourInline256, FourInline256>(copies, containers => new(containers)),
        var (fields, length) => throw new NotSupportedException($"There is no container of {fields} inline arrays of {length} elements"),
    };

    private static Contestant Named<TCandidate, TContainer>(float[][][] copies, Func<TContainer[], TCandidate> candidate)
        where TCandidate : struct, ICandidate
        where TContainer : class, IInlineSingles, new()
    {
        var inline = new InlineCopies<TContainer>(copies);
        return new Contestant<TCandidate>(CandidateNames.Generated, candidate(inline.Containers), inline);
    }
}
