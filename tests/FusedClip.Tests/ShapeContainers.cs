using System;
using System.Collections.Generic;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>Every shape of member, in every kind of container.</summary>
[ClipGradients(MaxNorm = 5)]
internal partial class EveryShape
{
    [Gradient] public float[]? Vector = [1, 2];
    [Gradient] public float[,] Matrix = { { 1, 2 }, { 3, 4 } };
    [Gradient] public double[,,] Cube = { { { 1, -1 } } };
    [Gradient] public float[,,,] Four = { { { { 2 } } } };
    [Gradient] public float[][] Rows = [[1], null!, [2, 3]];
    [Gradient] public double[][][] Deep = [[[1, 2]], [[]], []];
    [Gradient] public float[][][][] Deepest = [[[[1, 1]]]];
    [Gradient] public float[][,] Matrices = [new float[,] { { 1, 2 } }];
    [Gradient] public Memory<float> Memory = new float[] { 1, 2, 3 }.AsMemory(1);
    [Gradient] public List<double> List { get; } = [4, 5];
    [Gradient] private float _scalar = 2;
    [Gradient] protected internal double Property { get; set; } = -3;

    public float[] NotTaken = [100];

    public float Scalar
    {
        get => _scalar;
        set => _scalar = value;
    }
}

/// <summary>Derived from a container: its base's fields come first.</summary>
[ClipGradients(MaxNorm = 5, Norm = 1)]
internal sealed partial class DerivedShape : EveryShape
{
    public float[] Own = [6, 7];
}

[ClipGradients(MaxNorm = 5)]
internal partial struct StructContainer()
{
    [Gradient] public float[] Array = [6, 8];
    [Gradient] public double Scalar = 24;
}

[ClipGradients(MaxNorm = 5)]
internal partial record RecordContainer(float[] Array, List<float> List);

[ClipGradients(MaxNorm = 5)]
internal readonly partial record struct RecordStructContainer(float[] Array, double[,] Matrix);

internal static partial class Outer<T>
{
    internal partial struct Middle
    {
        [ClipGradients(MaxNorm = 5, MethodName = "ClipActor")]
        internal partial class Inner<TOther>
            where TOther : class
        {
            public float[] @class = [6, 8];
        }
    }
}

[ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField)]
internal sealed partial class PerFieldContainer
{
    public float[] Long = new float[1000];
    public float[]? Missing = null;
    public float[][] Rows = [[3], [4]];
    public double[] Small = [0.5];
    public Memory<float> Empty = default;
}
