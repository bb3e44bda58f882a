using System;
using System.Collections.Generic;
using System.Linq;
using FusedClip;

namespace FusedClip.Tests;

/// <summary>A struct that refers to all of its gradients.</summary>
[ClipGradients(MaxNorm = 1, FieldNorms = true)]
public partial struct ReferringLayer(int length, int seed)
{
    public readonly float[] W = NestedData.Singles(length, seed);
    public readonly List<double> B = [seed, 0.5];
    public Memory<float> Pool = NestedData.Singles(length / 2, seed + 1);
    [NotGradient] public int Steps = seed;
}

/// <summary>A struct that refers to its gradients, through another one, too; a number that isn't marked is none.</summary>
[ClipGradients(MaxNorm = 1)]
public readonly partial record struct ReferringBlock(ReferringLayer Inner, float[,] Out, float Rate);

/// <summary>A struct with a number and an inline array in place.</summary>
[ClipGradients(MaxNorm = 1)]
internal partial struct HoldingLayer
{
    [Gradient] public float[] W;
    [Gradient] public float Slope;
    [Gradient] public Sixteen Row;
}

/// <summary>A struct that measures its own gradients, one of them in place.</summary>
public struct MeasuredPair(double[] first, double second) : IGradientSource
{
    public readonly double[] First => first;

    public readonly double Second => second;

    public readonly void AccumulateNorm(ref NormAccumulator accumulator)
    {
        accumulator.Add(first);
        accumulator.Add(second);
    }

    public void ScaleGradients(double coefficient)
    {
        foreach (ref double x in first.AsSpan())
        {
            x *= coefficient;
        }

        second *= coefficient;
    }

    public void ZeroGradients()
    {
        Array.Clear(first);
        second = 0;
    }
}

/// <summary>Structs that hold gradients, in every kind of member.</summary>
internal abstract class StructMemberFields
{
    private HoldingLayer _byReference = Holding(5);

    [Gradient] public readonly ReferringLayer ReadOnly = new(6, 1);
    [Gradient] public ReferringLayer Get { get; } = new(5, 2);
    [Gradient] public ReferringLayer Init { get; init; } = new(4, 3);
    [Gradient] public ReferringLayer Set { get; set; } = new(3, 4);
    [Gradient] public ReferringLayer Computed => Init2;
    [Gradient] public readonly ReferringBlock Block = new(new(7, 5), new float[,] { { 1, 2 } }, 100);
    [Gradient] public HoldingLayer First { get; set; } = Holding(1);
    [Gradient] public HoldingLayer Second { get; set; } = Holding(3);
    [Gradient] public ref HoldingLayer ByReference => ref _byReference;

    public ReferringLayer Init2 { get; } = new(2, 6);

    public IReadOnlyList<Place[]> Fields =>
    [
        .. Of("ReadOnly", ReadOnly),
        .. Of("Get", Get),
        .. Of("Init", Init),
        .. Of("Set", Set),
        .. Of("Computed", Init2),
        .. Of("Block.Inner", Block.Inner),
        Place.Grid("Block.Out", 1, 2, (i, j) => Block.Out[i, j], (i, j, value) => Block.Out[i, j] = (float)value),
        .. Of("First", () => First, value => First = value),
        .. Of("Second", () => Second, value => Second = value),
        .. Of("ByReference", () => _byReference, value => _byReference = value),
    ];

    /// <summary>What isn't an element of a field.</summary>
    public IEnumerable<double> Beside => [ReadOnly.Steps, Block.Rate];

    private static HoldingLayer Holding(int seed) => new() { W = NestedData.Singles(4, seed), Slope = seed };

    private static Place[][] Of(string name, ReferringLayer layer) =>
    [
        Place.Row(name + ".W", layer.W.Length, i => layer.W[i], (i, value) => layer.W[i] = (float)value),
        Place.Row(name + ".B", layer.B.Count, i => layer.B[i], (i, value) => layer.B[i] = value),
        Place.Row(name + ".Pool", layer.Pool.Length, i => layer.Pool.Span[i], (i, value) => layer.Pool.Span[i] = (float)value),
    ];

    private static Place[][] Of(string name, Func<HoldingLayer> get, Action<HoldingLayer> set) =>
    [
        Place.Row(name + ".W", 4, i => get().W[i], (i, value) => get().W[i] = (float)value),
        [
            new Place(name + ".Slope", () => get().Slope, value =>
            {
                HoldingLayer layer = get();
                layer.Slope = (float)value;
                set(layer);
            }),
        ],
        Place.Row(name + ".Row", 16, i => get().Row[i], (i, value) =>
        {
            HoldingLayer layer = get();
            layer.Row[i] = (float)value;
            set(layer);
        }),
    ];
}

[ClipGradients]
internal sealed partial class StructMembers : StructMemberFields, IPlaces;

[ClipGradients(Scope = ClipScope.PerField)]
internal sealed partial class StructMembersPerField : StructMemberFields, IPlaces;

/// <summary>Structs that measure themselves, where they lie: in a field, an array, and lists.</summary>
[ClipGradients(Norm = 2)]
internal sealed partial class MeasuredStructs : IClipper
{
    public MeasuredPair One = new([1, 2], 3);
    public MeasuredPair[] Array = [new([4], 5), new([6], 7)];
    public List<MeasuredPair> List = [new([], 8)];
    public List<MeasuredPair[]> Lists = [[new([9], 10)], []];
    public float[] Own = [11];

    public double[] Elements =>
    [
        .. ((MeasuredPair[])[One, .. Array, .. List, .. Lists[0]]).SelectMany(pair => (double[])[.. pair.First, pair.Second]), Own[0],
    ];
}

/// <summary>A struct that measures itself, in a property.</summary>
[ClipGradients(FieldNorms = true)]
internal sealed partial class MeasuredMember : IClipper
{
    [Gradient] public MeasuredPair Pair { get; set; } = new([2, 3], 6);
    [Gradient] public readonly ReferringLayer Layer = new(6, 1);
    [Gradient] public ReferringLayer Other { get; } = new(4, 2);
}
