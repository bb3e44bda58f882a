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

    /// <summary>
    /// The name of a field, property or constant of the container that says how many elements of the buffer count, from
    /// the first one on: <c>[Gradient(Length = nameof(Count))]</c>. For buffers that are longer than their contents, such
    /// as pooled arrays, and for pointers, which need it.
    /// </summary>
    /// <remarks>
    /// It is an <see cref="int"/>, or of another type that converts to <see cref="long"/>, and is read in every sweep. A number that is
    /// negative or larger than the buffer throws an <see cref="InvalidOperationException"/> before anything is written.
    /// </remarks>
    public string? Length { get; set; }

    /// <summary>
    /// The dimensions of a flat buffer, for <see cref="ClipGradientsAttribute.Axes"/>: <c>[Gradient(Shape = new object[] { nameof(Rows), 3 })]</c>.
    /// Each is a number above zero, or the name of a field, property or constant of the container, as for <see cref="Length"/>; the last
    /// index varies fastest. Null: the buffer has one dimension.
    /// </summary>
    /// <remarks>
    /// Members are read in every sweep. Where the product isn't the number of elements, an <see cref="InvalidOperationException"/> is
    /// thrown before anything is written; a buffer that is null or empty is passed over, whatever its shape.
    /// </remarks>
    public object[]? Shape { get; set; }

    /// <summary>
    /// The name of the field or property of the container that holds the weights of this gradient field, for
    /// <see cref="ClipScope.Adaptive"/>: <c>[Gradient(Weight = nameof(W))]</c>. It is of the gradient's type; other scopes don't look at it.
    /// </summary>
    /// <remarks>
    /// The weights are read, and never written. Where they are null and the gradients aren't, or have other dimensions, clipping and
    /// measuring throw an <see cref="InvalidOperationException"/> before anything is written.
    /// </remarks>
    public string? Weight { get; set; }

    /// <summary>
    /// The name of another gradient field that may be the same buffer as this one, as tied weights have it: one of this container, or of
    /// a container that it derives from. Null: no other field is.
    /// </summary>
    /// <remarks>
    /// With every sweep the two are compared. Where they are the same array, list or container, or have the same elements in memory, they
    /// are counted and scaled once, as the field that is named here; where they aren't, each is a field like any other. Fields that share
    /// memory without saying so are counted and scaled twice, and refused in debug builds: then the methods that clip,
    /// measure and scale throw an <see cref="InvalidOperationException"/> that names both, before anything is written.
    /// </remarks>
    public string? TiedTo { get; set; }
}
