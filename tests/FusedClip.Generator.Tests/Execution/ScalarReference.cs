using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>What clipping is, in double, as one would read it in a textbook: the oracle of these tests.</summary>
internal static class ScalarReference
{
    public static double Norm(IEnumerable<double> elements, double order) => double.IsPositiveInfinity(order)
        ? elements.Select(Math.Abs).DefaultIfEmpty(0).Max()
        : Math.Pow(elements.Sum(element => Math.Pow(Math.Abs(element), order)), 1 / order);

    public static double Coefficient(double norm, double maxNorm, double epsilon) => Math.Min(1, maxNorm / (norm + epsilon));

    /// <summary>Clips all fields by their common norm.</summary>
    public static IReadOnlyList<double[]> ClipGlobal(IReadOnlyList<double[]> fields, double order, double maxNorm, double preScale = 1, double epsilon = 0)
    {
        double norm = preScale * Norm(fields.SelectMany(field => field), order);
        double factor = preScale * Coefficient(norm, maxNorm, epsilon);
        return [.. fields.Select(field => Scale(field, factor))];
    }

    /// <summary>Clips every field by its own norm.</summary>
    public static IReadOnlyList<double[]> ClipPerField(IReadOnlyList<double[]> fields, double order, double maxNorm, double preScale = 1, double epsilon = 0) =>
        [.. fields.SelectMany(field => ClipGlobal([field], order, maxNorm, preScale, epsilon))];

    public static double[] Scale(double[] field, double factor) => [.. field.Select(element => element * factor)];
}
