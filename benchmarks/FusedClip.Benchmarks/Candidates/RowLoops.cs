using System;
using System.Numerics.Tensors;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>What clips one row, and returns the norm that it had.</summary>
internal interface IRowLoops
{
    static abstract float Clip(Span<float> row, float maxNorm);
}

/// <summary>A loop over the rows of a matrix, each of which is clipped by its own norm.</summary>
internal readonly struct RowByRow<TLoops>(float[][][] copies, int rowLength) : ICandidate
    where TLoops : struct, IRowLoops
{
    public double Clip(int copy, double maxNorm)
    {
        float[] matrix = copies[copy][0];
        float largest = 0;
        for (int at = 0; at < matrix.Length; at += rowLength)
        {
            largest = MathF.Max(largest, TLoops.Clip(matrix.AsSpan(at, rowLength), (float)maxNorm));
        }

        return largest;
    }

    public double Norm(int copy) => Rows.SmallestNorm(copies[copy][0], rowLength);
}

/// <summary>What is written by hand: a loop for the row's norm, and another to scale it.</summary>
internal readonly struct PlainRow : IRowLoops
{
    public static float Clip(Span<float> row, float maxNorm)
    {
        float sum = 0;
        foreach (float element in row)
        {
            sum += element * element;
        }

        float norm = MathF.Sqrt(sum);
        if (norm > maxNorm)
        {
            float coefficient = maxNorm / norm;
            foreach (ref float element in row)
            {
                element *= coefficient;
            }
        }

        return norm;
    }
}

/// <summary>System.Numerics.Tensors: a reduction, and TensorPrimitives.Multiply.</summary>
internal readonly struct TensorRow : IRowLoops
{
    public static float Clip(Span<float> row, float maxNorm)
    {
        float norm = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(row));
        if (norm > maxNorm)
        {
            TensorPrimitives.Multiply(row, maxNorm / norm, row);
        }

        return norm;
    }
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
