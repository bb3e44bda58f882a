namespace FusedClip;

/// <summary>
/// All that a <see cref="PercentileLimit"/> is: its settings and its window. For checkpoints; the numbers are finite, and
/// System.Text.Json writes and reads them without attributes.
/// </summary>
/// <remarks>Two states are equal where they have the same array, not where they have equal ones.</remarks>
/// <param name="Percentile">The percentile p, from 0 to 100.</param>
/// <param name="Window">The number of norms that are kept.</param>
/// <param name="WarmUpSteps">The number of norms before anything is clipped.</param>
/// <param name="Norms">The norms that are kept, oldest first: at most <paramref name="Window"/>.</param>
public readonly record struct PercentileLimitState(double Percentile, int Window, int WarmUpSteps, double[] Norms);
