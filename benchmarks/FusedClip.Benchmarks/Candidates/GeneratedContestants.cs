using System;
using System.Linq;
using FusedClip.Benchmarks.Containers;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>The generated method of the container that has the right fields and the right norm order.</summary>
internal static class GeneratedContestants
{
    public static Contestant Of(float[][][] copies, double norm) => (copies[0].Length, norm) switch
    {
        (1, 2) => Named(new ClipsOneSingles([.. copies.Select(copy => new OneSingles(copy))])),
        (4, 2) => Named(new ClipsFourSingles([.. copies.Select(copy => new FourSingles(copy))])),
        (6, 2) => Named(new ClipsSixSingles([.. copies.Select(copy => new SixSingles(copy))])),
        (64, 2) => Named(new ClipsSixtyFourSingles([.. copies.Select(copy => new SixtyFourSingles(copy))])),
        (100, 2) => Named(new ClipsLayerTree([.. copies.Select(copy => new LayerTree(copy))])),
        (6, 1) => Named(new ClipsSixByL1([.. copies.Select(copy => new SixByL1(copy))])),
        (6, 1.5) => Named(new ClipsSixByL1AndAHalf([.. copies.Select(copy => new SixByL1AndAHalf(copy))])),
        (6, 2.3) => Named(new ClipsSixByL2Point3([.. copies.Select(copy => new SixByL2Point3(copy))])),
        (6, 2.5) => Named(new ClipsSixByL2AndAHalf([.. copies.Select(copy => new SixByL2AndAHalf(copy))])),
        (6, 3) => Named(new ClipsSixByL3([.. copies.Select(copy => new SixByL3(copy))])),
        (6, double.PositiveInfinity) => Named(new ClipsSixByMax([.. copies.Select(copy => new SixByMax(copy))])),
        _ => throw NoContainer(copies[0].Length, norm),
    };

    /// <summary>The buffers of a tree of layers, or of inline arrays, as fields of one container that are arrays.</summary>
    public static Contestant Flat(float[][][] copies) => copies[0].Length switch
    {
        1 => AsArrays(new ClipsOneSingles([.. copies.Select(copy => new OneSingles(copy))])),
        4 => AsArrays(new ClipsFourSingles([.. copies.Select(copy => new FourSingles(copy))])),
        _ => AsArrays(new ClipsHundredSingles([.. copies.Select(copy => new HundredSingles(copy))])),
    };

    public static Contestant Of(double[][][] copies, double norm) => (copies[0].Length, norm) switch
    {
        (1, 2) => Named(new ClipsOneDoubles([.. copies.Select(copy => new OneDoubles(copy))])),
        (4, 2) => Named(new ClipsFourDoubles([.. copies.Select(copy => new FourDoubles(copy))])),
        (6, 2) => Named(new ClipsSixDoubles([.. copies.Select(copy => new SixDoubles(copy))])),
        (64, 2) => Named(new ClipsSixtyFourDoubles([.. copies.Select(copy => new SixtyFourDoubles(copy))])),
        _ => throw NoContainer(copies[0].Length, norm),
    };

    private static Contestant<TCandidate> Named<TCandidate>(TCandidate candidate)
        where TCandidate : struct, ICandidate =>
        new(CandidateNames.Generated, candidate);

    private static Contestant AsArrays<TCandidate>(TCandidate candidate)
        where TCandidate : struct, ICandidate =>
        new Contestant<TCandidate>(CandidateNames.Flat, candidate);

    private static NotSupportedException NoContainer(int fields, double norm) =>
        new($"There is no container of {fields} fields with the norm order {norm}");
}
