using System.Numerics;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>What is written by hand: a loop over each field for the norm, and another to scale.</summary>
internal readonly struct PlainLoops<T, TNorm>(T[][][] copies) : ICandidate
    where T : struct, IFloatingPointIeee754<T>
    where TNorm : struct, IPlainNorm<T>
{
    public double Clip(int copy, double maxNorm)
    {
        T[][] fields = copies[copy];
        T sum = T.Zero;
        foreach (T[] field in fields)
        {
            sum = Add(sum, field);
        }

        T norm = TNorm.Root(sum);
        T limit = T.CreateTruncating(maxNorm);
        if (norm > limit)
        {
            T coefficient = limit / norm;
            foreach (T[] field in fields)
            {
                Scale(field, coefficient);
            }
        }

        return double.CreateTruncating(norm);
    }

    private static T Add(T sum, T[] field)
    {
        foreach (T element in field)
        {
            sum = TNorm.Add(sum, element);
        }

        return sum;
    }

    private static void Scale(T[] field, T coefficient)
    {
        for (int i = 0; i < field.Length; i++)
        {
            field[i] *= coefficient;
        }
    }
}
