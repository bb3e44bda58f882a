using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime;
using System.Threading;
using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Measuring;

/// <summary>
/// Lets the candidates clip the same buffers in turn, round after round, so that alignment, caches and noise are shared.
/// The order is drawn anew for each round, and each has an untimed turn first: whoever always followed the plain loops would pay for
/// it, since the last-level cache is shared, and others fill it while a slow one runs.
/// </summary>
internal sealed class Race<T>(GradientBuffers<T> buffers, Contestant[] contestants, RaceRules rules)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // From here on the numbers are set anew, before their squares get too small for a float.
    private const double SmallestNormLeft = 1e-3;

    // In milliseconds.
    private const int LongestWarmUp = 5000;

    private readonly int _copies = buffers.Copies.Length;
    private double _firstNorm;

    public IEnumerable<Measurement> Run(int rounds, int? residue, bool isActive, CancellationToken cancellation)
    {
        Fill();
        _firstNorm = contestants[0].Norm();
        int[] passes = [.. contestants.Select(Passes)];
        double[][] times = [.. contestants.Select(_ => new double[rounds])];
        bool[] didItsJob = [.. contestants.Select(_ => true)];
        int[] order = [.. Enumerable.Range(0, contestants.Length)];
        var random = new Random(rounds);
        for (int round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (int who in order)
            {
                cancellation.ThrowIfCancellationRequested();
                (times[who][round], bool isGood) = isActive ? Clip(contestants[who], passes[who]) : Measure(contestants[who], passes[who]);
                didItsJob[who] &= isGood;
            }
        }

        return contestants.Select((contestant, who) =>
            new Measurement(contestant.Name, isActive, residue, Statistics.Median(times[who]), didItsJob[who]));
    }

    /// <summary>Runs each candidate until the runtime has compiled it for good.</summary>
    public void WarmUp(CancellationToken cancellation)
    {
        foreach (Contestant contestant in contestants)
        {
            Fill();
            _firstNorm = contestant.Norm();
            long begin = Environment.TickCount64, end = begin + rules.WarmUpMilliseconds;
            long compiled = JitInfo.GetCompiledMethodCount();
            while (Environment.TickCount64 < end)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int i = 0; i < 8; i++)
                {
                    Measure(contestant, 1);
                    Clip(contestant, 1);
                }

                // The runtime compiles anew in the background, and not before it has been quiet for a while.
                Thread.Sleep(1);
                long compiledNow = JitInfo.GetCompiledMethodCount();
                if (compiledNow != compiled)
                {
                    // On a busy machine it is late.
                    compiled = compiledNow;
                    end = long.Min(begin + LongestWarmUp, long.Max(end, Environment.TickCount64 + (rules.WarmUpMilliseconds / 2)));
                }
            }
        }
    }

    private (double Nanoseconds, bool IsGood) Measure(Contestant contestant, int passes)
    {
        contestant.Run(passes, _copies, Contestant.NoLimit, 1);
        Batch batch = contestant.Run(passes, _copies, Contestant.NoLimit, 1);
        return (batch.NanosecondsPerCall, batch.ClippedCalls == 0);
    }

    private (double Nanoseconds, bool IsGood) Clip(Contestant contestant, int passes)
    {
        double norm = contestant.Norm();
        if (norm < _firstNorm * SmallestNormLeft)
        {
            Fill();
            norm = contestant.Norm();
        }

        // Each candidate starts from the norm that it finds itself: sums of many floats differ by more than the limit falls.
        contestant.Run(1, _copies, norm * RaceRules.Decay, 1);
        norm = contestant.Norm();
        double[] before = Samples(contestant);
        Batch batch = contestant.Run(passes, _copies, norm * RaceRules.Decay, RaceRules.Decay);
        return (batch.NanosecondsPerCall, batch.ClippedCalls == passes * _copies && HasShrunk(before, Samples(contestant), passes));
    }

    private void Fill()
    {
        buffers.Fill();
        foreach (Contestant contestant in contestants)
        {
            contestant.OwnCopies?.Fill();
        }
    }

    private double[] Samples(Contestant contestant) => contestant.OwnCopies?.Samples() ?? buffers.Samples();

    // The last element of every field of every copy has to be smaller by the factor of all passes, within half of it.
    private static bool HasShrunk(double[] before, double[] after, int passes)
    {
        double expected = Math.Pow(RaceRules.Decay, passes);
        double slack = (1 - expected) / 2;
        return before.Zip(after).All(pair => Math.Abs((pair.Second / pair.First) - expected) < slack);
    }

    private int Passes(Contestant contestant)
    {
        double passNanoseconds = contestant.Run(1, _copies, Contestant.NoLimit, 1).NanosecondsPerCall * _copies;
        passNanoseconds = double.Min(passNanoseconds, contestant.Run(1, _copies, Contestant.NoLimit, 1).NanosecondsPerCall * _copies);
        return (int)double.Clamp(rules.BatchMicroseconds * 1e3 / passNanoseconds, 1, 10_000);
    }
}
