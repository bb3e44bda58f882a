using System;
using System.Collections.Generic;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>Three fields with every shape that has a path of its own to an element that isn't finite.</summary>
internal abstract class PolicyFields
{
    public float[] First = [1, 2, 2];
    public float[][] Second = [[4, 0], [0, 0, 0]];
    public List<double> Third = [5, 6];
}

[ClipGradients(NonFinite = NonFinitePolicy.Throw)]
internal sealed partial class ThrowPolicy : PolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class SkipPolicy : PolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class ZeroPolicy : PolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class PropagatePolicy : PolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class PoisonPolicy : PolicyFields, IClipper;

[ClipGradients(Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Throw)]
internal sealed partial class ThrowPolicyPerField : PolicyFields, IClipper;

[ClipGradients(Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class SkipPolicyPerField : PolicyFields, IClipper;

[ClipGradients(Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class ZeroPolicyPerField : PolicyFields, IClipper;

[ClipGradients(Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class PropagatePolicyPerField : PolicyFields, IClipper;

[ClipGradients(Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class PoisonPolicyPerField : PolicyFields, IClipper;

/// <summary>One of each that doesn't throw, filled again without allocating.</summary>
internal sealed class PolicyContainers
{
    public readonly IClipper[] All =
    [
        new SkipPolicy(), new ZeroPolicy(), new PropagatePolicy(), new PoisonPolicy(),
        new SkipPolicyPerField(), new ZeroPolicyPerField(), new PropagatePolicyPerField(), new PoisonPolicyPerField(),
    ];

    /// <summary>Puts a value into the second field of each, at [1][2].</summary>
    public void Reset(float value)
    {
        foreach (IClipper clipper in All)
        {
            var container = (PolicyFields)clipper;
            (container.First[0], container.First[1], container.First[2]) = (1, 2, 2);
            (container.Second[0][0], container.Second[0][1]) = (4, 0);
            (container.Second[1][0], container.Second[1][1], container.Second[1][2]) = (0, 0, value);
            (container.Third[0], container.Third[1]) = (5, 6);
        }
    }
}
