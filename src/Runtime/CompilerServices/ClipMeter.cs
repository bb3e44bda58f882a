using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

/// <summary>
/// The meter <c>FusedClip</c>, in which the clips of containers with <see cref="ClipGradientsAttribute.Metrics"/> record what
/// they came to. For generated code.
/// </summary>
/// <remarks>
/// The meter exists from the first of their calls on. Instruments are named as OpenTelemetry has it, and their
/// measurements carry one attribute, <c>fusedclip.container</c>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClipMeter
{
    private const string ContainerKey = "fusedclip.container";

    private static readonly Meter Meter = new("FusedClip", typeof(ClipMeter).Assembly.GetName().Version?.ToString(3));

    private static readonly Histogram<double> Norms = CreateNorms();

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "fusedclip.calls", "{call}", "Clips of gradients, whether they changed anything or not.");

    private static readonly Counter<long> ClippedCalls = Meter.CreateCounter<long>(
        "fusedclip.clipped_calls", "{call}", "Clips in which the norm made the gradients change.");

    private static readonly Counter<long> NonFiniteCalls = Meter.CreateCounter<long>(
        "fusedclip.non_finite_calls", "{call}", "Clips in which the norm was NaN or infinite.");

    private static bool IsListenedTo => Norms.Enabled || Calls.Enabled || ClippedCalls.Enabled || NonFiniteCalls.Enabled;

    /// <summary>Records a call whose norm is finite.</summary>
    /// <param name="norm">The norm.</param>
    /// <param name="isClipped">Whether it made the gradients change.</param>
    /// <param name="container">What the measurements are tagged with; one string for all calls, so that nothing is allocated.</param>
    // Where nobody listens, the question is all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Record(double norm, bool isClipped, string container)
    {
        if (IsListenedTo)
        {
            Measure(norm, isClipped, isFinite: true, container);
        }
    }

    /// <summary>Records a call that returns what a sweep came to.</summary>
    /// <param name="sweep">The sweep, which has ended.</param>
    /// <param name="container">What the measurements are tagged with.</param>
    // The result is made only for those who listen: a copy of one that was just made costs more than the question.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Record(scoped in GradientSweep sweep, string container)
    {
        if (IsListenedTo)
        {
            ClipResult result = sweep.Result;
            Measure(result.TotalNorm, result.IsClipped, result.IsFinite, container);
        }
    }

    /// <summary>Records a call that <see cref="NonFiniteGradientException"/> ended.</summary>
    /// <param name="container">What the measurements are tagged with.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void RecordThrown(string container) => Measure(double.NaN, isClipped: false, isFinite: false, container);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Measure(double norm, bool isClipped, bool isFinite, string container)
    {
        var tag = new KeyValuePair<string, object?>(ContainerKey, container);
        Calls.Add(1, tag);
        if (isClipped)
        {
            ClippedCalls.Add(1, tag);
        }

        if (!isFinite)
        {
            NonFiniteCalls.Add(1, tag);
        }

        // NaN or infinity would be all that is left of a histogram's sum.
        if (double.IsFinite(norm))
        {
            Norms.Record(norm, tag);
        }
    }

    private static Histogram<double> CreateNorms()
    {
        const string Name = "fusedclip.gradient.norm";
        const string Unit = "1";
        const string Description = "The norm of the gradients before clipping, where it is finite.";
#if NET9_0_OR_GREATER
        // Buckets that aren't advised are made for milliseconds: they would have most norms in one.
        var advice = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000, 100000,
            ],
        };
        return Meter.CreateHistogram(Name, Unit, Description, tags: null, advice);
#else
        return Meter.CreateHistogram<double>(Name, Unit, Description);
#endif
    }
}
