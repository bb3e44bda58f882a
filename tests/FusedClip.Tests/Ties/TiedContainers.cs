using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;
using FusedClip;
using MathNet.Numerics.LinearAlgebra;

namespace FusedClip.Tests;

/// <summary>A base container with an embedding, which may be tied to a decoder of its own.</summary>
[ClipGradients(Norm = 2)]
internal partial class TiedTrunk
{
    [Gradient] public float[,]? Embedding;
    [Gradient(TiedTo = nameof(Embedding))] protected float[,]? Decoder;
    [Gradient] public float[]? Bias;

    public float[,]? DecoderOrNull
    {
        get => Decoder;
        set => Decoder = value;
    }
}

/// <summary>A container between the two, with a field that is tied by its base's name.</summary>
[ClipGradients(Norm = 2)]
internal partial class TiedMiddle : TiedTrunk
{
    [Gradient(TiedTo = nameof(Decoder))] public float[,]? Middle;
}

/// <summary>What it ties is listed by its base containers.</summary>
[ClipGradients(Norm = 2)]
internal sealed partial class TiedHead : TiedMiddle, IClipper
{
    [Gradient(TiedTo = nameof(Embedding))] public float[,]? Head;
    [Gradient(TiedTo = nameof(Head))] public float[,]? Last;
    [Gradient(TiedTo = nameof(Bias))] public Memory<float> Pool;

    /// <summary>All that may be one matrix, in the order in which it is listed.</summary>
    public float[,]?[] Matrices
    {
        get => [Embedding, Decoder, Middle, Head, Last];
        set => (Embedding, Decoder, Middle, Head, Last) = (value[0], value[1], value[2], value[3], value[4]);
    }
}

/// <summary>Lists, sources and interfaces that may be one object.</summary>
[ClipGradients(Norm = 2)]
internal sealed partial class TiedObjects : IClipper
{
    [Gradient] public List<NestedLayer>? Encoder;
    [Gradient(TiedTo = nameof(Encoder))] public List<NestedLayer>? Decoder { get; set; }
    [Gradient] public NestedLayer? Layer;
    [Gradient(TiedTo = nameof(Layer))] public IGradientSource? Source;
    [Gradient] public List<float[]>? Rows;
    [Gradient(TiedTo = nameof(Rows))] public List<float[]>? OtherRows;
    [Gradient] public List<List<NestedLayer>>? Blocks;
    [Gradient(TiedTo = nameof(Blocks))] public List<List<NestedLayer>>? OtherBlocks;
    [Gradient] public PlainLayer? Plain;
    [Gradient(TiedTo = nameof(Plain))] public PlainLayer? OtherPlain;
}

/// <summary>Buffers of other libraries, pointers, and arrays of several dimensions, that may lie at one place.</summary>
[ClipGradients(Norm = 2)]
internal sealed unsafe partial class TiedPlaces : IClipper
{
    [Gradient] public Tensor<float>? Tensor;
    [Gradient(TiedTo = nameof(Tensor))] public Tensor<float>? OtherTensor { get; set; }
    [Gradient(TiedTo = nameof(Tensor))] public TensorSpan<float> TensorSpan => SpanOf is null ? default : SpanOf.AsTensorSpan();
    [Gradient(TiedTo = nameof(OtherTensor))] public float[]? Flat;
    [Gradient] public float[,]? Table;
    [Gradient(TiedTo = nameof(Table))] public Memory2D<float> Rows { get; set; }
    [Gradient(TiedTo = nameof(Rows))] public Span2D<float> RowsSpan => SpanOfRows.Span;
    [Gradient(TiedTo = nameof(Table))] public Span<float> Elements => ElementsOf;
    [Gradient] public Matrix<double>? Matrix;
    [Gradient(TiedTo = nameof(Matrix))] public Matrix<double>? OtherMatrix;
    [Gradient(TiedTo = nameof(Matrix))] public Vector<double>? Vector;
    [Gradient(TiedTo = nameof(Vector))] public Memory<double> Doubles;
    [Gradient(Length = nameof(Count))] public float* Pointer;
    [Gradient(TiedTo = nameof(Pointer), Length = nameof(OtherCount))] public float* OtherPointer;
    [Gradient(TiedTo = nameof(Pointer))] public Memory<float> Managed;
    [Gradient(TiedTo = nameof(Managed))] public ArraySegment<float> Segment;

    public Tensor<float>? SpanOf;
    public Memory2D<float> SpanOfRows;
    public float[]? ElementsOf;
    public int Count;
    public long OtherCount;
}

/// <summary>Pooled buffers of which different lengths may count.</summary>
[ClipGradients(Norm = 2)]
internal sealed partial class TiedLengths : IClipper
{
    [Gradient(Length = nameof(Count))] public float[]? Pooled;
    [Gradient(TiedTo = nameof(Pooled), Length = nameof(Count))] public float[]? SameLength;
    [Gradient(TiedTo = nameof(Pooled), Length = nameof(OtherCount))] public float[]? OtherLength;
    [Gradient(TiedTo = nameof(Pooled))] public Memory<float> Whole;

    public int Count;
    public int OtherCount;
}

/// <summary>Names that the generated method has for the locals of a comparison.</summary>
[ClipGradients(Norm = 2)]
internal sealed partial class NamesOfTiedLocals : IClipper
{
    [Gradient] public Tensor<float>? otherTensor;
    [Gradient(TiedTo = nameof(otherTensor))] public Tensor<float>? tensor;
    [Gradient(TiedTo = nameof(otherTensor))] public float[]? place;
    [Gradient(TiedTo = nameof(place))] public Tensor<float>? other;
    [Gradient(TiedTo = nameof(other))] public Tensor<float>? tied;
}
