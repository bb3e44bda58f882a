using System.Numerics;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>A norm as a plain loop computes it: in the type of its elements, one after the other.</summary>
internal interface IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    static abstract T Add(T sum, T element);

    static abstract T Root(T sum);
}

internal readonly struct PlainL1<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => sum + T.Abs(element);

    public static T Root(T sum) => sum;
}

internal readonly struct PlainL2<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => sum + (element * element);

    public static T Root(T sum) => T.Sqrt(sum);
}

internal readonly struct PlainMax<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => T.Max(sum, T.Abs(element));

    public static T Root(T sum) => sum;
}

/// <summary>A MathF.Pow for each element, with p = 1.5.</summary>
internal readonly struct PowL1AndAHalf<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => sum + T.Pow(T.Abs(element), T.CreateTruncating(1.5));

    public static T Root(T sum) => T.Pow(sum, T.CreateTruncating(1 / 1.5));
}

/// <summary>A MathF.Pow for each element, with p = 2.3.</summary>
internal readonly struct PowL2Point3<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => sum + T.Pow(T.Abs(element), T.CreateTruncating(2.3));

    public static T Root(T sum) => T.Pow(sum, T.CreateTruncating(1 / 2.3));
}

/// <summary>A MathF.Pow for each element, with p = 2.5.</summary>
internal readonly struct PowL2AndAHalf<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => sum + T.Pow(T.Abs(element), T.CreateTruncating(2.5));

    public static T Root(T sum) => T.Pow(sum, T.CreateTruncating(1 / 2.5));
}

/// <summary>A MathF.Pow for each element, with p = 3.</summary>
internal readonly struct PowL3<T> : IPlainNorm<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static T Add(T sum, T element) => sum + T.Pow(T.Abs(element), T.CreateTruncating(3));

    public static T Root(T sum) => T.Pow(sum, T.CreateTruncating(1.0 / 3));
}
