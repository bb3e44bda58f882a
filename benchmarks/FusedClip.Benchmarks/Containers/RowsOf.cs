using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>A matrix whose rows are clipped, each by its own norm.</summary>
internal interface IClipsRows
{
    ClipResult ClipGradients(double maxNorm, double preScale);
}

/// <summary>1000 rows of 64.</summary>
[ClipGradients(MaxNorm = 5, Axes = new[] { 1 })]
internal sealed partial class RowsOf64(float[] gradients) : IClipsRows
{
    [Gradient(Shape = new object[] { 1000, 64 })] public float[] G0 = gradients;
}

/// <summary>784 rows of 128: the first layer of a small network for handwritten digits.</summary>
[ClipGradients(MaxNorm = 5, Axes = new[] { 1 })]
internal sealed partial class RowsOf128(float[] gradients) : IClipsRows
{
    [Gradient(Shape = new object[] { 784, 128 })] public float[] G0 = gradients;
}

/// <summary>128 rows of 784: the same layer, the other way round.</summary>
[ClipGradients(MaxNorm = 5, Axes = new[] { 1 })]
internal sealed partial class RowsOf784(float[] gradients) : IClipsRows
{
    [Gradient(Shape = new object[] { 128, 784 })] public float[] G0 = gradients;
}

/// <summary>64 rows of 4096.</summary>
[ClipGradients(MaxNorm = 5, Axes = new[] { 1 })]
internal sealed partial class RowsOf4096(float[] gradients) : IClipsRows
{
    [Gradient(Shape = new object[] { 64, 4096 })] public float[] G0 = gradients;
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsRows<TContainer>(TContainer[] containers, float[][][] copies, int rowLength) : ICandidate
    where TContainer : class, IClipsRows
{
    // Its norm is that over all rows: whether one was clipped says more.
    public double Clip(int copy, double maxNorm) => containers[copy].ClipGradients(maxNorm, preScale: 1).IsClipped ? double.PositiveInfinity : 0;

    public double Norm(int copy) => Rows.SmallestNorm(copies[copy][0], rowLength);
}
