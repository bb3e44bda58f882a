using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>One field of <c>float</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class OneSingles(float[][] gradients)
{
    public float[] G0 = gradients[0];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsOneSingles(OneSingles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>One field of <c>double</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class OneDoubles(double[][] gradients)
{
    public double[] G0 = gradients[0];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsOneDoubles(OneDoubles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
