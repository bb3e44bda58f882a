namespace FusedClip.Benchmarks.Candidates;

/// <summary>What there is to compare with in native code.</summary>
internal sealed record NativeLibraries(LimitLibrary? Limit, BlasLibrary? Blas, string LimitRemark, string BlasRemark)
{
    public static NativeLibraries Load(string? openBlas)
    {
        (LimitLibrary? limit, string limitRemark) = LimitLibrary.Load();
        (BlasLibrary? blas, string blasRemark) = BlasLibrary.Load(openBlas);
        return new NativeLibraries(limit, blas, limitRemark, blasRemark);
    }
}
