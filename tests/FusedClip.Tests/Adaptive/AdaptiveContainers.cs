using System;
using System.Collections.Generic;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>The methods that the generator gives a container of the adaptive scope.</summary>
internal interface IAdaptiveClipper
{
    ClipResult ClipGradients(double clipping, double preScale = 1);

    ClipResult MeasureGradients(double clipping, double preScale = 1);

    void ScaleGradients(double coefficient);

    void ZeroGradients();
}

/// <summary>Matrices and biases of every element type, any of which may be null, and their weights.</summary>
internal abstract class Layers
{
    [Gradient(Weight = nameof(Singles))] public float[,]? DSingles;
    [Gradient(Weight = nameof(Doubles))] public double[,]? DDoubles;
    [Gradient(Weight = nameof(Halves))] public Half[,]? DHalves;
    [Gradient(Weight = nameof(Bias))] public float[]? DBias;
    [Gradient(Weight = nameof(DoubleBias))] public double[]? DDoubleBias;

    public float[,]? Singles;
    public double[,]? Doubles;
    public Half[,]? Halves;
    public float[]? Bias;
    public double[]? DoubleBias;
}

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 })]
internal sealed partial class AdaptiveColumnsTwo : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 })]
internal sealed partial class AdaptiveRowsTwo : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 }, Norm = 1)]
internal sealed partial class AdaptiveColumnsOne : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 }, Norm = 1)]
internal sealed partial class AdaptiveRowsOne : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 }, Norm = double.PositiveInfinity)]
internal sealed partial class AdaptiveColumnsMax : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 }, Norm = double.PositiveInfinity)]
internal sealed partial class AdaptiveRowsMax : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 }, Norm = 2.7)]
internal sealed partial class AdaptiveColumnsOther : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { -1 }, Norm = 2.7)]
internal sealed partial class AdaptiveRowsOther : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 }, Epsilon = 1e-6)]
internal sealed partial class AdaptiveRowsEpsilon : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 }, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class AdaptiveColumnsSkip : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 }, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class AdaptiveRowsZero : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class AdaptiveRowsPropagate : Layers, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 }, NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class AdaptiveColumnsPoison : Layers, IAdaptiveClipper;

/// <summary>A convolution over height, width and input channels (HWIO) beside its bias: one unit is an output channel.</summary>
[ClipGradients(Scope = ClipScope.Adaptive, Clipping = 0.01, Axes = new[] { 0, 1, 2 })]
internal sealed partial class AdaptiveConvolution
{
    [Gradient(Weight = nameof(Kernel))] public float[,,,]? DKernel;
    [Gradient(Weight = nameof(Bias))] public float[]? DBias;
    [Gradient(Weight = nameof(Depthwise))] public double[,,]? DDepthwise;

    public float[,,,]? Kernel;
    public float[]? Bias;

    public double[,,]? Depthwise { get; set; }
}

/// <summary>Flat buffers of every kind that this scope takes, with a shape and without.</summary>
internal abstract class AdaptiveFlat
{
    private readonly float[] _span = new float[10];
    private readonly float[] _spanWeights = new float[10];

    public int Rows = 2;

    [Gradient(Shape = new object[] { nameof(Rows), 3 }, Weight = nameof(Array))] public float[]? DArray = new float[6];
    [Gradient(Shape = new object[] { nameof(Rows), 6 }, Weight = nameof(Memory))] public Memory<double> DMemory = new double[12];
    [Gradient(Shape = new object[] { nameof(Rows), 2 }, Weight = nameof(NullableMemory))] public Memory<double>? DNullableMemory = new double[4];
    [Gradient(Shape = new object[] { nameof(Rows), 3 }, Weight = nameof(List))] public List<float> DList = [0, 0, 0, 0, 0, 0];
    [Gradient(Shape = new object[] { 2, nameof(Rows) }, Weight = nameof(Segment))] public ArraySegment<float> DSegment = new(new float[9], 2, 4);
    [Gradient(Shape = new object[] { nameof(Rows), 5 }, Weight = nameof(Span))] public Span<float> DSpan => _span;
    [Gradient(Shape = new object[] { nameof(Rows), 4 }, Length = nameof(Eight), Weight = nameof(Pooled))] public float[] DPooled = new float[20];
    [Gradient(Weight = nameof(Plain))] public Memory<float> DPlain = new float[7];

    public float[]? Array = new float[6];
    public Memory<double> Memory = new double[12];
    public Memory<double>? NullableMemory = new double[4];
    public List<float> List = [0, 0, 0, 0, 0, 0];
    public ArraySegment<float> Segment = new(new float[6], 1, 4);
    public Memory<float> Plain = new float[7];

    public Span<float> Span => _spanWeights;

    public float[] Pooled { get; } = new float[11];

    public long Eight => 8;
}

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 })]
internal sealed partial class AdaptiveFlatRows : AdaptiveFlat, IAdaptiveClipper;

[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0 })]
internal sealed partial class AdaptiveFlatColumns : AdaptiveFlat, IAdaptiveClipper;

/// <summary>Elements of a type parameter.</summary>
[ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 1 })]
internal sealed partial class AdaptiveGeneric<T> : IAdaptiveClipper
    where T : struct
{
    [Gradient(Weight = nameof(Matrix))] public T[,]? DMatrix;
    [Gradient(Weight = nameof(Flat), Shape = new object[] { 2, 3 })] public T[]? DFlat;

    public T[,]? Matrix;
    public T[]? Flat;
}

/// <summary>A layer that is clipped adaptively by itself, and by one norm as a member of another.</summary>
[ClipGradients(Scope = ClipScope.Adaptive, Clipping = 0.5, Axes = new[] { 1 })]
[ClipGradients(Group = "Rest", MethodName = "ClipRest", MaxNorm = 1)]
internal sealed partial class AdaptiveLayer
{
    [Gradient(Weight = nameof(W))] public float[,]? DW;
    [Gradient(Weight = nameof(W), Group = "Rest")] public float[,]? Other;

    public float[,]? W;
}

[ClipGradients(MaxNorm = 1)]
internal sealed partial class HolderOfAdaptive
{
    public AdaptiveLayer Layer = new();
}

/// <summary>The containers of layers, by norm order.</summary>
internal static class AdaptiveContainers
{
    public static Layers Of(double order, int axis) => (order, axis) switch
    {
        (1, 0) => new AdaptiveColumnsOne(),
        (1, _) => new AdaptiveRowsOne(),
        (2, 0) => new AdaptiveColumnsTwo(),
        (2, _) => new AdaptiveRowsTwo(),
        (2.7, 0) => new AdaptiveColumnsOther(),
        (2.7, _) => new AdaptiveRowsOther(),
        (_, 0) => new AdaptiveColumnsMax(),
        _ => new AdaptiveRowsMax(),
    };
}
