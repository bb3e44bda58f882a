namespace FusedClip;

/// <summary>Over what a norm is taken.</summary>
public enum ClipScope
{
    /// <summary>One norm over all fields, as <c>torch.nn.utils.clip_grad_norm_</c> and <c>tf.clip_by_global_norm</c> have it.</summary>
    Global,

    /// <summary>Each field has its own norm and is clipped by itself, as <c>tf.clip_by_norm</c> called once a field.</summary>
    PerField,
}
