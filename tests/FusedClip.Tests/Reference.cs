using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Tests;

/// <summary>
/// Norms computed in the plainest way that is right: in double, scaled by the largest element, with a compensated sum.
/// </summary>
internal static class Reference
{
    /// <summary>The norm of order p; NaN or ∞ where an element is.</summary>
    public static double Norm(IEnumerable<double> elements, double order)
    {
        double[] magnitudes = elements.Select(Math.Abs).ToArray();
        if (magnitudes.Any(double.IsNaN))
        {
            return double.NaN;
        }

        double largest = magnitudes.Length == 0 ? 0 : magnitudes.Max();
        if (largest == 0 || double.IsInfinity(largest) || double.IsPositiveInfinity(order))
        {
            return largest;
        }

        // A power of two, so that scaling is exact.
        double scale = Math.ScaleB(1, Math.Clamp(Math.ILogB(largest), -1000, 1000));
        double sum = 0, lost = 0;
        foreach (double magnitude in magnitudes)
        {
            double x = magnitude / scale;
            double term = order switch
            {
                1 => x,
                2 => x * x,
                _ => Math.Pow(x, order),
            };

            // x * x of a double isn't exact; what it loses is.
            double rest = order == 2 ? Math.FusedMultiplyAdd(x, x, -term) : 0;
            double next = sum + term;
            lost += (Math.Abs(sum) >= term ? sum - next + term : term - next + sum) + rest;
            sum = next;
        }

        sum += lost;
        double root = order switch
        {
            1 => sum,
            2 => Math.Sqrt(sum),
            _ => Math.Pow(sum, 1 / order),
        };
        return root * scale;
    }

    public static double Norm(IEnumerable<float> elements, double order) => Norm(elements.Select(x => (double)x), order);
}
