using System;
using System.Runtime.CompilerServices;
using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>A container of inline arrays, which holds its elements itself.</summary>
internal interface IInlineSingles
{
    /// <summary>The elements of one field.</summary>
    Span<float> Field(int index);
}

/// <summary>16 elements in place.</summary>
[InlineArray(16)]
internal struct SixteenFloats
{
    private float _first;
}

/// <summary>One inline array of 16 elements.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class OneInline16 : IInlineSingles
{
    [Gradient] public SixteenFloats G0;

    public Span<float> Field(int index) => G0;
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsOneInline16(OneInline16[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Four inline arrays of 16 elements.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class FourInline16 : IInlineSingles
{
    [Gradient] public SixteenFloats G0;
    [Gradient] public SixteenFloats G1;
    [Gradient] public SixteenFloats G2;
    [Gradient] public SixteenFloats G3;

    public Span<float> Field(int index) => index switch
    {
        0 => (Span<float>)G0,
        1 => (Span<float>)G1,
        2 => (Span<float>)G2,
        _ => (Span<float>)G3,
    };
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsFourInline16(FourInline16[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>64 elements in place.</summary>
[InlineArray(64)]
internal struct SixtyFourFloats
{
    private float _first;
}

/// <summary>One inline array of 64 elements.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class OneInline64 : IInlineSingles
{
    [Gradient] public SixtyFourFloats G0;

    public Span<float> Field(int index) => G0;
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsOneInline64(OneInline64[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Four inline arrays of 64 elements.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class FourInline64 : IInlineSingles
{
    [Gradient] public SixtyFourFloats G0;
    [Gradient] public SixtyFourFloats G1;
    [Gradient] public SixtyFourFloats G2;
    [Gradient] public SixtyFourFloats G3;

    public Span<float> Field(int index) => index switch
    {
        0 => (Span<float>)G0,
        1 => (Span<float>)G1,
        2 => (Span<float>)G2,
        _ => (Span<float>)G3,
    };
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsFourInline64(FourInline64[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>256 elements in place.</summary>
[InlineArray(256)]
internal struct TwoHundredFiftySixFloats
{
    private float _first;
}

/// <summary>One inline array of 256 elements.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class OneInline256 : IInlineSingles
{
    [Gradient] public TwoHundredFiftySixFloats G0;

    public Span<float> Field(int index) => G0;
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsOneInline256(OneInline256[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <summary>Four inline arrays of 256 elements.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class FourInline256 : IInlineSingles
{
    [Gradient] public TwoHundredFiftySixFloats G0;
    [Gradient] public TwoHundredFiftySixFloats G1;
    [Gradient] public TwoHundredFiftySixFloats G2;
    [Gradient] public TwoHundredFiftySixFloats G3;

    public Span<float> Field(int index) => index switch
    {
        0 => (Span<float>)G0,
        1 => (Span<float>)G1,
        2 => (Span<float>)G2,
        _ => (Span<float>)G3,
    };
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsFourInline256(FourInline256[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
