using System;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Holds what a clip by means has done to what the means ask for.</summary>
internal static class MeanCheck
{
    /// <summary>How far below the limit a mean may end, of a field of float or double, and of one of Half.</summary>
    public const double Window = 1e-6;

    /// <inheritdoc cref="Window"/>
    public const double HalfWindow = 1e-3;

    /// <summary>The reference's roundings: it divides by n, and takes roots.</summary>
    public const double Slack = 2e-14;

    /// <summary>The power mean of elements; 0 where there are none.</summary>
    public static double Mean(double[] elements, double order) =>
        elements.Length == 0 ? 0 : Reference.Norm(elements, order) / (double.IsPositiveInfinity(order) ? 1 : Math.Pow(elements.Length, 1 / order));

    /// <summary>Asserts that elements are what is expected of them, within the window.</summary>
    public static void IsNear(double[] expected, double[] actual, double window)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - expected[i]) <= window * 2 * Math.Abs(expected[i]), $"{i}: {actual[i]:R} isn't {expected[i]:R}");
        }
    }
}
