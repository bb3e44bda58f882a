using System;
using System.Collections.Generic;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>Three fields of Half, any of which may be null, and one buffer at any address.</summary>
internal abstract class HalfFields
{
    public Half[]? F0;
    public Half[]? F1;
    public Half[]? F2;
    public Memory<Half> Buffer;
}

[ClipGradients(Norm = 1)]
internal sealed partial class HalfOne : HalfFields, IClipper;

[ClipGradients]
internal sealed partial class HalfTwo : HalfFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class HalfMax : HalfFields, IClipper;

[ClipGradients(Norm = 2.5)]
internal sealed partial class HalfPower : HalfFields, IClipper;

[ClipGradients(Norm = 2.7)]
internal sealed partial class HalfOther : HalfFields, IClipper;

[ClipGradients(Norm = 0.7)]
internal sealed partial class HalfLow : HalfFields, IClipper;

[ClipGradients(Scope = ClipScope.PerField)]
internal sealed partial class HalfPerField : HalfFields, IClipper;

/// <summary>Fields of every element type.</summary>
[ClipGradients]
internal sealed partial class MixedFields : IClipper
{
    public Half[] Halves = [];
    public float[] Singles = [];
    public double[] Doubles = [];
}

/// <summary>Fields of Half and of double, and none of float.</summary>
[ClipGradients(Norm = 1)]
internal sealed partial class HalvesAndDoubles : IClipper
{
    public double[] Doubles = [];
    public Half[] Halves = [];
}

/// <summary>Every shape of member, of Half.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class EveryHalfShape
{
    [Gradient] public Half[]? Vector = [(Half)1, (Half)2];
    [Gradient] public Half[,] Matrix = { { (Half)1, (Half)2 }, { (Half)3, (Half)4 } };
    [Gradient] public Half[][] Rows = [[(Half)1], null!, [(Half)2, (Half)3]];
    [Gradient] public Half[][][] Deep = [[[(Half)1, (Half)2]], [[]], []];
    [Gradient] public Half[][,] Matrices = [new Half[,] { { (Half)1, (Half)2 } }];
    [Gradient] public Memory<Half> Memory = new Half[] { (Half)1, (Half)2, (Half)3 }.AsMemory(1);
    [Gradient] public List<Half> List { get; } = [(Half)4, (Half)5];
    [Gradient] private Half _scalar = (Half)2;
    [Gradient] internal Half Property { get; set; } = (Half)(-3);

    public Half Scalar
    {
        get => _scalar;
        set => _scalar = value;
    }
}

/// <summary>Three fields, the second of which gets what isn't finite.</summary>
internal abstract class HalfPolicyFields
{
    public float[] First = [1, 2, 2];
    public Half[][] Second = [[(Half)4, (Half)0], [(Half)0, (Half)0, (Half)0]];
}

[ClipGradients(NonFinite = NonFinitePolicy.Throw)]
internal sealed partial class HalfThrow : HalfPolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class HalfSkip : HalfPolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Zero)]
internal sealed partial class HalfZero : HalfPolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class HalfPropagate : HalfPolicyFields, IClipper;

[ClipGradients(NonFinite = NonFinitePolicy.Poison)]
internal sealed partial class HalfPoison : HalfPolicyFields, IClipper;

/// <summary>The containers above, by norm order.</summary>
internal static class HalfContainers
{
    public static HalfFields Of(double order) => order switch
    {
        1 => new HalfOne(),
        2 => new HalfTwo(),
        2.5 => new HalfPower(),
        2.7 => new HalfOther(),
        0.7 => new HalfLow(),
        _ => new HalfMax(),
    };

    /// <summary>Elements as floats, exactly.</summary>
    public static float[] ToSingles(ReadOnlySpan<Half> halves)
    {
        var singles = new float[halves.Length];
        for (int i = 0; i < singles.Length; i++)
        {
            singles[i] = (float)halves[i];
        }

        return singles;
    }

    /// <summary>Random halves, uniform in [−scale, scale).</summary>
    public static Half[] Random(ulong seed, int length, double scale = 1)
    {
        var values = new Half[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (Half)SplitMix.At(seed, i, scale);
        }

        return values;
    }
}
