using System.Runtime.InteropServices;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>References of array fields are read where they are, if they lie behind each other in their order; otherwise they are copied.</summary>
public sealed class ArrayFieldsTests
{
    [Fact]
    public void FieldsInARowAreClipped()
    {
        var container = new InARow();
        Fill(container.First, container.Second, container.Third);
        Assert.True(container.AreNeighbours);
        Check(container.ClipGradients(), container.First, container.Second, container.Third);
    }

    [Fact]
    public void WhatLiesBetweenFieldsIsLeftAlone()
    {
        var container = new WithAnotherBetween();
        Fill(container.First, container.Second);
        Fill(container.Weights);
        Assert.False(container.AreNeighbours);
        Check(container.ClipGradients(), container.First, container.Second);
        Assert.Equal([3, 4], container.Weights);
    }

    // The order of summation is that of the declaration, too: an exception names the first of them.
    [Fact]
    public void FieldsInAnotherOrderAreClipped()
    {
        var container = new Backwards();
        Fill(container.First, container.Second);
        Assert.False(container.AreNeighbours);
        Check(container.ClipGradients(), container.First, container.Second);

        (container.First[1], container.Second[0]) = (float.NaN, float.NaN);
        Assert.Equal("First", Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients()).FieldName);
    }

    [Fact]
    public void FieldsOfAStructAreClipped()
    {
        var container = new Struct { First = [3, 4], Second = [3, 4], Third = null };
        Check(container.ClipGradients(), container.First, container.Second);
    }

    // More arrays than are clipped without a sweep, with a base class's before them.
    [Fact]
    public void FieldsOfABaseClassAndManyOfOnesOwnAreClipped()
    {
        var container = new Many();
        float[][] arrays = container.Arrays();
        Fill(arrays);
        Check(container.ClipGradients(), arrays);
        container.ScaleGradients(0);
        Assert.All(arrays, array => Assert.Equal([0, 0], array));
    }

    private static void Fill(params float[][] arrays)
    {
        foreach (float[] array in arrays)
        {
            (array[0], array[1]) = (3, 4);
        }
    }

    // Each has the norm 5, so n of them have 5√n; the limit is 1.
    private static void Check(ClipResult result, params float[][] arrays)
    {
        double norm = 5 * double.Sqrt(arrays.Length);
        Assert.Equal(norm, result.TotalNorm, 1e-12 * norm);
        foreach (float[] array in arrays)
        {
            Assert.Equal(3 / norm, array[0], 1e-6);
            Assert.Equal(4 / norm, array[1], 1e-6);
        }
    }
}

[ClipGradients(MaxNorm = 1)]
internal sealed partial class InARow
{
    public readonly float[] First = new float[2];
    public float[] Second = new float[2];
    public float[] Third = new float[2];

    public bool AreNeighbours => ArrayFields.AreNeighbours(in First, in Second) && ArrayFields.AreNeighbours(in Second, in Third);
}

[ClipGradients(MaxNorm = 1)]
internal sealed partial class WithAnotherBetween
{
    public float[] First = new float[2];

    [NotGradient]
    public float[] Weights = new float[2];

    public float[] Second = new float[2];

    public bool AreNeighbours => ArrayFields.AreNeighbours(in First, in Second);
}

[ClipGradients(MaxNorm = 1)]
[StructLayout(LayoutKind.Explicit)]
internal sealed partial class Backwards
{
    [FieldOffset(8)]
    public float[] First = new float[2];

    [FieldOffset(0)]
    public float[] Second = new float[2];

    public bool AreNeighbours => ArrayFields.AreNeighbours(in First, in Second);
}

[ClipGradients(MaxNorm = 1)]
internal partial struct Struct
{
    public float[]? First;
    public float[]? Second;
    public float[]? Third;
}

internal abstract class Unannotated
{
    protected readonly float[] Base0 = new float[2];
    protected readonly float[] Base1 = new float[2];
}

[ClipGradients(MaxNorm = 1)]
internal sealed partial class Many : Unannotated
{
    public float[] F0 = new float[2], F1 = new float[2], F2 = new float[2], F3 = new float[2], F4 = new float[2], F5 = new float[2];
    public float[] F6 = new float[2], F7 = new float[2], F8 = new float[2], F9 = new float[2], F10 = new float[2], F11 = new float[2];
    public float[] F12 = new float[2], F13 = new float[2], F14 = new float[2], F15 = new float[2], F16 = new float[2], F17 = new float[2];

    public float[][] Arrays() => [Base0, Base1, F0, F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, F13, F14, F15, F16, F17];
}
