using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusedClip;

namespace FusedClip.Tests;

[InlineArray(16)]
internal struct Sixteen
{
    public float First;
}

[InlineArray(3)]
internal struct Three
{
    public double First;
}

/// <summary>Every member that is one run of elements, but no array.</summary>
internal abstract unsafe class BufferFields
{
    protected const int Most = 3;

    private readonly float[] _backing = GC.AllocateArray<float>(40, pinned: true);
    private Sixteen _byReference;

    protected BufferFields()
    {
        Segment = new ArraySegment<float>(_backing, 1, 5);
        Pointer = (float*)Unsafe.AsPointer(ref _backing[20]);
    }

    [Gradient] public ArraySegment<float> Segment { get; set; }
    [Gradient] public ArraySegment<double> NoSegment = default;
    [Gradient] public Memory<float>? MaybeMemory = new float[4];
    [Gradient] public Memory<double>? NoMemory { get; set; }
    [Gradient] public ArraySegment<double>? MaybeSegment { get; set; } = new double[6];
    [Gradient] public ArraySegment<float>? NoMaybeSegment = null;
    [Gradient]
    public Span<float> Span
    {
        get
        {
            Evaluations++;
            return _backing.AsSpan(7, 10);
        }
    }

    [Gradient] public Sixteen Inline;
    [Gradient] public Three InlineProperty { get; set; }
    [Gradient] public ref Sixteen ByReference => ref _byReference;
    [Gradient(Length = nameof(Count))] public float[]? Pooled = new float[100];
    [Gradient(Length = nameof(Count))] public float[]? NoPooled = null;
    [Gradient(Length = nameof(Most))] public List<double>? PooledList = [0, 0, 0, 7];
    [Gradient(Length = nameof(Count))] public List<double>? NoList = null;
    [Gradient(Length = nameof(Small))] public Memory<double> PooledMemory = new double[] { 0, 0, 8 };
    [Gradient(Length = nameof(Count))] public ArraySegment<float> PooledSegment = new float[20];
    [Gradient(Length = nameof(Small))] public Span<float> PooledSpan => _backing.AsSpan(38);
    [Gradient(Length = nameof(Small))] public Three PooledInline;
    [Gradient(Length = nameof(Large))] public float* Pointer;
    [Gradient(Length = nameof(Large))] public double* NoPointer = null;

    /// <summary>How many times the span was asked for.</summary>
    public int Evaluations { get; set; }

    public int Count { get; set; } = 17;

    public long Large { get; set; } = 9;

    public uint Small = 2;

    public IReadOnlyList<Place[]> Fields =>
    [
        Row("Segment", 5, 1),
        [],
        Place.Row("MaybeMemory", 4, i => MaybeMemory!.Value.Span[i], (i, value) => MaybeMemory!.Value.Span[i] = (float)value),
        [],
        Place.Row("MaybeSegment", 6, i => MaybeSegment!.Value[i], (i, value) => MaybeSegment!.Value.AsSpan()[i] = value),
        [],
        Row("Span", 10, 7),
        Place.Row("Inline", 16, i => Inline[i], (i, value) => Inline[i] = (float)value),
        Place.Row("InlineProperty", 3, i => InlineProperty[i], (i, value) =>
        {
            Three inline = InlineProperty;
            inline[i] = value;
            InlineProperty = inline;
        }),
        Place.Row("ByReference", 16, i => _byReference[i], (i, value) => _byReference[i] = (float)value),
        Place.Row("Pooled", 17, i => Pooled![i], (i, value) => Pooled![i] = (float)value),
        [],
        Place.Row("PooledList", 3, i => PooledList![i], (i, value) => PooledList![i] = value),
        [],
        Place.Row("PooledMemory", 2, i => PooledMemory.Span[i], (i, value) => PooledMemory.Span[i] = value),
        Place.Row("PooledSegment", 17, i => PooledSegment[i], (i, value) => PooledSegment.AsSpan()[i] = (float)value),
        Row("PooledSpan", 2, 38),
        Place.Row("PooledInline", 2, i => PooledInline[i], (i, value) => PooledInline[i] = value),
        Row("Pointer", 9, 20),
        [],
    ];

    public IEnumerable<double> Beside =>
        [_backing[0], _backing[6], _backing[17], _backing[19], _backing[29], _backing[37], PooledList![3], PooledMemory.Span[2], PooledInline[2], Pooled![17], PooledSegment[17]];

    private Place[] Row(string name, int length, int offset) =>
        Place.Row(name, length, i => _backing[offset + i], (i, value) => _backing[offset + i] = (float)value);

    /// <summary>Fills what lies beside the elements.</summary>
    public BufferFields Surrounded()
    {
        _backing.AsSpan().Fill(3);
        Pooled.AsSpan().Fill(4);
        PooledSegment.AsSpan().Fill(5);
        PooledInline[2] = 6;
        return this;
    }
}

[ClipGradients]
internal sealed partial class Buffers : BufferFields, IPlaces;

[ClipGradients(Norm = 1)]
internal sealed partial class BuffersOne : BufferFields, IPlaces;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class BuffersMax : BufferFields, IPlaces;

[ClipGradients(Norm = 2.7)]
internal sealed partial class BuffersOther : BufferFields, IPlaces;

[ClipGradients(Scope = ClipScope.PerField)]
internal sealed partial class BuffersPerField : BufferFields, IPlaces;

[ClipGradients(Scope = ClipScope.BlockRms)]
internal sealed partial class BuffersBlockRms : BufferFields, IPlaces;

/// <summary>Taken without a mark.</summary>
[ClipGradients(MaxNorm = 5)]
internal unsafe partial struct FixedBuffers()
{
    public fixed float W[16];
    public fixed double B[3];
    public Sixteen Inline;
    public ArraySegment<float> Segment = new float[] { 3 };
}

/// <summary>Taken without a mark.</summary>
[ClipGradients(MaxNorm = 5)]
internal ref partial struct SpanContainer
{
    public Span<float> W;

    public Span<double> B { get; set; }

    public float[]? Array { get; set; }
    public Sixteen Inline;
}

/// <summary>It can't implement IGradientSource, under whatever names.</summary>
[ClipGradients(MethodName = "ClipActor", Scope = ClipScope.PerField)]
internal readonly ref partial struct SpanContainerPerField(Span<float> w, Span<double> b)
{
    public readonly Span<float> W = w;
    public readonly Span<double> B = b;
}
