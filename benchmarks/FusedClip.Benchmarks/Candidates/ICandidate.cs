namespace FusedClip.Benchmarks.Candidates;

/// <summary>A way to clip, with the copies of the buffers that it works on. A struct, so that the timed loop calls it directly.</summary>
internal interface ICandidate
{
    /// <summary>Clips one copy, and returns the norm that it had.</summary>
    double Clip(int copy, double maxNorm);

    /// <summary>A norm, of which any limit below makes <see cref="Clip"/> shrink every element.</summary>
    double Norm(int copy) => Clip(copy, Contestant.NoLimit);
}
