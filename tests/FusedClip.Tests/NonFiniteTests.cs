using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>The five policies, for one norm over all fields and for one a field.</summary>
public sealed class NonFiniteTests
{
    private static readonly float[] First = [1, 2, 2];
    private static readonly double[] Third = [5, 6];

    public static TheoryData<float> Values => new(float.NaN, float.PositiveInfinity, float.NegativeInfinity);

    [Theory]
    [MemberData(nameof(Values))]
    public void ThrowNamesTheElementAndWritesNothing(float value)
    {
        foreach (IClipper clipper in new IClipper[] { new ThrowPolicy(), new ThrowPolicyPerField() })
        {
            var container = With(clipper, value);

            NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(() => clipper.ClipGradients(1));

            Assert.Equal("Second", exception.FieldName);
            Assert.Equal(4, exception.Index);
            Assert.Equal(value, exception.Value);
            Assert.Equal(float.IsNaN(value) ? double.NaN : double.PositiveInfinity, exception.TotalNorm);
            Assert.Contains("Second[1][2]", exception.Message, StringComparison.Ordinal);
            AssertUnchanged(container, value);
            Assert.Throws<NonFiniteGradientException>(() => clipper.MeasureGradients());
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void EveryPolicyHoldsForHalves(float value)
    {
        IClipper[] clippers = [new HalfThrow(), new HalfSkip(), new HalfZero(), new HalfPropagate(), new HalfPoison()];
        foreach (IClipper clipper in clippers)
        {
            var container = (HalfPolicyFields)clipper;
            container.Second[1][2] = (Half)value;
            if (clipper is HalfThrow)
            {
                NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(() => clipper.ClipGradients(1));
                Assert.Equal(("Second", 4L, (double)value), (exception.FieldName, exception.Index, exception.Value));
                Assert.Contains("Second[1][2]", exception.Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal("Second", clipper.ClipGradients(1).NonFiniteField);
            }

            // What is expected of 4, and of what wasn't finite.
            (float Finite, float Other) expected = clipper switch
            {
                HalfZero => (0, 0),
                HalfPoison => (float.NaN, float.NaN),
                HalfPropagate => (float.IsNaN(value) ? float.NaN : 0, float.NaN),
                _ => (4, value),
            };
            Assert.Equal(expected, ((float)container.Second[0][0], (float)container.Second[1][2]));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void SkipWritesNothing(float value)
    {
        var clipper = new SkipPolicy();
        With(clipper, value);

        ClipResult result = clipper.ClipGradients(1);

        Assert.False(result.IsFinite);
        Assert.False(result.IsClipped);
        Assert.Equal(1, result.Coefficient);
        Assert.Equal("Second", result.NonFiniteField);
        AssertUnchanged(clipper, value);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void ZeroMakesEveryGradientZero(float value)
    {
        var clipper = new ZeroPolicy();
        With(clipper, value);

        ClipResult result = clipper.ClipGradients(1);

        Assert.Equal(0, result.Coefficient);
        Assert.True(result.IsClipped);
        Assert.Equal("Second", result.NonFiniteField);
        Assert.All(Elements(clipper), x => Assert.Equal(0, x));
    }

    [Fact]
    public void PropagateOfInfinityIsCoefficientZero()
    {
        var clipper = new PropagatePolicy();
        With(clipper, float.PositiveInfinity);

        ClipResult result = clipper.ClipGradients(1);

        Assert.Equal(double.PositiveInfinity, result.TotalNorm);
        Assert.Equal(0, result.Coefficient);

        // 0 · ∞ is NaN, in PyTorch too.
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, double.NaN, 0, 0], Elements(clipper));
    }

    [Fact]
    public void PropagateOfNaNIsNaNEverywhere()
    {
        var clipper = new PropagatePolicy();
        With(clipper, float.NaN);

        ClipResult result = clipper.ClipGradients(1);

        Assert.True(double.IsNaN(result.TotalNorm));
        Assert.True(double.IsNaN(result.Coefficient));
        Assert.All(Elements(clipper), x => Assert.True(double.IsNaN(x)));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void PoisonIsNaNEverywhere(float value)
    {
        var clipper = new PoisonPolicy();
        With(clipper, value);

        Assert.True(double.IsNaN(clipper.ClipGradients(1).Coefficient));
        Assert.All(Elements(clipper), x => Assert.True(double.IsNaN(x)));
    }

    // The fields beside it have norms 3 and √61, and are clipped to 1.
    [Theory]
    [MemberData(nameof(Values))]
    public void PerFieldTheFieldIsDealtWithByItself(float value)
    {
        foreach (IClipper clipper in new IClipper[] { new SkipPolicyPerField(), new ZeroPolicyPerField(), new PropagatePolicyPerField(), new PoisonPolicyPerField() })
        {
            PolicyFields container = With(clipper, value);

            ClipResult result = clipper.ClipGradients(1);

            Assert.False(result.IsFinite);
            Assert.True(result.IsClipped);
            Assert.Equal("Second", result.NonFiniteField);
            Assert.Equal(1, Reference.Norm(container.First, 2), 1e-6);
            Assert.Equal(1, Reference.Norm(container.Third, 2), 1e-6);
            double[] second = container.Second.SelectMany(row => row).Select(x => (double)x).ToArray();
            double[] expected = clipper switch
            {
                SkipPolicyPerField => [4, 0, 0, 0, value],
                ZeroPolicyPerField => [0, 0, 0, 0, 0],
                PropagatePolicyPerField when !float.IsNaN(value) => [0, 0, 0, 0, double.NaN],
                _ => [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN],
            };
            Assert.Equal(expected, second);
        }
    }

    [Fact]
    public void MeasureComesToTheSameAnswerAndWritesNothing()
    {
        var containers = new PolicyContainers();
        foreach (IClipper clipper in containers.All)
        {
            containers.Reset(float.PositiveInfinity);
            ClipResult measured = clipper.MeasureGradients(1);
            AssertUnchanged((PolicyFields)clipper, float.PositiveInfinity);
            Assert.Equal(clipper.ClipGradients(1), measured);
        }
    }

    // Wherever it is, and whatever is beside it.
    [Fact]
    public void NoNaNIsLostAtAnyPosition()
    {
        foreach (double order in Containers.Orders)
        {
            foreach (int length in new[] { 1, 5, 70, 300, 1000 })
            {
                for (int position = 0; position < length; position++)
                {
                    var singles = new float[length];
                    var doubles = new double[length];
                    Array.Fill(singles, 0.01f);
                    Array.Fill(doubles, 0.01);
                    singles[position] = float.NaN;
                    doubles[position] = double.NaN;
                    SingleFields single = Containers.Single(order);
                    DoubleFields @double = Containers.Double(order);
                    (single.F0, @double.F0) = (singles, doubles);
                    Assert.Equal(position, Assert.Throws<NonFiniteGradientException>(() => ((IClipper)single).MeasureGradients()).Index);
                    Assert.Equal(position, Assert.Throws<NonFiniteGradientException>(() => ((IClipper)@double).MeasureGradients()).Index);
                }
            }
        }
    }

    [Fact]
    public void PerFieldTheSmallestCoefficientIsNaNWhereOneIs()
    {
        var clipper = new PropagatePolicyPerField();
        With(clipper, float.NaN);
        Assert.True(double.IsNaN(clipper.ClipGradients(1).Coefficient));
    }

    [Fact]
    public void AnInfiniteLimitNeverClipsUnderPropagate()
    {
        var clipper = new PropagatePolicy();
        PolicyFields container = With(clipper, float.PositiveInfinity);

        ClipResult result = clipper.ClipGradients(double.PositiveInfinity, preScale: 0.5);

        Assert.False(result.IsClipped);
        Assert.Equal(0.5, result.Coefficient);
        Assert.Equal([0.5f, 1, 1], container.First);
    }

    private static PolicyFields With(IClipper clipper, float value)
    {
        var container = (PolicyFields)clipper;
        container.Second[1][2] = value;
        return container;
    }

    private static void AssertUnchanged(PolicyFields container, float value)
    {
        Assert.Equal(First, container.First);
        Assert.Equal([4, 0, 0, 0, value], container.Second.SelectMany(row => row));
        Assert.Equal(Third, container.Third);
    }

    private static double[] Elements(PolicyFields container) =>
        [.. container.First.Select(x => (double)x), .. container.Second.SelectMany(row => row).Select(x => (double)x), .. container.Third];
}
