using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary><see cref="OneSingles"/>, which gives its norm.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
internal sealed partial class OneSinglesWithNorms(float[][] gradients)
{
    public float[] G0 = gradients[0];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsOneSinglesWithNorms(OneSinglesWithNorms[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(out OneSinglesWithNorms.GradientNorms norms, maxNorm).TotalNorm + (0 * norms.G0);
}

/// <summary><see cref="FourSingles"/>, which gives the norms of its fields.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
internal sealed partial class FourSinglesWithNorms(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsFourSinglesWithNorms(FourSinglesWithNorms[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(out FourSinglesWithNorms.GradientNorms norms, maxNorm).TotalNorm + (0 * norms.G3);
}

/// <summary><see cref="SixSingles"/>, which gives the norms of its fields.</summary>
[ClipGradients(MaxNorm = 5, FieldNorms = true)]
internal sealed partial class SixSinglesWithNorms(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixSinglesWithNorms(SixSinglesWithNorms[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(out SixSinglesWithNorms.GradientNorms norms, maxNorm).TotalNorm + (0 * norms.G5);
}
