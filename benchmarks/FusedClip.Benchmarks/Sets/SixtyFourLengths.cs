namespace FusedClip.Benchmarks.Sets;

/// <summary>The lengths of F64: 32 weights of 256–2048 elements, each followed by a bias of 10–100.</summary>
/// <remarks>
/// Written once by a loop: Python's <c>random.Random(1048)</c>, a <c>randint(256, 2048)</c> and a <c>randint(10, 100)</c> in
/// turn. The seed is the first that makes 123 KB of them.
/// </remarks>
internal static class SixtyFourLengths
{
    public static readonly int[] Singles =
    [
        804, 45, 583, 36, 382, 94, 414, 48, 659, 60, 419, 68, 1077, 37, 447, 62,
        283, 62, 519, 92, 531, 67, 1804, 37, 836, 11, 451, 16, 1770, 69, 466, 58,
        637, 73, 745, 43, 1631, 13, 1002, 87, 842, 22, 1744, 45, 496, 15, 961, 41,
        1284, 18, 1894, 68, 1094, 66, 1377, 12, 1022, 37, 1160, 47, 1548, 95, 276, 66,
    ];
}
