using System;
using System.Collections.Generic;

namespace FusedClip.Tests;

/// <summary>A layer that says what the norms of its fields are.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
public partial class NormLayer
{
    public float[]? W;
    public double[]? B;
}

/// <summary>A layer with more fields than its base class.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
public partial class NormGatedLayer : NormLayer
{
    public Half[]? Gate;
    public NormPair Pair;
}

/// <summary>A container that is a struct.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
public partial struct NormPair
{
    [Gradient]
    public float First;

    [Gradient]
    public double Second;
}

/// <summary>A layer that says nothing of its fields.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class SilentLayer
{
    public float[]? W;
    public NormLayer? Inner;
}

/// <summary>Every way in which a container's norms can lie: one for a field, one for a member, several for a container.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
public partial class NormModel
{
    public float[,]? Table;
    public NormLayer? Encoder;
    public List<NormLayer?> Layers = [];
    public NormGatedLayer? Gated;
    public float[][]? Rows;
    public IGradientSource[] Sources = [];
    public SilentLayer? Silent;
    public List<float[]>? Pieces;
    public NormPair Pair;
    public NormPair[]?[]? Pairs;
    public NormModel? Self;
    public Memory<Half> Last;
}

/// <summary>Six fields, whose norms are of one order.</summary>
[ClipGradients(FieldNorms = true)]
internal sealed partial class NormsTwo : SingleFields, INorms
{
    public double[] All(out ClipResult result, double maxNorm, double preScale)
    {
        result = ClipGradients(out GradientNorms norms, maxNorm, preScale);
        return [norms.F0, norms.F1, norms.F2, norms.F3, norms.F4, norms.F5, norms.Buffer];
    }
}

/// <summary>The largest absolute values of six fields.</summary>
[ClipGradients(FieldNorms = true, Norm = double.PositiveInfinity)]
internal sealed partial class NormsMax : SingleFields, INorms
{
    public double[] All(out ClipResult result, double maxNorm, double preScale)
    {
        result = ClipGradients(out GradientNorms norms, maxNorm, preScale);
        return [norms.F0, norms.F1, norms.F2, norms.F3, norms.F4, norms.F5, norms.Buffer];
    }
}

/// <summary>The sums of six fields' absolute values.</summary>
[ClipGradients(FieldNorms = true, Norm = 1)]
internal sealed partial class NormsOne : SingleFields, INorms
{
    public double[] All(out ClipResult result, double maxNorm, double preScale)
    {
        result = ClipGradients(out GradientNorms norms, maxNorm, preScale);
        return [norms.F0, norms.F1, norms.F2, norms.F3, norms.F4, norms.F5, norms.Buffer];
    }
}

/// <summary>The norms of six fields by which each is clipped.</summary>
[ClipGradients(FieldNorms = true, Scope = ClipScope.PerField)]
internal sealed partial class NormsPerField : SingleFields, INorms
{
    public double[] All(out ClipResult result, double maxNorm, double preScale)
    {
        result = ClipGradients(out GradientNorms norms, maxNorm, preScale);
        return [norms.F0, norms.F1, norms.F2, norms.F3, norms.F4, norms.F5, norms.Buffer];
    }
}

/// <summary>What the tests call.</summary>
internal interface INorms
{
    double[] All(out ClipResult result, double maxNorm, double preScale);
}

/// <summary>Two fields and a policy.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class NormsSkip
{
    public float[]? A;
    public double[]? B;
}

/// <summary>Two fields and a policy.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class NormsZero
{
    public float[]? A;
    public double[]? B;
}

/// <summary>Two fields and a policy.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true, NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class NormsPoison
{
    public float[]? A;
    public double[]? B;
}

/// <summary>Two fields and a policy.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class NormsPropagate
{
    public float[]? A;
    public double[]? B;
}

/// <summary>Two fields and a policy.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true)]
internal sealed partial class NormsThrow
{
    public float[]? A;
    public double[]? B;
}

/// <summary>Two fields and a policy, each field by itself.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true, NonFinite = NonFinitePolicy.Zero, Scope = ClipScope.PerField)]
internal sealed partial class NormsPerFieldZero
{
    public float[]? A;
    public double[]? B;
}

/// <summary>Two groups, of which one says what the norms of its fields are, in a struct of its own name.</summary>
[ClipGradients(Group = "actor", MethodName = "ClipActor", MaxNorm = 1, FieldNorms = true)]
[ClipGradients(Group = "critic", MethodName = "ClipCritic", MaxNorm = 1)]
public partial class NormActorCritic
{
    [Gradient(Group = "actor")]
    public float[]? A;

    [Gradient(Group = "actor")]
    public NormLayer? Body;

    [Gradient(Group = "critic")]
    public float[]? C;
}

/// <summary>A container with keywords for names, one of them a parameter's name.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true)]
internal ref partial struct NormKeywords
{
    public Span<float> @class;
    public Span<float> norms;
    public Span<double> index;
    public float[]? @record;
}

/// <summary>A tied field, and elements of a type parameter.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true)]
internal sealed partial class NormTied<T>
    where T : struct
{
    [Gradient]
    public T[]? In;

    [Gradient(TiedTo = nameof(In))]
    public T[]? Out;
}
