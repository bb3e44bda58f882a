using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusedClip;

/// <summary>Numbers in place.</summary>
[InlineArray(4)]
public struct Row
{
    /// <summary>The first.</summary>
    public float First;
}

/// <summary>A buffer of every kind, 16 elements each.</summary>
[ClipGradients(MaxNorm = 5)]
public sealed unsafe partial class Buffers : IDisposable
{
    private readonly float[] _span = new float[4];

    /// <summary>A span that a property returns.</summary>
    [Gradient] public Span<float> Span => _span;

    /// <summary>Memory.</summary>
    [Gradient] public Memory<float> Memory { get; } = new float[4];

    /// <summary>A part of an array.</summary>
    [Gradient] public ArraySegment<double> Segment = new(new double[6], 1, 4);

    /// <summary>An inline array.</summary>
    [Gradient] public Row Inline;

    /// <summary>An inline array that is written back.</summary>
    [Gradient] public Row Property { get; set; }

    /// <summary>A pooled array, longer than its contents.</summary>
    [Gradient(Length = nameof(Count))] public float[] Pooled = [0, 0, 0, 0, 1000];

    /// <summary>Memory of the system's.</summary>
    [Gradient(Length = nameof(Count))] public double* Pointer = (double*)NativeMemory.AllocZeroed(4, sizeof(double));

    /// <summary>Rows of different lengths.</summary>
    [Gradient] public float[][] Jagged = [[0, 0], [], [0, 0]];

    /// <summary>A list.</summary>
    [Gradient] public List<double> List = [0, 0, 0, 0];

    /// <summary>Half precision.</summary>
    [Gradient] public Half[,] Halves = new Half[2, 2];

    /// <summary>A number.</summary>
    [Gradient] public float Number;

    /// <summary>How many elements count.</summary>
    public int Count => 4;

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(Pointer);

    /// <summary>Sets every element.</summary>
    public void Fill(float value)
    {
        Span.Fill(value);
        Memory.Span.Fill(value);
        Segment.AsSpan().Fill(value);
        ((Span<float>)Inline).Fill(value);
        Property = Inline;
        Pooled.AsSpan(0, 4).Fill(value);
        new Span<double>(Pointer, 4).Fill(value);
        Array.ForEach(Jagged, row => row.AsSpan().Fill(value));
        CollectionsMarshal.AsSpan(List).Fill(value);
        MemoryMarshal.CreateSpan(ref Halves[0, 0], 4).Fill((Half)value);
        Number = value;
    }
}

/// <summary>A fixed-size buffer.</summary>
[ClipGradients(MaxNorm = 5)]
public unsafe partial struct FixedSize
{
    /// <summary>The gradient.</summary>
    public fixed float W[4];
}

/// <summary>Spans of the caller's.</summary>
[ClipGradients(MaxNorm = 5)]
public ref partial struct Spans
{
    /// <summary>Of weights.</summary>
    public Span<float> W;

    /// <summary>Of biases.</summary>
    public Span<double> B { get; set; }
}

internal static class BufferChecks
{
    public static string?[] Run() => [OfEveryKind(), OfFixedSize(), OfSpans()];

    private static string? OfEveryKind()
    {
        using var buffers = new Buffers();
        buffers.Fill(10);
        double norm = Math.Sqrt(41) * 10;
        return Check.Clips(
                norm, () => buffers.ClipGradients().TotalNorm, () => buffers.MeasureGradients().TotalNorm, nameof(OfEveryKind), tolerance: 1e-3)
            ?? (Check.IsNear(50 / norm, buffers.Property[3], 1e-3) && buffers.Pooled[4] == 1000 ? null : nameof(OfEveryKind));
    }

    private static unsafe string? OfFixedSize()
    {
        var buffers = new FixedSize();
        (buffers.W[0], buffers.W[3]) = (30, 40);
        bool isMeasured = buffers.ClipGradients().TotalNorm == 50;
        return isMeasured && Check.IsNear(3, buffers.W[0]) && Check.IsNear(4, buffers.W[3]) ? null : nameof(OfFixedSize);
    }

    private static string? OfSpans()
    {
        double[] b = [40];
        var spans = new Spans { W = [30], B = b };
        return spans.ClipGradients().TotalNorm == 50 && Check.IsNear(3, spans.W[0]) && Check.IsNear(4, b[0]) ? null : nameof(OfSpans);
    }
}
