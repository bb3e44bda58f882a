using System;
using System.Collections.Generic;
using System.Numerics;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>Fields as those of <see cref="SingleFields"/> and <see cref="DoubleFields"/>, over a type parameter.</summary>
internal abstract class Fields<T>
    where T : struct
{
    public T[]? F0;
    public T[]? F2;
    public T[]? F5;
    public Memory<T> Buffer;
}

[ClipGradients(Norm = 1)]
internal sealed partial class One<T> : Fields<T>, IClipper
    where T : struct;

[ClipGradients]
internal sealed partial class Two<T> : Fields<T>, IClipper
    where T : unmanaged;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class Max<T> : Fields<T>, IClipper
    where T : struct, INumber<T>;

[ClipGradients(Norm = 2.5)]
internal sealed partial class Power<T> : Fields<T>, IClipper
    where T : struct, IFloatingPointIeee754<T>;

/// <summary>Every shape of member over a type parameter.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class EveryShapeOf<T>
    where T : struct, INumber<T>
{
    [Gradient] public T[,] Matrix = { { T.One, T.One }, { T.One, T.One } };
    [Gradient] public T[][] Rows = [[T.One], null!, [T.One, T.One]];
    [Gradient] public T[][][,] Deep = [[new T[,] { { T.One } }]];
    [Gradient] public List<T> List = [T.One, T.One];
    [Gradient] public List<T[]> ListOfArrays = [[T.One], [T.One]];
    [Gradient] public List<T>?[] ArrayOfLists = [[T.One], null, [T.One]];
    [Gradient] public Memory<T>[] Memories = [new[] { T.One }, default];
    [Gradient] public Memory<T>? Maybe = new[] { T.One };
    [Gradient] public Memory<T>? None = null;
    [Gradient] public T Scalar = T.One;
    [Gradient] public T Property { get; set; } = T.One;
    [Gradient] public float[] Fixed = [1, 1];
}

/// <summary>Fields that may be one buffer.</summary>
[ClipGradients(Norm = 2)]
internal sealed partial class TiedFields : IClipper
{
    [Gradient] public float[]? Embedding;
    [Gradient] public double[]? Other;
    [Gradient(TiedTo = nameof(Embedding))] public float[]? Head;
    [Gradient(TiedTo = nameof(Embedding))] public Memory<float> Pool;
    [Gradient(TiedTo = nameof(Pool))] public Memory<float>? Maybe;
}
