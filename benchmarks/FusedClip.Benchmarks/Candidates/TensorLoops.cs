using System.Numerics;
using System.Numerics.Tensors;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>System.Numerics.Tensors: a reduction for each field, and TensorPrimitives.Multiply for each.</summary>
internal readonly struct TensorLoops<T, TNorm>(T[][][] copies) : ICandidate
    where T : struct, IFloatingPointIeee754<T>
    where TNorm : struct, ITensorNorm<T>
{
    public double Clip(int copy, double maxNorm)
    {
        T[][] fields = copies[copy];
        T sum = T.Zero;
        foreach (T[] field in fields)
        {
            sum = TNorm.Add(sum, field);
        }

        T norm = TNorm.Root(sum);
        T limit = T.CreateTruncating(maxNorm);
        if (norm > limit)
        {
            T coefficient = limit / norm;
            foreach (T[] field in fields)
            {
                TensorPrimitives.Multiply(field, coefficient, field);
            }
        }

        return double.CreateTruncating(norm);
    }
}
