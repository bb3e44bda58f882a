using System.Diagnostics;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>A timed series of calls.</summary>
/// <param name="NanosecondsPerCall">The mean time of a call.</param>
/// <param name="ClippedCalls">How many calls found a norm above the limit.</param>
internal readonly record struct Batch(double NanosecondsPerCall, int ClippedCalls);

/// <summary>A candidate under its name.</summary>
internal abstract class Contestant(string name)
{
    /// <summary>A limit that nothing exceeds, in a float too.</summary>
    public const double NoLimit = 1e30;

    public string Name => name;

    /// <summary>The numbers that it holds itself; null where it clips the buffers.</summary>
    public virtual IOwnCopies? OwnCopies => null;

    /// <summary>The norm that it finds in the first copy, or, where it clips row by row, the smallest of a row.</summary>
    public abstract double Norm();

    /// <summary>Goes through all copies several times; each time the limit is a little lower.</summary>
    /// <param name="passes">How often.</param>
    /// <param name="copies">The number of copies.</param>
    /// <param name="maxNorm">The limit of the first pass.</param>
    /// <param name="decay">The limit's factor from pass to pass.</param>
    public abstract Batch Run(int passes, int copies, double maxNorm, double decay);
}

/// <inheritdoc/>
internal sealed class Contestant<TCandidate>(string name, TCandidate candidate, IOwnCopies? ownCopies = null) : Contestant(name)
    where TCandidate : struct, ICandidate
{
    public override IOwnCopies? OwnCopies => ownCopies;

    public override double Norm()
    {
        ICandidate any = candidate;
        return any.Norm(0);
    }

    public override Batch Run(int passes, int copies, double maxNorm, double decay)
    {
        TCandidate local = candidate;
        int clippedCalls = 0;
        long start = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < passes; pass++)
        {
            for (int copy = 0; copy < copies; copy++)
            {
                if (local.Clip(copy, maxNorm) > maxNorm)
                {
                    clippedCalls++;
                }
            }

            maxNorm *= decay;
        }

        long ticks = Stopwatch.GetTimestamp() - start;
        return new Batch(ticks * 1e9 / Stopwatch.Frequency / ((double)passes * copies), clippedCalls);
    }
}
