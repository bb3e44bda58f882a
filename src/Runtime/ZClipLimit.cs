using System;

namespace FusedClip;

/// <summary>
/// A limit that adapts: it clips norms that are spikes, by their z-score against the norms before them. ZClip, of Kumar,
/// Owen, Roy Chowdhury and Güra, "ZClip: Adaptive Spike Mitigation for LLM Pre-Training", 2025, arXiv:2504.02507.
/// </summary>
/// <remarks>
/// <para>
/// The history is a mean μ and a standard deviation σ. The first <see cref="WarmUpSteps"/> norms aren't clipped, and give
/// both; each later one, g, enters as it is after clipping, c: μ ← αμ + (1 − α)c, then σ² ← ασ² + (1 − α)(c − μ)².
/// A norm is clipped where its z-score (g − μ) / σ is above the z threshold z₀, that is where g > μ + z₀σ = <see cref="MaxNorm"/>.
/// </para>
/// <para>
/// In the paper's mode, <see cref="ZClipMode.Reciprocal"/>, what it is clipped to depends on the norm itself, so it has to
/// be measured first:
/// <code>
/// double totalNorm = gradients.MeasureGradients().TotalNorm;
/// gradients.ClipGradients(limit.MaxNormFor(totalNorm));
/// limit.Add(totalNorm);
/// </code>
/// With <see cref="ZClipMode.Max"/> the limit is known before the gradients are, and the clip itself measures:
/// <code>
/// ClipResult clip = gradients.ClipGradients(limit.MaxNorm);
/// limit.Add(clip.TotalNorm);
/// </code>
/// <see cref="Add"/> takes the norm before clipping, and works out by the mode what was left of it.
/// </para>
/// <para>
/// Differences from the authors' code (github.com/bluorion-com/ZClip): no 1e-6 is added to σ, so that gradients of any scale
/// are treated alike; there is no further fixed limit (theirs is 1 by default: <c>Math.Min(limit.MaxNormFor(totalNorm), 1)</c>);
/// norms that aren't finite never enter the history.
/// </para>
/// <para>For containers with one norm over all fields. Nothing is allocated after construction. Not synchronised.</para>
/// </remarks>
public sealed class ZClipLimit
{
    private double _mean;
    private double _standardDeviation;

    /// <summary>Makes a limit without a history; the defaults are the paper's.</summary>
    /// <param name="alpha">The smoothing factor α of mean and variance, between 0 and 1, both excluded.</param>
    /// <param name="zThreshold">The z-score z₀ above which a norm is clipped, in standard deviations: above zero and finite.</param>
    /// <param name="warmUpSteps">The number of norms before anything is clipped: at least 2, as one has no deviation.</param>
    /// <param name="mode">What a norm above the limit is brought down to.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public ZClipLimit(double alpha = 0.97, double zThreshold = 2.5, int warmUpSteps = 25, ZClipMode mode = ZClipMode.Reciprocal)
    {
        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The smoothing factor has to be between 0 and 1.");
        }

        if (!(zThreshold > 0) || !double.IsFinite(zThreshold))
        {
            throw new ArgumentOutOfRangeException(nameof(zThreshold), zThreshold, "The z threshold has to be above zero and finite.");
        }

        if (warmUpSteps < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(warmUpSteps), warmUpSteps, "The warm-up has to be at least 2 steps.");
        }

        if (mode is not (ZClipMode.Reciprocal or ZClipMode.Max or ZClipMode.Mean))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode.");
        }

        Alpha = alpha;
        ZThreshold = zThreshold;
        WarmUpSteps = warmUpSteps;
        Mode = mode;
    }

    /// <summary>Makes a limit that goes on where another one was: the same norms give the same bits.</summary>
    /// <param name="state">What <see cref="GetState"/> returned. Settings may be changed with <c>with</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is out of its range, or <see cref="ZClipLimitState.Count"/>, <see cref="ZClipLimitState.Mean"/> or
    /// <see cref="ZClipLimitState.StandardDeviation"/> is negative, NaN or infinite.
    /// </exception>
    public ZClipLimit(ZClipLimitState state)
        : this(state.Alpha, state.ZThreshold, state.WarmUpSteps, state.Mode)
    {
        if (state.Count < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state.Count, "The state's Count is negative.");
        }

        if (!(state.Mean >= 0) || !double.IsFinite(state.Mean))
        {
            throw new ArgumentOutOfRangeException(nameof(state), state.Mean, "The state's Mean has to be zero or above, and finite.");
        }

        if (!(state.StandardDeviation >= 0) || !double.IsFinite(state.StandardDeviation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(state),
                state.StandardDeviation,
                "The state's StandardDeviation has to be zero or above, and finite.");
        }

        Count = state.Count;
        _mean = state.Mean;
        _standardDeviation = state.StandardDeviation;
    }

    /// <summary>The smoothing factor α.</summary>
    public double Alpha { get; }

    /// <summary>The z threshold z₀.</summary>
    public double ZThreshold { get; }

    /// <summary>The number of norms before anything is clipped.</summary>
    public int WarmUpSteps { get; }

    /// <summary>What a norm above the limit is brought down to.</summary>
    public ZClipMode Mode { get; }

    /// <summary>The number of norms added, without those that weren't finite.</summary>
    public long Count { get; private set; }

    /// <summary>The mean μ of the norms after clipping; 0 where nothing was added.</summary>
    public double Mean => _mean;

    /// <summary>The standard deviation σ of the norms after clipping.</summary>
    public double StandardDeviation => _standardDeviation;

    /// <summary>
    /// The largest norm that isn't clipped, μ + z₀σ. Infinity during the warm-up, and where every norm so far was 0: neither says
    /// how large a gradient is.
    /// </summary>
    public double MaxNorm => Count < WarmUpSteps ? double.PositiveInfinity : InfinityForZero(_mean + (ZThreshold * _standardDeviation));

    /// <summary>The max norm for gradients of a given norm: what to hand to <c>ClipGradients</c>.</summary>
    /// <param name="totalNorm">The norm over all fields, as <c>MeasureGradients</c> has it.</param>
    /// <returns>
    /// <see cref="MaxNorm"/> for a norm that isn't above it, so that nothing is written, and for one that isn't finite, which has no
    /// z-score; for any other what <see cref="Mode"/> says. Always above zero.
    /// </returns>
    public double MaxNormFor(double totalNorm)
    {
        double maxNorm = MaxNorm;
        if (!(totalNorm > maxNorm) || !double.IsFinite(totalNorm))
        {
            return maxNorm;
        }

        switch (Mode)
        {
            case ZClipMode.Max:
                return maxNorm;
            case ZClipMode.Mean:
                return InfinityForZero(_mean);
            default:
                // (z₀² / z) · σ = z₀σ · z₀σ / (g − μ): without z, which is infinite where σ is 0.
                double allowed = ZThreshold * _standardDeviation;
                return InfinityForZero(_mean + (allowed * (allowed / (totalNorm - _mean))));
        }
    }

    /// <summary>Adds a step's norm to the history: what is left of it after it was clipped by <see cref="MaxNormFor"/>.</summary>
    /// <param name="totalNorm">The norm over all fields before clipping. NaN and infinity change nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="totalNorm"/> is negative.</exception>
    public void Add(double totalNorm)
    {
        if (totalNorm < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(totalNorm), totalNorm, "A norm can't be negative.");
        }

        if (!double.IsFinite(totalNorm))
        {
            return;
        }

        bool isWarmUp = Count < WarmUpSteps;
        double norm = Math.Min(totalNorm, MaxNormFor(totalNorm));
        Count++;

        // A mean that is moved by the difference stays where it is when the norm is the mean.
        double weight = isWarmUp ? 1.0 / Count : 1 - Alpha;
        double difference = norm - _mean;
        _mean += weight * difference;

        // During the warm-up the mean and the variance (by n) of all norms so far, by Welford's recurrence; then the paper's averages.
        _standardDeviation = isWarmUp
            ? RootOfSquares(1 - weight, _standardDeviation, (1 - weight) * weight, difference)
            : RootOfSquares(Alpha, _standardDeviation, weight, norm - _mean);
    }

    /// <summary>A snapshot, for a checkpoint.</summary>
    /// <returns>The settings and the statistics.</returns>
    public ZClipLimitState GetState() => new(Alpha, ZThreshold, WarmUpSteps, Mode, Count, _mean, _standardDeviation);

    // √(a·x² + b·y²), where x² or y² may be out of the range of double.
    private static double RootOfSquares(double a, double x, double b, double y)
    {
        double scale = Math.Max(Math.Abs(x), Math.Abs(y));
        if (scale == 0)
        {
            return 0;
        }

        (x, y) = (x / scale, y / scale);
        return scale * Math.Sqrt((a * x * x) + (b * y * y));
    }

    // ClipGradients refuses a limit of 0, and rightly: it would end the training.
    private static double InfinityForZero(double limit) => limit > 0 ? limit : double.PositiveInfinity;
}
