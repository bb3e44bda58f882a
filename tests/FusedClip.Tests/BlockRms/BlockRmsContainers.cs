using System;
using System.Collections.Generic;
using System.Linq;
using FusedClip;
using Xunit;

namespace FusedClip.Tests;

/// <summary>One field of every way to be several pieces, of every element type.</summary>
internal abstract class MeanFields
{
    public float[]? Singles;
    public double[]? Doubles;
    public Half[]? Halves;
    public float[][]? Jagged;
    public double[][,]? JaggedMatrices;
    public List<float[]?>? List;
    public float[]? Empty = [];

    /// <summary>The elements of every field, in order.</summary>
    public double[][] Elements() =>
    [
        [.. Singles?.Select(x => (double)x) ?? []], [.. Doubles ?? []], [.. Halves?.Select(x => (double)x) ?? []],
        [.. Jagged?.SelectMany(row => row).Select(x => (double)x) ?? []],
        [.. JaggedMatrices?.SelectMany(matrix => matrix.Cast<double>()) ?? []],
        [.. List?.SelectMany(item => item ?? []).Select(x => (double)x) ?? []],
    ];
}

[ClipGradients(Scope = ClipScope.BlockRms)]
internal sealed partial class MeanTwo : MeanFields, IClipper;

[ClipGradients(Norm = 1, Scope = ClipScope.BlockRms)]
internal sealed partial class MeanOne : MeanFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity, Scope = ClipScope.BlockRms)]
internal sealed partial class MeanMax : MeanFields, IClipper;

[ClipGradients(Norm = 2.7, Scope = ClipScope.BlockRms)]
internal sealed partial class MeanOther : MeanFields, IClipper;

[ClipGradients(Norm = 0.5, Scope = ClipScope.BlockRms)]
internal sealed partial class MeanBelowOne : MeanFields, IClipper;

[ClipGradients(Epsilon = 1e-6, Scope = ClipScope.BlockRms)]
internal sealed partial class MeanEpsilon : MeanFields, IClipper;

[ClipGradients(Scope = ClipScope.BlockRms, NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class MeanZero : MeanFields, IClipper;

/// <summary>Fields of containers, more than there is room to keep coefficients for, and what can't be counted.</summary>
[ClipGradients(Scope = ClipScope.BlockRms)]
internal sealed partial class MeanTree : IClipper
{
    public float[]? Own;
    public List<MeanLayer> Layers = [];
    public IGradientSource? Source;
}

[ClipGradients]
internal sealed partial class MeanLayer
{
    public float[]? W;
    public double[]? B;
    public IGradientSource? Hand;
}

[ClipGradients(Scope = ClipScope.BlockRms, Axes = new[] { 0 })]
internal sealed partial class MeanColumns : Matrices, IClipper;

[ClipGradients(Scope = ClipScope.BlockRms, Axes = new[] { 1 })]
internal sealed partial class MeanRows : Matrices, IClipper;

internal static partial class MeanMethods
{
    [ClipGradients(MaxNorm = 1, Scope = ClipScope.BlockRms)]
    internal static partial ClipResult Clip(Span<float> w, float[][]? rows, ref double bias);
}

internal static class MeanContainers
{
    /// <summary>The norm orders that there is a container of.</summary>
    public static TheoryData<double> Orders => new((double[])[1, 2, double.PositiveInfinity, 2.7, 0.5]);

    /// <summary>A container of a norm order, without elements.</summary>
    public static MeanFields Of(double order) => order switch
    {
        1 => new MeanOne(),
        2 => new MeanTwo(),
        2.7 => new MeanOther(),
        0.5 => new MeanBelowOne(),
        _ => new MeanMax(),
    };

    /// <summary>A container of a norm order, with elements in every field.</summary>
    public static MeanFields Filled(double order)
    {
        MeanFields container = Of(order);
        container.Singles = SplitMix.Singles(1, 1000, 2);
        container.Doubles = SplitMix.Doubles(2, 77, 0.5);
        container.Halves = [.. SplitMix.Singles(3, 300).Select(x => (Half)x)];
        container.Jagged = [SplitMix.Singles(4, 30), [], SplitMix.Singles(5, 7, 9)];
        container.JaggedMatrices = [MatrixContainers.Matrix<double>(6, 4, 5, 3), MatrixContainers.Matrix<double>(7, 1, 3)];
        container.List = [SplitMix.Singles(8, 11), null, SplitMix.Singles(9, 600, 0.1)];
        return container;
    }
}
