using System;
using FusedClip;

namespace FusedClip.Tests;

[ClipGradients(MaxNorm = 5, Metrics = true)]
internal sealed partial class MeteredThrow : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, NonFinite = NonFinitePolicy.Skip, Metrics = true)]
internal sealed partial class MeteredSkip : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, NonFinite = NonFinitePolicy.Zero, Metrics = true)]
internal sealed partial class MeteredZero : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, NonFinite = NonFinitePolicy.Propagate, Metrics = true)]
internal sealed partial class MeteredPropagate : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, NonFinite = NonFinitePolicy.Poison, Metrics = true)]
internal sealed partial class MeteredPoison : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField, Metrics = true)]
internal sealed partial class MeteredThrowPerField : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Skip, Metrics = true)]
internal sealed partial class MeteredSkipPerField : PolicyFields, IClipper;

[ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Poison, Metrics = true)]
internal sealed partial class MeteredPoisonPerField : PolicyFields, IClipper;

/// <summary>Of two groups that are recorded, and one that isn't; and a method.</summary>
internal sealed partial class Metered
{
    [ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor", Metrics = true)]
    [ClipGradients(MaxNorm = 1, Group = "critic", MethodName = "ClipCritic", Metrics = true)]
    [ClipGradients(MaxNorm = 1, Group = "world", MethodName = "ClipWorld")]
    internal ref partial struct Agent<T>
        where T : struct
    {
        [Gradient(Group = "actor")] public Span<float> Policy;
        [Gradient(Group = "critic")] public Span<double> Value;
        [Gradient(Group = "world")] public T[]? Model;
    }

    [ClipGradients(MaxNorm = 1, Metrics = true)]
    internal static partial ClipResult Clip(float[] w, Span<double> b);

    [ClipGradients(Scope = ClipScope.PerField, Metrics = true)]
    internal partial ClipResult ClipEach(float[] w, double maxNorm);
}

/// <summary>Holds a container that is recorded, and isn't itself.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class UnmeteredHolder
{
    [Gradient] public MeteredThrow Inner = new();
}
