using System;
using System.Collections.Generic;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>Partial methods that clip their parameters.</summary>
internal static partial class ClipMethods
{
    [ClipGradients(MaxNorm = 5)]
    internal static partial ClipResult ByAttribute(float[] w, Span<float> b);

    [ClipGradients]
    internal static partial ClipResult Everything(
        float[]? vector,
        float[,] matrix,
        double[,,] cube,
        float[][] rows,
        Memory<float>? memory,
        Span<float> singles,
        Span<double> doubles,
        List<double> list,
        ref float slope,
        ref double temperature,
        double maxNorm,
        double preScale = 1);

    [ClipGradients(MaxNorm = 1, Norm = double.PositiveInfinity, NonFinite = NonFinitePolicy.Skip)]
    internal static partial ClipResult Max(double preScale, Span<float> w, double[] v, double maxNorm = 1);

    [ClipGradients(Norm = 1, Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Zero)]
    internal static partial ClipResult PerField(Span<float> w, ref double bias, double maxNorm, float[]? v);
}

/// <summary>An instance method of a generic type, named like what its body declares.</summary>
internal readonly partial record struct ClipMethods<T>(double Limit)
    where T : struct
{
    public ClipResult Run(float[] w, Span<double> v) => Sweep(w, v, Limit);

    [ClipGradients]
    private readonly partial ClipResult Sweep(float[] sweep, scoped Span<double> result, double maxNorm);
}
