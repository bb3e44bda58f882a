using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>Four fields of <c>float</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class FourSingles(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsFourSingles(FourSingles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Four fields of <c>double</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class FourDoubles(double[][] gradients)
{
    public double[] G0 = gradients[0];
    public double[] G1 = gradients[1];
    public double[] G2 = gradients[2];
    public double[] G3 = gradients[3];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsFourDoubles(FourDoubles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
