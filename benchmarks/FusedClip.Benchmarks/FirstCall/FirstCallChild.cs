using System;
using System.Diagnostics;

namespace FusedClip.Benchmarks.FirstCall;

/// <summary>What a child process does: it clips once, and says how long that took.</summary>
internal static class FirstCallChild
{
    public static double Microseconds(int fields)
    {
        (_, Func<double, double, ClipResult> clip) = WideContainers.Create(fields);

        // The clock is called for the first time, too.
        Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp());
        long start = Stopwatch.GetTimestamp();
        clip(5, 1);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    /// <summary>Calls all that a container has, for the JIT to write down their sizes.</summary>
    public static void CallEverything(int fields)
    {
        (IGradientSource container, Func<double, double, ClipResult> clip) = WideContainers.Create(fields);
        clip(5, 1);
        container.ScaleGradients(2);
        var accumulator = new NormAccumulator(2);
        container.AccumulateNorm(ref accumulator);
        container.ZeroGradients();
    }
}
