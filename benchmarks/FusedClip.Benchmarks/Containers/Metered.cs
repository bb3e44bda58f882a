using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary><see cref="FourSingles"/>, whose calls are recorded.</summary>
[ClipGradients(MaxNorm = 5, Metrics = true)]
internal sealed partial class MeteredFourSingles(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsMeteredFourSingles(MeteredFourSingles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary><see cref="SixSingles"/>, whose calls are recorded.</summary>
[ClipGradients(MaxNorm = 5, Metrics = true)]
internal sealed partial class MeteredSixSingles(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsMeteredSixSingles(MeteredSixSingles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
