using System;

namespace FusedClip;

/// <summary>
/// Says that a field or property of a container is a gradient. Where any member of a container carries it, only
/// the members that do are clipped; it may stand on scalars, too.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class GradientAttribute : Attribute;
