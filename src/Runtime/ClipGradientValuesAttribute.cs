using System;

namespace FusedClip;

/// <summary>
/// Has the generator write <c>ClipGradientValues</c> for a container of gradients: clipping by value, which clamps every element by
/// itself, whatever the others are.
/// </summary>
/// <remarks>
/// <para>
/// What is outside [−<see cref="Limit"/>, <see cref="Limit"/>], or [<see cref="Min"/>, <see cref="Max"/>], becomes the nearer end,
/// infinities too; NaN stays NaN, and elements inside keep their bits. With <see cref="Limit"/>, or none of the three, the method takes
/// <c>(double limit)</c>, otherwise <c>(double min, double max)</c>; what is set here is the parameter's default.
/// </para>
/// <para>
/// The members are those of <see cref="ClipGradientsAttribute"/>, of all groups. A type may carry both attributes: then it has both
/// methods, and the caller says in which order they clip. A type that carries this one alone has a list of fields, and can be held by
/// other containers, but has no other public method.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ClipGradientValuesAttribute : Attribute
{
    /// <summary>The largest absolute value that an element may have: above zero and finite. Where it isn't set, every call gives it.</summary>
    public double Limit { get; set; }

    /// <summary>The smallest value that an element may have, at most <see cref="Max"/>; not together with <see cref="Limit"/>. Where it isn't set, every call gives it.</summary>
    public double Min { get; set; }

    /// <summary>The largest value that an element may have, at least <see cref="Min"/>; not together with <see cref="Limit"/>. Where it isn't set, every call gives it.</summary>
    public double Max { get; set; }
}
