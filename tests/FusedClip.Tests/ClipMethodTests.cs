using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Partial methods that clip their parameters do what containers do.</summary>
public sealed class ClipMethodTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(77)]
    [InlineData(300)]
    [InlineData(5000)]
    public void EveryLengthIsClippedLikeTheReference(int length)
    {
        float[] w = SplitMix.Singles(1, length);
        float[] b = SplitMix.Singles(2, 101);
        float[] all = [.. w, .. b];
        double norm = Reference.Norm(all, 2);

        ClipResult result = ClipMethods.ByAttribute(w, b);

        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.Equal(norm > 5, result.IsClipped);
        Assert.Equal(all.Select(x => (double)(x * (float)result.Coefficient)), w.Concat(b).Select(x => (double)x));
        Assert.InRange(Reference.Norm(w.Concat(b), 2), 0, 5);
    }

    [Fact]
    public void EveryShapeOfParameterTakesPart()
    {
        var gradients = new Parameters();
        double[] before = gradients.Elements();
        double norm = Reference.Norm(before, 2);

        ClipResult result = gradients.Clip(2, 0.5);

        Assert.Equal(norm / 2, result.TotalNorm, 1e-6);
        Assert.True(result.IsClipped);
        Assert.Equal(before.Select(x => x * result.Coefficient), gradients.Elements(), Close);
        Assert.Equal(2, Reference.Norm(gradients.Elements(), 2), 2e-6);
    }

    [Fact]
    public void AtOrBelowTheLimitNothingIsWritten()
    {
        var gradients = new Parameters();
        double[] before = gradients.Elements();

        ClipResult result = gradients.Clip(1000);

        Assert.Equal((1, false, true), (result.Coefficient, result.IsClipped, result.IsFinite));
        Assert.Equal(before, gradients.Elements());
    }

    [Theory]
    [InlineData(0, 1, "maxNorm")]
    [InlineData(-1, 1, "maxNorm")]
    [InlineData(double.NaN, 1, "maxNorm")]
    [InlineData(1, 0, "preScale")]
    [InlineData(1, -1, "preScale")]
    [InlineData(1, double.NaN, "preScale")]
    [InlineData(1, double.PositiveInfinity, "preScale")]
    public void ALimitOrAPreScaleThatMakesNoSenseIsRefusedBeforeAnythingIsWritten(double maxNorm, double preScale, string parameter)
    {
        var gradients = new Parameters();
        double[] before = gradients.Elements();

        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => gradients.Clip(maxNorm, preScale));
        Assert.Equal(before, gradients.Elements());
    }

    [Fact]
    public void ANonFiniteValueIsNamedLikeItsParameter()
    {
        (Action<Parameters> Put, string Name)[] places =
        [
            (g => g.Vector[1] = float.NaN, "vector[1]"),
            (g => g.Matrix[1, 0] = float.NaN, "matrix[1, 0]"),
            (g => g.Cube[0, 0, 1] = double.NaN, "cube[0, 0, 1]"),
            (g => g.Rows[2][1] = float.NaN, "rows[2][1]"),
            (g => g.Memory[2] = float.NaN, "memory[1]"),
            (g => g.Singles[40] = float.NaN, "singles[40]"),
            (g => g.Doubles[3] = double.NaN, "doubles[3]"),
            (g => g.List[1] = double.NaN, "list[1]"),
            (g => g.Slope = float.NaN, "slope"),
            (g => g.Temperature = double.NaN, "temperature"),
        ];
        foreach ((Action<Parameters> put, string name) in places)
        {
            var gradients = new Parameters();
            put(gradients);
            double[] before = gradients.Elements();

            NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(() => gradients.Clip(1));

            Assert.Contains($": {name} is NaN", exception.Message, StringComparison.Ordinal);
            Assert.Equal(name.Split('[')[0], exception.FieldName);
            Assert.Equal(before, gradients.Elements());
        }
    }

    [Fact]
    public void PerFieldEachParameterHasItsOwnNorm()
    {
        float[] w = [3, -4];
        double bias = 0.25;
        float[] v = [float.NaN, 1];

        ClipResult result = ClipMethods.PerField(w, ref bias, 0.5, v);

        Assert.Equal(0.5, Reference.Norm(w, 1), 1e-6);
        Assert.Equal(0.25, bias);
        Assert.Equal([0f, 0f], v);
        Assert.Equal((0.0, true, false, "v"), (result.Coefficient, result.IsClipped, result.IsFinite, result.NonFiniteField));
    }

    [Fact]
    public void TheNormsOrderAndThePolicyAreTheAttributes()
    {
        float[] w = [.. SplitMix.Singles(3, 100), -8];
        double[] v = [16];
        Assert.Equal(4, ClipMethods.Max(0.25, w, v).TotalNorm);
        Assert.InRange(v[0], 1 - 1e-6, 1);

        w[50] = float.PositiveInfinity;
        float[] before = [.. w];
        Assert.Equal("w", ClipMethods.Max(1, w, v).NonFiniteField);
        Assert.Equal(before, w);
    }

    [Fact]
    public void AnInstanceOfAGenericTypeClips()
    {
        float[] w = [3, 0];
        double[] v = [0, 4];
        Assert.Equal(5, new ClipMethods<int>(2.5).Run(w, v).TotalNorm, 1e-12);
        Assert.Equal(1.5, w[0], 1e-5);
        Assert.Equal(2, v[1], 1e-5);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var gradients = new Parameters();
        float[] w = [1, 2], b = [3], v = [float.NaN];
        double bias = 3;
        double[] doubles = [4];
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            gradients.Clip(1000);
            gradients.Clip(2, 0.5);
            gradients.Scale(10);
            ClipMethods.ByAttribute(w, b);
            ClipMethods.PerField(w, ref bias, 0.5, v);
            v[0] = float.NaN;
            ClipMethods.Max(1, v, doubles);
            new ClipMethods<int>(0.5).Run(w, doubles);
        });
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 2e-6 * Math.Abs(expected);

    private sealed class Parameters
    {
        public readonly float[] Vector = [1, 2];
        public readonly float[,] Matrix = { { 1, 2 }, { 3, 4 } };
        public readonly double[,,] Cube = { { { 1, -1 } } };
        public readonly float[][] Rows = [[1], null!, [2, 3]];
        public readonly float[] Memory = [0, 2, 3];
        public readonly float[] Singles = SplitMix.Singles(7, 41);
        public readonly double[] Doubles = [4, 5, 6, 7];
        public readonly List<double> List = [4, 5];
        public float Slope = -2;
        public double Temperature = 3;

        public ClipResult Clip(double maxNorm, double preScale = 1) => ClipMethods.Everything(
            Vector, Matrix, Cube, Rows, Memory.AsMemory(1), Singles, Doubles, List, ref Slope, ref Temperature, maxNorm, preScale);

        public void Scale(float factor)
        {
            Vector[0] *= factor;
            Matrix[0, 0] *= factor;
            Slope *= factor;
        }

        public double[] Elements() =>
        [
            .. Vector, .. Matrix.Cast<float>(), .. Cube.Cast<double>(), .. Rows.Where(row => row is not null).SelectMany(row => row), .. Memory.Skip(1),
            .. Singles, .. Doubles, .. List, Slope, Temperature,
        ];
    }
}
