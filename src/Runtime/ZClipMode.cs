namespace FusedClip;

/// <summary>What <see cref="ZClipLimit"/> brings a norm down to, whose z-score z is above the z threshold z₀.</summary>
/// <remarks>The z-score of a norm g is z = (g − μ) / σ, with the mean μ and the standard deviation σ of the norms before it.</remarks>
public enum ZClipMode
{
    /// <summary>To μ + (z₀² / z) · σ: the larger the spike, the nearer to the mean. The paper's recommendation.</summary>
    Reciprocal,

    /// <summary>To μ + z₀ · σ, which doesn't depend on the norm, so that one sweep measures and clips.</summary>
    Max,

    /// <summary>To the mean μ.</summary>
    Mean,
}
