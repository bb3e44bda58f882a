using System;
using System.Collections.Generic;
using FusedClip;

/// <summary>A layer over float or double.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Generic<T>
    where T : struct
{
    /// <summary>Of the weights.</summary>
    [Gradient] public T[,]? W;

    /// <summary>Of the biases.</summary>
    [Gradient] public List<T> B = [];

    /// <summary>Of the slope.</summary>
    [Gradient] public T Slope;
}

/// <summary>A model whose layers' type is known.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Mixed
{
    /// <summary>In single precision.</summary>
    public Generic<float> Singles = new();

    /// <summary>In double precision.</summary>
    public List<Generic<double>> Doubles = [];
}

internal static class GenericChecks
{
    public static string?[] Run() => [OfKnownTypes(), OfAnyOtherType()];

    private static string? OfKnownTypes()
    {
        var model = new Mixed { Singles = new() { W = new float[,] { { 30 } }, Slope = 40 }, Doubles = [new() { B = [120] }] };
        return Check.Clips(130, () => model.ClipGradients().TotalNorm, () => model.MeasureGradients().TotalNorm, nameof(OfKnownTypes));
    }

    private static string? OfAnyOtherType()
    {
        try
        {
            new Generic<int>().ClipGradients();
            return nameof(OfAnyOtherType);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
