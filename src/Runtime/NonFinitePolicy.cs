namespace FusedClip;

/// <summary>What a clip does when the norm is NaN or infinite, because an element is.</summary>
/// <remarks>
/// A norm that merely overflows <see cref="float"/> isn't such a case: it is measured again in double.
/// </remarks>
public enum NonFinitePolicy
{
    /// <summary>
    /// Throws <see cref="NonFiniteGradientException"/>, which names the field, the index and the value. Nothing is
    /// written. PyTorch's <c>error_if_nonfinite=True</c>.
    /// </summary>
    Throw,

    /// <summary>Writes nothing; the result says which field it was.</summary>
    Skip,

    /// <summary>Sets every gradient to 0, so that the step does nothing.</summary>
    Zero,

    /// <summary>The arithmetic of PyTorch's default: an infinite norm makes the coefficient 0, and NaN makes everything NaN.</summary>
    Propagate,

    /// <summary>Sets every gradient to NaN, as <c>tf.clip_by_global_norm</c> does.</summary>
    Poison,
}
