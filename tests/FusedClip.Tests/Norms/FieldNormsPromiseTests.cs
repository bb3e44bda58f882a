using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>What holds of every clip holds of one that gives the norms: promises 2 and 5, the ranges, and what isn't finite.</summary>
public sealed class FieldNormsPromiseTests
{
    public static TheoryData<double, double> OrdersAndSizes =>
        new(new[] { 1, 2, double.PositiveInfinity }.SelectMany(order => new[] { 1, 1e-30, 1e30, 1e-40 }.Select(size => (order, size))));

    // Among the subnormal floats a product is rounded by more than a limit can be kept with; the norms are right all the same.
    [Theory]
    [MemberData(nameof(OrdersAndSizes))]
    public void Clipped_TheyEndJustBelowTheLimit(double order, double size)
    {
        foreach (double factor in new[] { 0.001, 0.7, 1 - 1e-7, 1 - 1e-9, 1, 1 + 1e-9, 1 + 1e-7, 3 })
        {
            (SingleFields fields, INorms container) = Container(order, size);
            float[][] before = [fields.F0!, fields.F3!, fields.Buffer.ToArray()];
            before = [.. before.Select(field => (float[])field.Clone())];
            ExactNorm exact = ExactNorm.Of(before.SelectMany(field => field).ToArray(), order);
            double limit = exact.Value * factor;

            double[] norms = container.All(out ClipResult result, limit, 1);

            float[][] after = [fields.F0!, fields.F3!, fields.Buffer.ToArray()];
            ExactNorm exactAfter = ExactNorm.Of(after.SelectMany(field => field).ToArray(), order);
            if (factor != 1)
            {
                Assert.True(size < 1e-35 || exactAfter.IsAtMost(limit), $"{factor}: {exactAfter.Value:R} is above {limit:R}");
                Assert.Equal(factor < 1, result.IsClipped);
            }

            Assert.True(size < 1e-35 || exactAfter.IsAtMost(limit * (1 + 1e-15)));
            Assert.Equal(exact.Value, result.TotalNorm, exact.Value * 3e-7);
            if (!result.IsClipped)
            {
                Assert.Equal(before, after);
            }
            else if (size > 1e-35)
            {
                Assert.True(exactAfter.IsAtLeast(limit * (1 - 1e-6)));
                container.All(out ClipResult again, limit, 1);
                Assert.False(again.IsClipped);
            }

            double[] expected = [Reference.Norm(before[0], order), 0, 0, Reference.Norm(before[1], order), 0, 0, Reference.Norm(before[2], order)];
            foreach ((double norm, double exactNorm) in norms.Zip(expected))
            {
                Assert.Equal(exactNorm, norm, exactNorm * 3e-7);
            }
        }
    }

    [Fact]
    public void PerField_NormsAreThoseThatEachIsClippedBy()
    {
        var container = new NormsPerField { F0 = [3, 4], F1 = [0.3f, 0.4f], F5 = [30, 40] };

        ClipResult result = container.ClipGradients(out NormsPerField.GradientNorms norms, 10, preScale: 2);

        Assert.Equal((10, 1, 0, 100), (norms.F0, Math.Round(norms.F1, 6), norms.F2, norms.F5));
        Assert.True(result.IsClipped);
        Assert.Equal([6, 8], container.F0);
        Assert.Equal(10, Reference.Norm(container.F5, 2), 1e-5);
        var other = new NormsPerField { F0 = [3, 4], F1 = [0.3f, 0.4f], F5 = [30, 40] };
        Assert.Equal(other.ClipGradients(10, preScale: 2), result);
        Assert.Equal(other.F5, container.F5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void FieldThatIsNotFinite_IsTheOneThatShowsIt(float value)
    {
        var skip = new NormsSkip { A = [3, 4], B = [1, value] };
        ClipResult skipped = skip.ClipGradients(out NormsSkip.GradientNorms norms);
        Assert.Equal((5, Math.Abs(value)), (norms.A, norms.B));
        Assert.Equal((1, false, "B"), (skipped.Coefficient, skipped.IsFinite, skipped.NonFiniteField));
        Assert.Equal([3, 4], skip.A);

        var zero = new NormsZero { A = [3, 4], B = [1, value] };
        ClipResult zeroed = zero.ClipGradients(out NormsZero.GradientNorms ofZero);
        Assert.Equal((5, Math.Abs(value), "B"), (ofZero.A, ofZero.B, zeroed.NonFiniteField));
        Assert.Equal((0, 0), (zero.A[0], zero.B[1]));

        var poison = new NormsPoison { A = [3, 4], B = [1, value] };
        poison.ClipGradients(out NormsPoison.GradientNorms ofPoison);
        Assert.Equal((5, Math.Abs(value)), (ofPoison.A, ofPoison.B));
        Assert.Equal(float.NaN, poison.A[0]);

        var propagate = new NormsPropagate { A = [3, 4], B = [1, value] };
        var plain = new NormsPropagate { A = [3, 4], B = [1, value] };
        Assert.Equal(plain.ClipGradients(), propagate.ClipGradients(out NormsPropagate.GradientNorms ofPropagate));
        Assert.Equal((5, Math.Abs(value)), (ofPropagate.A, ofPropagate.B));
        Assert.Equal(plain.A, propagate.A);

        var perField = new NormsPerFieldZero { A = [3, 4], B = [1, value] };
        perField.ClipGradients(out NormsPerFieldZero.GradientNorms each);
        Assert.Equal((5, Math.Abs(value)), (each.A, each.B));
        Assert.Equal((0, 0), (perField.B[0], perField.B[1]));
        Assert.NotEqual(0, perField.A[0]);
    }

    [Fact]
    public void Thrown_NothingIsReturnedOrWritten()
    {
        var container = new NormsThrow { A = [3, 4], B = [1, double.NaN] };
        NormsThrow.GradientNorms norms = default;

        var exception = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients(out norms));

        Assert.Equal("B", exception.FieldName);
        Assert.Equal((0, 0), (norms.A, norms.B));
        Assert.Equal([3, 4], container.A);
        Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(out norms, maxNorm: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(out norms, preScale: -1));
    }

    private static (SingleFields Fields, INorms Container) Container(double order, double size)
    {
        SingleFields fields = order switch
        {
            1 => new NormsOne(),
            2 => new NormsTwo(),
            _ => new NormsMax(),
        };
        fields.F0 = SplitMix.Singles(1, 1000, size);
        fields.F3 = SplitMix.Singles(2, 77, size / 3);
        fields.Buffer = SplitMix.Singles(3, 5000, size / 2);
        return (fields, (INorms)fields);
    }
}
