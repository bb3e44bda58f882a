using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>Six fields of <c>float</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class SixSingles(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixSingles(SixSingles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Six fields of <c>double</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class SixDoubles(double[][] gradients)
{
    public double[] G0 = gradients[0];
    public double[] G1 = gradients[1];
    public double[] G2 = gradients[2];
    public double[] G3 = gradients[3];
    public double[] G4 = gradients[4];
    public double[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixDoubles(SixDoubles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
