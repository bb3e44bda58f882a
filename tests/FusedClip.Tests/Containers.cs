using System;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>What the tests call; the generated methods implement it.</summary>
internal interface IClipper
{
    ClipResult ClipGradients(double maxNorm, double preScale = 1);

    ClipResult MeasureGradients(double maxNorm = double.PositiveInfinity, double preScale = 1);

    void ScaleGradients(double coefficient);

    void ZeroGradients();
}

/// <summary>Six fields of float, any of which may be null, and one buffer at any address.</summary>
internal abstract class SingleFields
{
    public float[]? F0;
    public float[]? F1;
    public float[]? F2;
    public float[]? F3;
    public float[]? F4;
    public float[]? F5;
    public Memory<float> Buffer;
}

/// <summary>Six fields of double, any of which may be null, and one buffer at any address.</summary>
internal abstract class DoubleFields
{
    public double[]? F0;
    public double[]? F1;
    public double[]? F2;
    public double[]? F3;
    public double[]? F4;
    public double[]? F5;
    public Memory<double> Buffer;
}

[ClipGradients(Norm = 1)]
internal sealed partial class SingleOne : SingleFields, IClipper;

[ClipGradients]
internal sealed partial class SingleTwo : SingleFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class SingleMax : SingleFields, IClipper;

[ClipGradients(Norm = 2.5)]
internal sealed partial class SinglePower : SingleFields, IClipper;

[ClipGradients(Norm = 2.7)]
internal sealed partial class SingleOther : SingleFields, IClipper;

[ClipGradients(Norm = 0.7)]
internal sealed partial class SingleBelowOne : SingleFields, IClipper;

[ClipGradients(Norm = 1)]
internal sealed partial class DoubleOne : DoubleFields, IClipper;

[ClipGradients]
internal sealed partial class DoubleTwo : DoubleFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class DoubleMax : DoubleFields, IClipper;

[ClipGradients(Norm = 2.5)]
internal sealed partial class DoublePower : DoubleFields, IClipper;

[ClipGradients(Norm = 2.7)]
internal sealed partial class DoubleOther : DoubleFields, IClipper;

[ClipGradients(Norm = 0.7)]
internal sealed partial class DoubleBelowOne : DoubleFields, IClipper;

[ClipGradients(Norm = 1)]
internal sealed partial class ManyBuffersOne : IClipper
{
    public double[][][] Rows = [];
}

[ClipGradients]
internal sealed partial class ManyBuffersTwo : IClipper
{
    public double[][][] Rows = [];
}

[ClipGradients(Norm = 1, Scope = ClipScope.PerField)]
internal sealed partial class ManyBuffersPerField : IClipper
{
    public double[][][] Rows = [];
}

/// <summary>Names that the generated method has for its own locals.</summary>
[ClipGradients]
internal sealed partial class NamesOfLocals : IClipper
{
    [Gradient] public float[] sweep = [1];
    [Gradient] public double value { get; set; } = 2;
    [Gradient] public float[] inherited = [2];
}

/// <summary>The containers above, by norm order.</summary>
internal static class Containers
{
    public static readonly double[] Orders = [1, 2, double.PositiveInfinity, 2.5, 2.7, 0.7];

    public static SingleFields Single(double order) => order switch
    {
        1 => new SingleOne(),
        2 => new SingleTwo(),
        2.5 => new SinglePower(),
        2.7 => new SingleOther(),
        0.7 => new SingleBelowOne(),
        _ => new SingleMax(),
    };

    public static DoubleFields Double(double order) => order switch
    {
        1 => new DoubleOne(),
        2 => new DoubleTwo(),
        2.5 => new DoublePower(),
        2.7 => new DoubleOther(),
        0.7 => new DoubleBelowOne(),
        _ => new DoubleMax(),
    };
}
