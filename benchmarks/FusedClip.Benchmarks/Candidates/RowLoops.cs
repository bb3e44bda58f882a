using System;
using System.Numerics.Tensors;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>What is written by hand for each row: a loop for its norm, and another to scale it.</summary>
internal readonly struct PlainRows(float[][][] copies, int rowLength) : ICandidate
{
    public double Clip(int copy, double maxNorm)
    {
        float[] matrix = copies[copy][0];
        float limit = (float)maxNorm;
        float largest = 0;
        for (int at = 0; at < matrix.Length; at += rowLength)
        {
            Span<float> row = matrix.AsSpan(at, rowLength);
            float sum = 0;
            foreach (float element in row)
            {
                sum += element * element;
            }

            float norm = MathF.Sqrt(sum);
            largest = MathF.Max(largest, norm);
            if (norm > limit)
            {
                float coefficient = limit / norm;
                foreach (ref float element in row)
                {
                    element *= coefficient;
                }
            }
        }

        return largest;
    }

    public double Norm(int copy) => Rows.SmallestNorm(copies[copy][0], rowLength);
}

/// <summary>System.Numerics.Tensors: a reduction for each row, and TensorPrimitives.Multiply for each.</summary>
internal readonly struct TensorRows(float[][][] copies, int rowLength) : ICandidate
{
    public double Clip(int copy, double maxNorm)
    {
        float[] matrix = copies[copy][0];
        float limit = (float)maxNorm;
        float largest = 0;
        for (int at = 0; at < matrix.Length; at += rowLength)
        {
            Span<float> row = matrix.AsSpan(at, rowLength);
            float norm = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(row));
            largest = MathF.Max(largest, norm);
            if (norm > limit)
            {
                TensorPrimitives.Multiply(row, limit / norm, row);
            }
        }

        return largest;
    }

    public double Norm(int copy) => Rows.SmallestNorm(copies[copy][0], rowLength);
}

/// <summary>The C limit, called for each row.</summary>
internal readonly unsafe struct LimitRows(nint function, PinnedTable rows, float[][][] copies, int rowLength) : ICandidate
{
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, float, float> _clip =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint*, long*, long, float, float>)function;

    public double Clip(int copy, double maxNorm)
    {
        nint* row = rows.Copy(copy);
        float largest = 0;
        for (int i = 0; i < rows.Fields; i++)
        {
            largest = MathF.Max(largest, _clip(row + i, rows.Lengths + i, 1, (float)maxNorm));
        }

        return largest;
    }

    public double Norm(int copy) => Rows.SmallestNorm(copies[copy][0], rowLength);
}
