using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Holds what an adaptive clip has done to one field to its formula, unit by unit, in the plainest way.</summary>
internal static class AdaptiveCheck
{
    /// <summary>The limits of a field's units: clipping · max(‖w‖, 1e-3).</summary>
    public static double[] Limits(double[] weights, int[] lengths, int[] axes, double clipping, double order = 2) =>
        [.. Units(lengths, axes).Select(unit => clipping * Math.Max(Reference.Norm(unit.Select(i => weights[i]), order), 1e-3))];

    /// <summary>Asserts that every unit is at most at its limit, and that those that were keep their bits.</summary>
    /// <returns>The smallest coefficient, as far as the norms tell it.</returns>
    public static double Check(
        double[] before, double[] after, double[] weights, int[] lengths, int[] axes, double clipping, double order = 2, double window = 1e-6)
    {
        Assert.Equal(before.Length, after.Length);
        double smallest = 1;
        double[] limits = Limits(weights, lengths, axes, clipping, order);
        foreach ((int[] unit, double limit) in Units(lengths, axes).Zip(limits))
        {
            double norm = Reference.Norm(unit.Select(i => before[i]), order);
            if (norm <= limit)
            {
                Assert.All(unit, i => Assert.Equal(before[i], after[i]));
                continue;
            }

            double coefficient = limit / Math.Max(norm, 1e-6);
            double result = coefficient * norm;
            smallest = Math.Min(smallest, coefficient);
            Assert.InRange(Reference.Norm(unit.Select(i => after[i]), order), result * (1 - window), result * (1 + 1e-15));
            Assert.All(unit, i => Assert.Equal(before[i] * coefficient, after[i], (2 * window * Math.Abs(before[i] * coefficient)) + 1e-9));
        }

        return smallest;
    }

    // A field of one dimension is one unit, whatever the axes.
    private static IEnumerable<int[]> Units(int[] lengths, int[] axes) => Slicing.Of(lengths, lengths.Length == 1 ? [0] : axes);
}
