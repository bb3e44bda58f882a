using System;
using System.Collections.Generic;
using System.Linq;
using FusedClip;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Inline arrays beside each other, which are handed over together; of the second run, the order in memory is another.</summary>
internal abstract class InlineRuns
{
    private Sixteen _x;
    private Sixteen _y;

    [Gradient] public Sixteen A;
    [Gradient] public Sixteen B;
    [Gradient] public Sixteen C;
    [Gradient] public Sixteen D;
    [Gradient] public Sixteen E;
    [Gradient] public Three F;
    [Gradient] public Three G;
    [Gradient] public Three H;
    [Gradient] public ref Sixteen Y => ref _y;
    [Gradient] public ref Sixteen X => ref _x;

    public IReadOnlyList<Place[]> Fields =>
    [
        Place.Row("A", 16, i => A[i], (i, value) => A[i] = (float)value),
        Place.Row("B", 16, i => B[i], (i, value) => B[i] = (float)value),
        Place.Row("C", 16, i => C[i], (i, value) => C[i] = (float)value),
        Place.Row("D", 16, i => D[i], (i, value) => D[i] = (float)value),
        Place.Row("E", 16, i => E[i], (i, value) => E[i] = (float)value),
        Place.Row("F", 3, i => F[i], (i, value) => F[i] = value),
        Place.Row("G", 3, i => G[i], (i, value) => G[i] = value),
        Place.Row("H", 3, i => H[i], (i, value) => H[i] = value),
        Place.Row("Y", 16, i => _y[i], (i, value) => _y[i] = (float)value),
        Place.Row("X", 16, i => _x[i], (i, value) => _x[i] = (float)value),
    ];

    public IEnumerable<double> Beside => [];
}

[ClipGradients]
internal sealed partial class InlineRun : InlineRuns, IPlaces;

[ClipGradients(Norm = 1)]
internal sealed partial class InlineRunOne : InlineRuns, IPlaces;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class InlineRunMax : InlineRuns, IPlaces;

[ClipGradients(Scope = ClipScope.PerField)]
internal sealed partial class InlineRunPerField : InlineRuns, IPlaces;

/// <summary>Inline arrays beside each other that are nothing else's neighbours: too long, together, for a kernel without loops.</summary>
internal abstract class LongInlineRuns
{
    [Gradient] public Row255<float> A;
    [Gradient] public Row255<float> B;
    [Gradient] public Row255<float> C;
    [Gradient] public Row255<float> D;

    public IReadOnlyList<Place[]> Fields =>
    [
        Place.Row("A", 255, i => ((Span<float>)A)[i], (i, value) => ((Span<float>)A)[i] = (float)value),
        Place.Row("B", 255, i => ((Span<float>)B)[i], (i, value) => ((Span<float>)B)[i] = (float)value),
        Place.Row("C", 255, i => ((Span<float>)C)[i], (i, value) => ((Span<float>)C)[i] = (float)value),
        Place.Row("D", 255, i => ((Span<float>)D)[i], (i, value) => ((Span<float>)D)[i] = (float)value),
    ];

    public IEnumerable<double> Beside => [];
}

[ClipGradients]
internal sealed partial class LongInlineRun : LongInlineRuns, IPlaces;

[ClipGradients(Norm = 1)]
internal sealed partial class LongInlineRunOne : LongInlineRuns, IPlaces;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class LongInlineRunMax : LongInlineRuns, IPlaces;

[ClipGradients(Norm = 2.5)]
internal sealed partial class LongInlineRunHalves : LongInlineRuns, IPlaces;

[ClipGradients]
internal sealed partial class LongInlineArray : IPlaces
{
    [Gradient] public Row257<double> A;

    public IReadOnlyList<Place[]> Fields => [Place.Row("A", 257, i => ((Span<double>)A)[i], (i, value) => ((Span<double>)A)[i] = value)];

    public IEnumerable<double> Beside => [];
}

/// <summary>The same two inline arrays, in the order of memory and in the other.</summary>
[ClipGradients]
internal sealed partial class InOrder(Sixteen first, Sixteen second)
{
    [Gradient] public Sixteen First = first;
    [Gradient] public Sixteen Second = second;
}

[ClipGradients]
internal sealed partial class OutOfOrder(Sixteen first, Sixteen second)
{
    private Sixteen _second = second;
    private Sixteen _first = first;

    [Gradient] public ref Sixteen First => ref _first;
    [Gradient] public ref Sixteen Second => ref _second;
}

/// <summary>The same with two that are long together.</summary>
[ClipGradients]
internal sealed partial class LongInOrder(Row255<float> first, Row255<float> second)
{
    [Gradient] public Row255<float> First = first;
    [Gradient] public Row255<float> Second = second;
}

[ClipGradients]
internal sealed partial class LongOutOfOrder(Row255<float> first, Row255<float> second)
{
    private Row255<float> _second = second;
    private Row255<float> _first = first;

    [Gradient] public ref Row255<float> First => ref _first;
    [Gradient] public ref Row255<float> Second => ref _second;
}

/// <summary>Neighbours whose lengths the compiler knows, taken together.</summary>
public sealed class InlineRunTests
{
    [Fact]
    public void RunsOfInlineArraysAreSweptLikeTheReference()
    {
        new PlacesExercise(() => new InlineRun()).Run();
        new PlacesExercise(() => new InlineRunOne(), 1).Run();
        new PlacesExercise(() => new InlineRunMax(), double.PositiveInfinity).Run();
        new PlacesExercise(() => new InlineRunPerField(), IsPerField: true).Run();
    }

    [Fact]
    public void TheBitsOfTheSumDoNotDependOnTheLayoutOfTheObject()
    {
        Sixteen first = default, second = default;
        for (ulong seed = 0; seed < 100; seed++)
        {
            SplitMix.Singles(seed, 16).CopyTo((Span<float>)first);
            SplitMix.Singles(seed + 1000, 16).CopyTo((Span<float>)second);
            Assert.Equal(new InOrder(first, second).MeasureGradients().TotalNorm, new OutOfOrder(first, second).MeasureGradients().TotalNorm);
        }
    }

    [Fact]
    public void LongRunsOfInlineArraysAreSweptLikeTheReference()
    {
        new PlacesExercise(() => new LongInlineRun()).Run();
        new PlacesExercise(() => new LongInlineRunOne(), 1).Run();
        new PlacesExercise(() => new LongInlineRunMax(), double.PositiveInfinity).Run();
        new PlacesExercise(() => new LongInlineRunHalves(), 2.5).Run();
        new PlacesExercise(() => new LongInlineArray()).Run();
    }

    [Fact]
    public void LongRunsClipToTheSameBitsWhateverTheLayoutOfTheObject()
    {
        Row255<float> first = default, second = default;
        for (ulong seed = 0; seed < 100; seed++)
        {
            SplitMix.Singles(seed, 255).CopyTo((Span<float>)first);
            SplitMix.Singles(seed + 1000, 255).CopyTo((Span<float>)second);
            var inOrder = new LongInOrder(first, second);
            var outOfOrder = new LongOutOfOrder(first, second);
            Assert.Equal(inOrder.ClipGradients(0.5), outOfOrder.ClipGradients(0.5));
            Assert.Equal(((Span<float>)inOrder.First).ToArray(), ((Span<float>)outOfOrder.First).ToArray());
            Assert.Equal(((Span<float>)inOrder.Second).ToArray(), ((Span<float>)outOfOrder.Second).ToArray());
        }
    }

    [Fact]
    public void FixedSizeBuffersBesideEachOtherAreTakenTogether()
    {
        var container = new FixedRun();
        container.Fill();
        Assert.Equal(Reference.Norm(Enumerable.Range(1, 12).Select(i => (double)i), 2), container.MeasureGradients().TotalNorm, 1e-5);
        container.ScaleGradients(2);
        Assert.Equal(2 * Reference.Norm(Enumerable.Range(1, 12).Select(i => (double)i), 2), container.MeasureGradients().TotalNorm, 1e-5);
    }
}

[ClipGradients]
internal unsafe partial struct FixedRun
{
    public fixed float A[3];
    public fixed float B[5];
    public fixed float C[4];

    public void Fill()
    {
        for (int i = 0; i < 12; i++)
        {
            (i < 3 ? ref A[i] : ref i < 8 ? ref B[i - 3] : ref C[i - 8]) = i + 1;
        }
    }
}
