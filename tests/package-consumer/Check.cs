using System;

/// <summary>What the checks have in common.</summary>
internal static class Check
{
    /// <summary>Nothing where a clip measured a norm, and wrote elements that then have the norm of the limit.</summary>
    /// <param name="norm">The norm that is expected.</param>
    /// <param name="clip">Clips at 5, and returns the norm.</param>
    /// <param name="measure">Measures the same gradients.</param>
    /// <param name="name">What is reported where it didn't.</param>
    /// <param name="tolerance">What rounding may come to.</param>
    public static string? Clips(double norm, Func<double> clip, Func<double> measure, string name, double tolerance = 1e-5)
    {
        double before = clip();
        double after = measure();
        return IsNear(norm, before) && IsNear(5, after, tolerance) ? null : $"{name} ({before} became {after})";
    }

    /// <summary>Whether two numbers are the same, but for rounding.</summary>
    public static bool IsNear(double expected, double actual, double tolerance = 1e-5) =>
        Math.Abs(expected - actual) <= tolerance * Math.Abs(expected);
}
