using System;

namespace FusedClip;

/// <summary>
/// Says that a field or property of a container is a gradient. Where any member of a container carries it, only
/// the members that do are clipped; it may stand on scalars, too.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class GradientAttribute : Attribute
{
    /// <summary>
    /// The group that clips it: that of the <see cref="ClipGradientsAttribute"/> with the same <see cref="ClipGradientsAttribute.Group"/>.
    /// None unless it is set. A member is in one group at most.
    /// </summary>
    public string? Group { get; set; }
}
