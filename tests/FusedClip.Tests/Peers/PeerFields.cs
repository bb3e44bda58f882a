using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>A peer's list of tensors as the fields of a container, and back.</summary>
internal static class PeerFields
{
    public static TContainer With<TContainer>(params double[]?[] tensors)
        where TContainer : SingleFields, new()
    {
        float[]?[] fields = [.. tensors.Select(tensor => tensor?.Select(x => (float)x).ToArray())];
        return new TContainer
        {
            F0 = fields.ElementAtOrDefault(0),
            F1 = fields.ElementAtOrDefault(1),
            F2 = fields.ElementAtOrDefault(2),
            F3 = fields.ElementAtOrDefault(3),
        };
    }

    public static float[]?[] Of(SingleFields container) => [container.F0, container.F1, container.F2, container.F3];

    /// <summary>Compares the fields with tensors, element by element, relative to what is expected; NaN with NaN.</summary>
    public static void AssertNear(IReadOnlyList<double[]?> expected, SingleFields container, double tolerance)
    {
        float[]?[] fields = Of(container);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i] is null, fields[i] is null);
            AssertNear(expected[i] ?? [], fields[i]?.Select(x => (double)x) ?? [], tolerance);
        }
    }

    public static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        double[] values = [.. expected];
        double[] others = [.. actual];
        Assert.Equal(values.Length, others.Length);
        Assert.All(values.Zip(others), pair =>
            Assert.True(IsNear(pair.First, pair.Second, tolerance), $"{pair.Second:R} isn't {pair.First:R}"));
    }

    public static bool IsNear(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Abs(expected);
}
