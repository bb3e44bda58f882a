namespace FusedClip;

/// <summary>What a clip found and did.</summary>
/// <param name="TotalNorm">
/// The norm over all fields before clipping, after the pre-scale. NaN or infinite where an element is.
/// </param>
/// <param name="Coefficient">
/// What every element was multiplied by, or has to be where the gradients were only measured; the pre-scale is
/// in it. 1 means that nothing was written. With <see cref="ClipScope.PerField"/>, the smallest of the fields' coefficients.
/// </param>
/// <param name="IsClipped">
/// Whether the norm made the gradients change. With <see cref="ClipScope.PerField"/>, whether it did for any field.
/// </param>
/// <param name="IsFinite">Whether the norm is neither NaN nor infinite.</param>
/// <param name="NonFiniteField">The name of the first field with a NaN or an infinity; null where there is none.</param>
public readonly record struct ClipResult(
    double TotalNorm,
    double Coefficient,
    bool IsClipped,
    bool IsFinite,
    string? NonFiniteField = null);
