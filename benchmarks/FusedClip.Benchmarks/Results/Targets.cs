using FusedClip.Benchmarks.Candidates;
using FusedClip.Benchmarks.Measuring;

namespace FusedClip.Benchmarks.Results;

/// <summary>What was set out to be reached, on one thread.</summary>
internal static class Targets
{
    /// <summary>At most this many times as long as the C limit, or at least this many times as fast as someone else.</summary>
    public static double? Of(RaceCase one, bool isActive, string candidate, string instructionSet) => (one.Element, one.Norm, candidate) switch
    {
        (ElementType.Double, 2, CandidateNames.Limit) => one.Set.Name == "Tiny4" ? 1.15 : 1.05,
        (ElementType.Single, 2, _) => Single(one.Set.Name, isActive, candidate),
        (ElementType.Single, 2.3 or 2.5, CandidateNames.Pow) when isActive =>
            instructionSet switch { "AVX-512" => 10, "AVX2" => 7, _ => null },
        (ElementType.Single, 1.5 or 3, CandidateNames.Pow) when isActive => 25,
        _ => null,
    };

    private static double? Single(string set, bool isActive, string candidate) => (set, isActive, candidate) switch
    {
        ("Tiny4", true, CandidateNames.Limit) => 1.30,
        ("Tiny4", false, CandidateNames.Limit) => 1.35,
        ("Tiny4", true, CandidateNames.Tensors) => 1.2,
        ("Tiny4", false, CandidateNames.Tensors) => 1.5,
        ("Tiny4", true, CandidateNames.Blas) => 1.6,
        ("Tiny4", true, CandidateNames.Plain) => 5,

        ("Small6", true, CandidateNames.Limit) => 1.10,
        ("Small6", false, CandidateNames.Limit) => 1.15,
        ("Odd6", true, CandidateNames.Limit) => 1.10,
        ("Odd6", false, CandidateNames.Limit) => 1.22,
        ("Small6" or "Odd6", true, CandidateNames.Tensors) => 1.4,
        ("Small6" or "Odd6", false, CandidateNames.Tensors) => 1.9,
        ("Small6" or "Odd6", true, CandidateNames.Blas) => 2,
        ("Small6" or "Odd6", true, CandidateNames.Plain) => 16,

        ("F64", true, CandidateNames.Limit) => 1.05,
        ("F64", false, CandidateNames.Limit) => 1.06,
        ("F64", true, CandidateNames.Tensors) => 1.25,
        ("F64", false, CandidateNames.Tensors) => 1.35,
        ("F64", true, CandidateNames.Blas) => 1.7,
        ("F64", true, CandidateNames.Plain) => 14,

        // A tree takes at most 1.25 times as long as its arrays in one class.
        ("Tree50", _, CandidateNames.Flat) => 1 / 1.25,

        // Inline arrays take no longer than arrays of their lengths.
        ("Inline16" or "Inline64" or "Inline256" or "Inline4x16" or "Inline4x64" or "Inline4x256", _, CandidateNames.Flat) => 1,

        ("Mlp6", _, CandidateNames.Limit) => 1.03,
        ("Mlp6", true, CandidateNames.Tensors) => 3.5,
        ("Mlp6", false, CandidateNames.Tensors) => 1.45,
        ("Mlp6", true, CandidateNames.Blas) => 1.8,
        ("Mlp6", true, CandidateNames.Plain) => 16,

        ("8MiB", _, CandidateNames.Limit) => 1.03,
        ("8MiB", true, CandidateNames.Tensors) => 3.2,
        ("8MiB", false, CandidateNames.Tensors) => 1.2,
        ("8MiB", true, CandidateNames.Blas) => 1.2,
        ("8MiB", true, CandidateNames.Plain) => 13,

        ("256MiB", true, CandidateNames.Limit) => 1.10,
        ("256MiB", false, CandidateNames.Limit) => 1.05,
        ("256MiB", true, CandidateNames.Tensors or CandidateNames.Blas) => 1,
        ("256MiB", true, CandidateNames.Plain) => 3.2,
        _ => null,
    };
}
