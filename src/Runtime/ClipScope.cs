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

    /// <summary>
    /// Each unit of each field has a limit of its own, which is <see cref="ClipGradientsAttribute.Clipping"/> times the norm of the
    /// unit's weights (<see cref="GradientAttribute.Weight"/>): adaptive gradient clipping, as NFNets and <c>optax.adaptive_grad_clip</c>
    /// have it. The units are the slices over <see cref="ClipGradientsAttribute.Axes"/>, which have to be given.
    /// </summary>
    /// <remarks>
    /// Of a unit's gradients g and weights w, the norm ‖g‖ is brought down to Clipping · max(‖w‖, 1e-3) where it exceeds that. Brock, De,
    /// Smith and Simonyan, "High-Performance Large-Scale Image Recognition Without Normalization", 2021, arXiv:2102.06171.
    /// </remarks>
    Adaptive,
}
