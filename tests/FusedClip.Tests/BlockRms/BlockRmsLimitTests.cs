using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ClipScope.BlockRms where roundings, or the ends of the range, could decide.</summary>
public sealed class BlockRmsLimitTests
{
    // The mean of equal elements is the element, but neither their sum nor the root of their number is exact.
    [Theory]
    [MemberData(nameof(MeanContainers.Orders), MemberType = typeof(MeanContainers))]
    public void EqualElementsAtTheLimitAreLeftAlone(double order)
    {
        for (int length = 1; length < 400; length += length < 40 ? 1 : 37)
        {
            foreach (double size in new[] { 0.1, 1, 3, 1e-3, 1e200, 1e-200 })
            {
                double element = size * (1 + (length / 7.0));
                MeanFields container = MeanContainers.Of(order);
                container.Doubles = [.. Enumerable.Repeat(element, length)];
                container.Singles = [.. Enumerable.Repeat((float)element, length)];
                double[][] before = container.Elements();
                bool isSingle = size is > 1e-30 and < 1e30;
                double limit = isSingle ? Math.Max((float)element, element) : element;
                container.Singles = isSingle ? container.Singles : null;

                Assert.False(((IClipper)container).ClipGradients(limit).IsClipped, $"{length} × {element:R}");
                Assert.Equal(before[1], container.Doubles);
                if (isSingle)
                {
                    Assert.False(((IClipper)container).ClipGradients((float)element * (1 + 1e-7)).IsClipped && (float)element >= element);
                }
            }
        }
    }

    // A limit that the float kernels' own error could decide.
    [Theory]
    [MemberData(nameof(MeanContainers.Orders), MemberType = typeof(MeanContainers))]
    public void LimitsNextToTheMeanAreDecidedInDouble(double order)
    {
        foreach (int length in new[] { 3, 1000, 9000 })
        {
            foreach (double offset in new[] { -4e-7, -1e-8, -1e-12, 1e-12, 1e-8, 4e-7 })
            {
                MeanFields container = MeanContainers.Of(order);
                container.Singles = SplitMix.Singles(4, length);
                double limit = MeanCheck.Mean(container.Elements()[0], order) * (1 + offset);

                ClipResult result = ((IClipper)container).ClipGradients(limit);

                Assert.Equal(offset < 0, result.IsClipped);
                double after = MeanCheck.Mean(container.Elements()[0], order);
                Assert.InRange(after, limit * (1 - MeanCheck.Window), limit * (1 + MeanCheck.Slack));
            }
        }
    }

    [Theory]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void MeansOfFloatsWhoseSquaresAreOutOfRange_AreRight(double size)
    {
        MeanFields container = new MeanTwo { Singles = SplitMix.Singles(1, 300, size), Jagged = [SplitMix.Singles(2, 5, size), [], SplitMix.Singles(3, 500, size)] };
        double limit = 0.1 * size;

        ((IClipper)container).ClipGradients(limit);

        double[][] after = container.Elements();
        Assert.InRange(MeanCheck.Mean(after[0], 2), limit * (1 - MeanCheck.Window), limit * (1 + MeanCheck.Slack));
        Assert.InRange(MeanCheck.Mean(after[3], 2), limit * (1 - MeanCheck.Window), limit * (1 + MeanCheck.Slack));
    }

    [Fact]
    public void LimitsAtTheEndsOfTheRange()
    {
        var container = new MeanTwo { Doubles = [.. Enumerable.Repeat(1e300, 100)] };
        Assert.False(((IClipper)container).ClipGradients(double.MaxValue).IsClipped);
        Assert.False(((IClipper)container).ClipGradients(double.PositiveInfinity).IsClipped);
        Assert.True(((IClipper)container).ClipGradients(9e299).IsClipped);

        container.Doubles = [double.Epsilon, double.Epsilon, double.Epsilon];
        Assert.False(((IClipper)container).ClipGradients(double.Epsilon).IsClipped);
        Assert.Throws<ArgumentOutOfRangeException>(() => ((IClipper)container).ClipGradients(0));
    }
}
