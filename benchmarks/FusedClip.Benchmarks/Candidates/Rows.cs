using System;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>The rows of a matrix, for those who look at each by itself.</summary>
internal static class Rows
{
    /// <summary>The smallest norm of a row: below it, every row is clipped.</summary>
    public static double SmallestNorm(float[] matrix, int rowLength)
    {
        double smallest = double.PositiveInfinity;
        for (int at = 0; at < matrix.Length; at += rowLength)
        {
            double sum = 0;
            foreach (float element in matrix.AsSpan(at, rowLength))
            {
                sum += (double)element * element;
            }

            smallest = Math.Min(smallest, Math.Sqrt(sum));
        }

        return smallest;
    }
}
