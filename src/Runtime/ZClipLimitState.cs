namespace FusedClip;

/// <summary>
/// All that a <see cref="ZClipLimit"/> is: its settings and its statistics. For checkpoints; the numbers are finite, and
/// System.Text.Json writes and reads them without attributes.
/// </summary>
/// <param name="Alpha">The smoothing factor α.</param>
/// <param name="ZThreshold">The z threshold z₀.</param>
/// <param name="WarmUpSteps">The number of norms before anything is clipped.</param>
/// <param name="Mode">What a norm above the limit is brought down to.</param>
/// <param name="Count">The number of norms added, without those that weren't finite.</param>
/// <param name="Mean">The mean μ of the norms after clipping; a norm.</param>
/// <param name="StandardDeviation">Their standard deviation σ; a norm.</param>
public readonly record struct ZClipLimitState(
    double Alpha,
    double ZThreshold,
    int WarmUpSteps,
    ZClipMode Mode,
    long Count,
    double Mean,
    double StandardDeviation);
