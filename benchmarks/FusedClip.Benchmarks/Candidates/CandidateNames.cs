namespace FusedClip.Benchmarks.Candidates;

/// <summary>What the candidates are called in tables.</summary>
internal static class CandidateNames
{
    public const string Generated = "FusedClip";
    public const string Limit = "C limit";
    public const string Tensors = "TensorPrimitives";
    public const string Blas = "OpenBLAS";
    public const string Plain = "plain loops";
    public const string Flat = "flat arrays";
    public const string Pow = "MathF.Pow loop";
}
