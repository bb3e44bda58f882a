using System;
using FusedClip;

namespace FusedClip.Tests.Peers;

// The settings of docs/migrating.md, as they stand there.

[ClipGradients(MaxNorm = 2, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class PyTorchNorm : SingleFields, IClipper;

[ClipGradients(MaxNorm = 2, Norm = double.PositiveInfinity, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class PyTorchLargest : SingleFields, IClipper;

[ClipGradients(MaxNorm = 1, Epsilon = 1e-6)]
internal sealed partial class PyTorchError : SingleFields, IClipper;

[ClipGradientValues(Limit = 2.5)]
internal sealed partial class PyTorchValue
{
    public float[]? Singles;
    public double[]? Doubles;
}

[ClipGradients(MaxNorm = 2, Epsilon = 1e-6)]
internal sealed partial class PyTorchTied
{
    [Gradient] public float[] Embedding = [3];
    [Gradient(TiedTo = nameof(Embedding))] public float[]? Head;
}

[ClipGradients(MaxNorm = 4, NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class TensorFlowGlobal : SingleFields, IClipper;

[ClipGradients(MaxNorm = 4, Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TensorFlowNorm : SingleFields, IClipper;

internal interface ISliced : IClipper
{
    float[,]? Singles { get; set; }

    double[,]? Doubles { get; set; }
}

[ClipGradients(MaxNorm = 4, Axes = new[] { 0 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TensorFlowNormOfColumns : ISliced
{
    public float[,]? Singles { get; set; }

    public double[,]? Doubles { get; set; }
}

[ClipGradients(MaxNorm = 4, Axes = new[] { 1 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TensorFlowNormOfRows : ISliced
{
    public float[,]? Singles { get; set; }

    public double[,]? Doubles { get; set; }
}

[ClipGradients(MaxNorm = 4, Axes = new[] { -1 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TensorFlowNormOfTheLast : ISliced
{
    public float[,]? Singles { get; set; }

    public double[,]? Doubles { get; set; }
}

[ClipGradientValues(Min = -4.4, Max = 4.4)]
internal sealed partial class TensorFlowValue
{
    public float[]? Singles;
    public double[]? Doubles;
    public Half[]? Halves;
}

[ClipGradients(MaxNorm = 1, Scope = ClipScope.PerField)]
internal sealed partial class KerasNorm : SingleFields, IClipper;

[ClipGradients(MaxNorm = 1)]
internal sealed partial class KerasGlobal : SingleFields, IClipper;

[ClipGradientValues(Limit = 1)]
internal sealed partial class KerasValue
{
    public float[]? Singles;
}

[ClipGradients(MaxNorm = 1, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class OptaxGlobal : SingleFields, IClipper;

[ClipGradients(MaxNorm = 1, Scope = ClipScope.BlockRms, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class OptaxBlockRms : SingleFields, IClipper;

/// <summary>Weights as optax has them: dense (in, out), multi-head (in, heads, out), and a bias.</summary>
[ClipGradients(Scope = ClipScope.Adaptive, Clipping = 0.01, Axes = new[] { 0 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class OptaxAdaptive
{
    [Gradient(Weight = nameof(Dense))] public float[,]? DDense;
    [Gradient(Weight = nameof(Heads))] public double[,,]? DHeads;
    [Gradient(Weight = nameof(Bias))] public float[]? DBias;
    [Gradient(Weight = nameof(Scale))] public float[]? DScale;

    public float[,]? Dense;
    public double[,,]? Heads;
    public float[]? Bias;
    public float[]? Scale;
}

/// <summary>Kernels as optax has them: height, width, in, out.</summary>
[ClipGradients(Scope = ClipScope.Adaptive, Clipping = 0.01, Axes = new[] { 0, 1, 2 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class OptaxAdaptiveKernels
{
    [Gradient(Weight = nameof(Kernel))] public float[,,,]? DKernel;

    public float[,,,]? Kernel;
}

/// <summary>Weights as PyTorch has them: dense (out, in).</summary>
[ClipGradients(Scope = ClipScope.Adaptive, Clipping = 0.01, Axes = new[] { 1 }, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class PyTorchAdaptive
{
    [Gradient(Weight = nameof(Linear))] public float[,]? DLinear;
    [Gradient(Weight = nameof(Bias))] public float[]? DBias;

    public float[,]? Linear;
    public float[]? Bias;
}

[ClipGradients(MaxNorm = 5)]
internal sealed partial class LoopGlobal : SingleFields, IClipper;

[ClipGradients(MaxNorm = 5, Epsilon = 1e-6)]
internal sealed partial class LoopEpsilon : SingleFields, IClipper;

[ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField)]
internal sealed partial class LoopPerArray : SingleFields, IClipper;

[ClipGradients(MaxNorm = 5, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class LoopSkip : SingleFields, IClipper;

[ClipGradients(MaxNorm = 5, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class LoopZero : SingleFields, IClipper;

// error_if_nonfinite=True with the norm orders of PyTorch's own test.

[ClipGradients(Norm = 0.1, Epsilon = 1e-6)]
internal sealed partial class PyTorchErrorTenth : DoubleFields, IClipper;

[ClipGradients(Norm = 1, Epsilon = 1e-6)]
internal sealed partial class PyTorchErrorOne : DoubleFields, IClipper;

[ClipGradients(Norm = 2, Epsilon = 1e-6)]
internal sealed partial class PyTorchErrorTwo : DoubleFields, IClipper;

[ClipGradients(Norm = 3.5, Epsilon = 1e-6)]
internal sealed partial class PyTorchErrorThreeAndAHalf : DoubleFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity, Epsilon = 1e-6)]
internal sealed partial class PyTorchErrorLargest : DoubleFields, IClipper;
