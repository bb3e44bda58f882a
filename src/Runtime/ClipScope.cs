namespace FusedClip;

/// <summary>Over what a norm is taken.</summary>
public enum ClipScope
{
    /// <summary>One norm over all fields, as <c>torch.nn.utils.clip_grad_norm_</c> and <c>tf.clip_by_global_norm</c> have it.</summary>
    Global,

    /// <summary>Each field has its own norm and is clipped by itself, as <c>tf.clip_by_norm</c> called once a field.</summary>
    PerField,

    /// <summary>
    /// Each field is clipped by itself, by its root mean square √(Σgᵢ² / n), n being the number of its elements: <c>optax.clip_by_block_rms</c>.
    /// With another norm order p it is the power mean (Σ|gᵢ|ᵖ / n)^(1/p). <see cref="ClipGradientsAttribute.MaxNorm"/> is the limit of
    /// that mean. With <see cref="ClipGradientsAttribute.Axes"/> it is that of each slice.
    /// </summary>
    BlockRms,
}
