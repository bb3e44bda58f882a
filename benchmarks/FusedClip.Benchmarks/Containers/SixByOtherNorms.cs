using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>Six fields, clipped by their L1 norm.</summary>
[ClipGradients(MaxNorm = 5, Norm = 1)]
internal sealed partial class SixByL1(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixByL1(SixByL1[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Six fields, clipped by their largest element.</summary>
[ClipGradients(MaxNorm = 5, Norm = double.PositiveInfinity)]
internal sealed partial class SixByMax(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixByMax(SixByMax[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Six fields, clipped by their norm of order 1.5.</summary>
[ClipGradients(MaxNorm = 5, Norm = 1.5)]
internal sealed partial class SixByL1AndAHalf(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixByL1AndAHalf(SixByL1AndAHalf[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Six fields, clipped by their norm of order 2.3.</summary>
[ClipGradients(MaxNorm = 5, Norm = 2.3)]
internal sealed partial class SixByL2Point3(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixByL2Point3(SixByL2Point3[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Six fields, clipped by their norm of order 2.5.</summary>
[ClipGradients(MaxNorm = 5, Norm = 2.5)]
internal sealed partial class SixByL2AndAHalf(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixByL2AndAHalf(SixByL2AndAHalf[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Six fields, clipped by their L3 norm.</summary>
[ClipGradients(MaxNorm = 5, Norm = 3)]
internal sealed partial class SixByL3(float[][] gradients)
{
    public float[] G0 = gradients[0];
    public float[] G1 = gradients[1];
    public float[] G2 = gradients[2];
    public float[] G3 = gradients[3];
    public float[] G4 = gradients[4];
    public float[] G5 = gradients[5];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixByL3(SixByL3[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
