using System;

namespace FusedClip;

/// <summary>Leaves a field or property of a container out: it is neither measured, nor scaled, nor zeroed.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class NotGradientAttribute : Attribute;
