using System;
using System.Collections;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Holds what a clip over axes has done to one field to what every slice's own norm asks for.</summary>
internal static class SliceCheck
{
    /// <summary>The elements of an array or another buffer, in the order of their indices.</summary>
    public static double[] Elements(IEnumerable field) => [.. field.Cast<object>().Select(Convert)];

    /// <summary>Asserts that every slice is at most at the limit, and that those that were keep their bits.</summary>
    /// <returns>The smallest coefficient, as far as the norms tell it.</returns>
    public static double Check(double[] before, double[] after, int[] lengths, int[] axes, double limit, double order = 2, double window = 1e-6)
    {
        Assert.Equal(before.Length, after.Length);
        double smallest = 1;
        foreach (int[] slice in Slicing.Of(lengths, axes))
        {
            double norm = Reference.Norm(slice.Select(i => before[i]), order);
            if (norm <= limit)
            {
                Assert.All(slice, i => Assert.Equal(before[i], after[i]));
                continue;
            }

            double coefficient = limit / norm;
            smallest = Math.Min(smallest, coefficient);
            Assert.InRange(Reference.Norm(slice.Select(i => after[i]), order), limit * (1 - window), limit * (1 + 1e-15));
            Assert.All(slice, i => Assert.Equal(before[i] * coefficient, after[i], (2 * window * Math.Abs(before[i] * coefficient)) + 1e-9));
        }

        return smallest;
    }

    private static double Convert(object element) => element is Half half ? (double)half : System.Convert.ToDouble(element, System.Globalization.CultureInfo.InvariantCulture);
}
