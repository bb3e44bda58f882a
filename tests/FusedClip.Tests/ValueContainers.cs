using System;
using System.Collections.Generic;

namespace FusedClip.Tests;

/// <summary>Clipped by value alone, with a buffer of every element type.</summary>
[ClipGradientValues(Limit = 0.5)]
public partial class ValueBuffers
{
    public Memory<float> Singles;
    public Memory<double> Doubles;
    public Memory<Half> Halves;
}

/// <summary>The two ends of the range are given with every call.</summary>
[ClipGradientValues(Max = double.PositiveInfinity)]
public partial class ValueRanges
{
    public float[]? Singles;
    public double[]? Doubles;
    public Half[]? Halves;
}

/// <summary>The smaller end has a default, the larger one hasn't.</summary>
[ClipGradientValues(Min = -0.25)]
public partial struct ValueMinimum
{
    public float[] W;
}

/// <summary>Clipped by value, and by norm in groups.</summary>
[ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
[ClipGradients(MaxNorm = 1, Group = "critic", MethodName = "ClipCritic")]
[ClipGradientValues]
public partial class ValueGroups
{
    [Gradient(Group = "actor")]
    public float[] Actor = [3, -4];

    [Gradient(Group = "critic")]
    public double Critic { get; set; } = -12;
}

/// <summary>Everything that a list of fields can hold, but for what doesn't show its elements.</summary>
[ClipGradientValues(Limit = 1)]
public partial class ValueModel
{
    [Gradient]
    public float[][] Jagged = [[-2, 0.5f], [3]];

    [Gradient]
    public List<float[,]> Pieces = [new float[,] { { 5, -5 } }, new float[,] { { 0.25f } }];

    [Gradient]
    public ValueBuffers Buffers = new() { Singles = new float[] { 7, -0f }, Halves = new Half[] { (Half)9 } };

    [Gradient]
    public NestedLayer[] Layers = [new NestedLayer(9, 1), new NestedLayer(40, 2)];

    [Gradient]
    public StructLayer InPlace = new(5, 3);

    [Gradient]
    public double Scalar { get; set; } = double.NegativeInfinity;

    [Gradient]
    public IGradientSource? Source;

    [Gradient]
    public Memory<float> After = new float[] { 8 };
}

/// <summary>Clipped by norm, with a member that is clipped by value alone.</summary>
[ClipGradients(MaxNorm = 1)]
public partial class NormOverValues
{
    public float[] W = [3];
    public ValueBuffers Inner = new() { Singles = new float[] { 4 }, Doubles = new double[] { 12 }, Halves = new Half[] { (Half)84 } };
}

/// <summary>More gradients than the base class has, of which one method clips all.</summary>
[ClipGradientValues(Limit = 0.5)]
public partial class DerivedValues : ValueBuffers
{
    public float[] More = [1, -1];
}

/// <summary>Elements of a type parameter.</summary>
[ClipGradientValues(Limit = 1)]
public partial class ValueLayer<T>
    where T : struct
{
    public T[]? W;
}

/// <summary>Every member that is one run of elements, but no array.</summary>
[ClipGradientValues(Limit = 2)]
internal sealed partial class ValuePlaces : BufferFields;

/// <summary>Every member of another library's type.</summary>
[ClipGradientValues(Limit = 2)]
internal sealed partial class ValueLibraries : LibraryFields;

/// <summary>On the stack, without an interface.</summary>
[ClipGradientValues(Limit = 2)]
internal ref partial struct ValueSpans(Span<float> w)
{
    public Span<float> W = w;
}
