using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>A norm made of System.Numerics.Tensors' reductions.</summary>
internal interface ITensorNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    static abstract T Add(T sum, ReadOnlySpan<T> field);

    static abstract T Root(T sum);
}

internal readonly struct TensorL1<T> : ITensorNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, ReadOnlySpan<T> field) => sum + TensorPrimitives.SumOfMagnitudes(field);

    public static T Root(T sum) => sum;
}

internal readonly struct TensorL2<T> : ITensorNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, ReadOnlySpan<T> field) => sum + TensorPrimitives.SumOfSquares(field);

    public static T Root(T sum) => T.Sqrt(sum);
}

internal readonly struct TensorMax<T> : ITensorNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, ReadOnlySpan<T> field) => T.Max(sum, T.Abs(TensorPrimitives.MaxMagnitude(field)));

    public static T Root(T sum) => sum;
}
