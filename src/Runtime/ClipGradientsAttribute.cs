using System;

namespace FusedClip;

/// <summary>
/// Marks a container of gradients: the generator writes <c>ClipGradients</c>, <c>MeasureGradients</c>,
/// <c>ScaleGradients</c> and <c>ZeroGradients</c> for it, and an implementation of <see cref="IGradientSource"/>. Or marks a
/// partial method whose parameters are gradients: the generator writes its body.
/// </summary>
/// <remarks>
/// <para>
/// The type has to be partial, and so has every type that it is nested in. Clipping is by norm: the norm
/// ‖g‖ₚ = (Σ|gᵢ|ᵖ)^(1/p) over all gradient fields, as if they were concatenated, is brought down to
/// <see cref="MaxNorm"/> where it exceeds it, by multiplying every element by the same clip coefficient.
/// At or below the limit nothing is written.
/// </para>
/// <para>
/// Which members: where no member carries <see cref="GradientAttribute"/>, every instance field and
/// auto-property that is a buffer of <see cref="float"/> or <see cref="double"/>, base class first, in
/// declaration order, without those marked <see cref="NotGradientAttribute"/>; otherwise the members
/// that carry it.
/// </para>
/// <para>
/// A type may carry the attribute several times, with another <see cref="Group"/> and another <see cref="MethodName"/> each time:
/// then each clips the members of its group, and <see cref="IGradientSource"/> speaks of all groups, in the order of the attributes.
/// </para>
/// <para>
/// A method returns <see cref="ClipResult"/>, is partial and has no body: <c>[ClipGradients(MaxNorm = 10)] private static partial
/// ClipResult Clip(float[,] dW, Span&lt;float&gt; dB);</c>. A parameter <c>double maxNorm</c> is the limit, in the place of
/// <see cref="MaxNorm"/>; a parameter <c>double preScale</c> is what every gradient is multiplied by first. All others are gradients,
/// in the order of summation; numbers have to be passed by <c>ref</c>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ClipGradientsAttribute : Attribute
{
    /// <summary>
    /// The largest norm that the gradients may have, above zero and finite. Where it isn't set, the limit has
    /// to be given with every call.
    /// </summary>
    public double MaxNorm { get; set; } = double.NaN;

    /// <summary>The norm order p: any p &gt; 0, or <see cref="double.PositiveInfinity"/> for the largest absolute value. 2 unless it is set.</summary>
    public double Norm { get; set; } = 2;

    /// <summary>Whether all fields share one norm, or each has its own, or its own root mean square.</summary>
    public ClipScope Scope { get; set; } = ClipScope.Global;

    /// <summary>
    /// With <see cref="ClipScope.Adaptive"/>, the part of its weights' norm that the norm of a unit's gradients may be, such as 0.01: above
    /// zero and finite. Where it isn't set, it has to be given with every call. Not for other scopes.
    /// </summary>
    public double Clipping { get; set; } = double.NaN;

    /// <summary>
    /// The dimensions over which a norm is taken: each remaining slice of a field has a norm of its own and is clipped by itself, as
    /// <c>tf.clip_by_norm(t, clip_norm, axes)</c> does. With <c>Axes = new[] { 1 }</c> every row of a matrix is a slice, with
    /// <c>{ 0 }</c> every column. Negative ones count from the end. Where it isn't null, <see cref="Scope"/> only says whether it is the
    /// norm of a slice that is limited, or its root mean square, <see cref="ClipScope.BlockRms"/>, or its norm by that of its weights,
    /// <see cref="ClipScope.Adaptive"/>, which needs it: it says what a unit is. There a field of one dimension is one unit.
    /// </summary>
    /// <remarks>
    /// Every field has to have these dimensions: an array of that rank, or a flat buffer with a <see cref="GradientAttribute.Shape"/>.
    /// Where a container that is held has a field without them, clipping and measuring throw an
    /// <see cref="InvalidOperationException"/> that names it, before anything is written.
    /// </remarks>
    public int[]? Axes { get; set; }

    /// <summary>
    /// Added to the norm in the clip coefficient, MaxNorm / (norm + Epsilon), at most 1. PyTorch's is 1e-6. With 0, the
    /// default, a norm equal to the limit is left alone, and the clipped norm is never above the limit.
    /// </summary>
    public double Epsilon { get; set; }

    /// <summary>What happens when the norm is NaN or infinite.</summary>
    public NonFinitePolicy NonFinite { get; set; } = NonFinitePolicy.Throw;

    /// <summary>
    /// The name of the generated method, <c>ClipGradients</c> unless it is set. Its siblings take its stem:
    /// with <c>ClipActor</c> they are <c>MeasureActor</c>, <c>ScaleActor</c> and <c>ZeroActor</c>. Not for the attribute on a method.
    /// </summary>
    public string? MethodName { get; set; }

    /// <summary>
    /// Whether each clip records what it came to in the meter <c>FusedClip</c> (System.Diagnostics.Metrics): the norm, and whether it
    /// was clipped, or wasn't finite. Where nobody listens, that costs next to nothing. False unless it is set.
    /// </summary>
    public bool Metrics { get; set; }

    /// <summary>
    /// Whether there are overloads of the clip and of its measuring that say which field it was: <c>ClipGradients(out var norms)</c> gives
    /// every field's own norm, after the pre-scale and before clipping, in a struct with a property for each field. False unless it is set.
    /// Not with <see cref="Axes"/>, and not for the attribute on a method.
    /// </summary>
    public bool FieldNorms { get; set; }

    /// <summary>
    /// The group that is clipped: the members marked <c>[Gradient(Group = …)]</c> with the same name. Those without a group unless it is
    /// set. Not for the attribute on a method.
    /// </summary>
    public string? Group { get; set; }
}
