using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>What a call does with its arguments, and what the others of the four methods do.</summary>
public sealed class CallTests
{
    // The example that stands in the project's first description.
    [Fact]
    public void TheSeedExampleIsClippedToFive()
    {
        float[] t = [1, 1, 3, 4, 2, 2, 1, 4, 2, 3];
        float[] expected = [0.62017367f, 0.62017367f, 1.86052102f, 2.48069469f, 1.24034735f, 1.24034735f, 0.62017367f, 2.48069469f, 1.24034735f, 1.86052102f];
        var container = new SingleTwo { F0 = t };

        ClipResult result = container.ClipGradients(5);

        // Σx² is 65, exactly.
        Assert.Equal(Math.Sqrt(65), result.TotalNorm, 1e-14);
        Assert.True(result.IsClipped);
        for (int i = 0; i < t.Length; i++)
        {
            Assert.Equal(expected[i], t[i], expected[i] * 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void ALimitThatIsNotAboveZeroIsRefusedBeforeAnythingIsWritten(double maxNorm)
    {
        var container = new SingleTwo { F0 = [30, 40] };

        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(maxNorm));

        Assert.Equal("maxNorm", exception.ParamName);
        Assert.Equal([30, 40], container.F0);
        Assert.Throws<ArgumentOutOfRangeException>(() => container.MeasureGradients(maxNorm));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void APreScaleThatIsNotAboveZeroAndFiniteIsRefused(double preScale)
    {
        var container = new SingleTwo { F0 = [30, 40] };

        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(1, preScale));

        Assert.Equal("preScale", exception.ParamName);
        Assert.Equal([30, 40], container.F0);
    }

    [Fact]
    public void AnInfiniteLimitNeverClips()
    {
        var container = new SingleTwo { F0 = [3e30f, 4e30f] };
        ClipResult result = container.ClipGradients(double.PositiveInfinity);
        Assert.Equal(5e30, result.TotalNorm, 1e24);
        Assert.False(result.IsClipped);
        Assert.Equal(1, result.Coefficient);
    }

    [Fact]
    public void ThePreScaleIsAppliedInTheSameSweep()
    {
        var container = new DoubleTwo { F0 = [30, 40] };

        // 1 / 10 first: a norm of 5, which is below 6.
        Assert.Equal(new ClipResult(5, 0.1, false, true), container.ClipGradients(6, preScale: 0.1));
        Assert.Equal([3, 4], container.F0);

        // Times 10: a norm of 50, which comes down to 25.
        ClipResult result = container.ClipGradients(25, preScale: 10);
        Assert.Equal(50, result.TotalNorm, 1e-12);
        Assert.True(result.IsClipped);
        Assert.Equal(5, result.Coefficient, 1e-12);
        Assert.Equal(15, container.F0[0], 1e-12);
    }

    [Fact]
    public void MeasuringAndScalingIsClipping()
    {
        float[] values = SplitMix.Singles(31, 3000);
        var clipped = new SingleTwo { F0 = [.. values] };
        var scaled = new SingleTwo { F0 = [.. values] };

        ClipResult measured = scaled.MeasureGradients(2, preScale: 0.7);
        Assert.Equal(values, scaled.F0);
        scaled.ScaleGradients(measured.Coefficient);

        Assert.Equal(clipped.ClipGradients(2, preScale: 0.7), measured);
        Assert.Equal(clipped.F0, scaled.F0);
    }

    // MaxNorm / (norm + 1e-6), at most 1: a norm equal to the limit is scaled, too.
    [Theory]
    [InlineData(2.5)]
    [InlineData(5)]
    [InlineData(5.0000005)]
    [InlineData(5.000002)]
    public void WithAnEpsilonTheCoefficientIsPyTorchs(double maxNorm)
    {
        var container = new TorchDoubleTwo { F0 = [3, 4] };
        double expected = Math.Min(1, maxNorm / (5 + 1e-6));

        ClipResult result = container.ClipGradients(maxNorm);

        Assert.Equal(expected, result.Coefficient);
        Assert.Equal(expected < 1, result.IsClipped);
        Assert.Equal(3 * expected, container.F0[0]);
    }

    [Fact]
    public void NothingIsClippedWhereThereIsNothing()
    {
        var container = new SingleTwo { F0 = [], F1 = null };
        Assert.Equal(new ClipResult(0, 1, false, true), container.ClipGradients(1));
        Assert.Equal(new ClipResult(0, 0.5, false, true), container.ClipGradients(1, preScale: 0.5));
    }

    [Fact]
    public void ZeroIsPositiveZero()
    {
        var container = new SingleTwo { F0 = [-1, float.NaN, float.PositiveInfinity] };
        container.ZeroGradients();
        Assert.All(container.F0, x => Assert.Equal(0, BitConverter.SingleToInt32Bits(x)));
    }

    [Fact]
    public void ScalingByNaNMakesEverythingNaN()
    {
        var container = new SingleTwo { F0 = [0, 1, -1] };
        container.ScaleGradients(double.NaN);
        Assert.All(container.F0, x => Assert.True(float.IsNaN(x)));
    }

    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-2)]
    [InlineData(0)]
    public void ScalingIsMultiplicationForEveryShape(double coefficient)
    {
        var container = new EveryShape { Vector = [0, 3] };
        container.List[0] = -5;

        container.ScaleGradients(coefficient);

        Assert.Equal((float)(0 * coefficient), container.Vector[0]);
        Assert.Equal((float)(3 * coefficient), container.Vector[1]);
        Assert.Equal(-5 * coefficient, container.List[0]);
        Assert.Equal(-3 * coefficient, container.Property);
    }

    // 0.5 rounds nothing, so that nothing has to be kept below the limit.
    [Fact]
    public void APreScaleThatIsAPowerOfTwoIsExactAtTheLimit()
    {
        var container = new SingleTwo { F0 = [6, 8] };
        Assert.Equal(new ClipResult(5, 0.5, false, true), container.ClipGradients(5, preScale: 0.5));
        Assert.Equal([3, 4], container.F0);
    }

    [Fact]
    public void AFieldThatStandsTwiceCountsTwice()
    {
        float[] shared = [3, 4];
        var container = new SingleTwo { F0 = shared, F1 = shared };
#if DEBUG
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => container.MeasureGradients());
        Assert.StartsWith("'F0' and 'F1' share memory", exception.Message, StringComparison.Ordinal);
#else
        Assert.Equal(Math.Sqrt(50), container.MeasureGradients().TotalNorm, 1e-12);
#endif
    }
}
