using System.Collections.Immutable;
using System.Linq;

namespace FusedClip.Benchmarks.Sets;

/// <summary>The sets that the targets are set for.</summary>
internal static class GradientSets
{
    public static readonly GradientSet Mlp6 = new("Mlp6", [100_352, 128, 8192, 64, 640, 10]);

    /// <summary>Fifty layers in a list, each with weights and a bias.</summary>
    public static readonly GradientSet Tree50 = new("Tree50", [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 512 : 32)]);

    public static readonly ImmutableArray<GradientSet> All =
    [
        new("Tiny4", [128, 16, 64, 4]),
        new("Small6", [2048, 64, 2048, 32, 320, 10]),
        new("Odd6", [1003, 37, 517, 61, 2049, 7]),
        new("F64", [.. SixtyFourLengths.Singles]),
        Mlp6,
        new("8MiB", [8 << 18]),
        new("256MiB", [256 << 18]),
        new("Inline16", [16]) { IsInline = true },
        new("Inline64", [64]) { IsInline = true },
        new("Inline256", [256]) { IsInline = true },
        new("Inline4x16", [16, 16, 16, 16]) { IsInline = true },
        new("Inline4x64", [64, 64, 64, 64]) { IsInline = true },
        new("Inline4x256", [256, 256, 256, 256]) { IsInline = true },
        Tree50,
        new("Rows64", [1000 * 64]) { RowLength = 64 },
        new("Rows128", [784 * 128]) { RowLength = 128 },
        new("Rows784", [128 * 784]) { RowLength = 784 },
        new("Rows4096", [64 * 4096]) { RowLength = 4096 },
    ];
}
