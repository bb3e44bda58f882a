using System;
using System.Linq;
using FusedClip.CompilerServices;
using FusedClip.Numerics;
using Xunit;

namespace FusedClip.Tests;

/// <summary>The coefficients of many slices, taken at once: to the bit those that are taken one by one.</summary>
public sealed class ManyCoefficientsTests
{
    private const double Error = 3e-7;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void AreThoseOfEach(double order)
    {
        int taken = 0;
        foreach (double preScale in new[] { 1, 0.5, 0.3, 3 })
        {
            foreach (double epsilon in new[] { 0, 1e-6 })
            {
                for (int count = 1; count <= 70; count++)
                {
                    taken += IsTaken(order, preScale, epsilon, [.. SplitMix.Doubles((ulong)count, count, 2).Select(Math.Abs)]) ? 1 : 0;
                }
            }
        }

        // A norm lies right at the limit now and then, at most.
        Assert.InRange(taken, 550, 560);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void MarginsAreThoseOfTheElements(bool isSingle, bool isHalf)
    {
        double[] sums = [.. Enumerable.Range(1, 37).Select(i => i * 0.37)];
        AssertSame(new ClipRule(1.1, 1, 0), sums, 2, isSingle, isHalf, expected: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    public void NormAtTheLimit_IsLeftToTheDecisionOfEach(int at)
    {
        double[] sums = [.. Enumerable.Repeat(9.0, 9)];
        sums[at] = 1 + 1e-8;
        AssertSame(new ClipRule(1, 1, 0), sums, 2, true, false, expected: false);
        AssertSame(new ClipRule(1, 1, 1e-6), sums, 2, true, false, expected: true);
    }

    [Fact]
    public void WhatTheFormulaDoesNotHold_IsLeftToTheDecisionOfEach()
    {
        // A coefficient that a float doesn't hold at full precision, an infinite norm, a limit that never clips, another norm order.
        AssertSame(new ClipRule(1e-20, 1, 0), [1e40, 1], 2, true, false, expected: false);
        AssertSame(new ClipRule(1e-20, 1, 0), [1e40, 1], 2, false, false, expected: true);
        AssertSame(new ClipRule(1e-200, 1, 0), [1e300, 1], 1, false, false, expected: false);
        AssertSame(new ClipRule(1, 1, 0), [double.PositiveInfinity, 2], 2, true, false, expected: false);
        AssertSame(new ClipRule(double.PositiveInfinity, 0.5, 0), [4, 2], 2, true, false, expected: false);
        AssertSame(new ClipRule(1, 1, 0), [4, 2], 3, true, false, expected: false);
        AssertSame(new ClipRule(1, 1, 0).With(0.1, 1e-6), [4, 2], 2, true, false, expected: false);
    }

    private static bool IsTaken(double order, double preScale, double epsilon, double[] sums)
    {
        var rule = new ClipRule(1.25, preScale, epsilon);
        bool isClose = sums.Any(sum => rule.IsTooCloseToCall(PowerSum.Root(sum, 0, order), Error));
        AssertSame(rule, sums, order, true, false, expected: !isClose);
        return !isClose;
    }

    private static void AssertSame(in ClipRule rule, double[] sums, double order, bool isSingle, bool isHalf, bool expected)
    {
        double[] coefficients = [.. sums];
        bool isDone = rule.TryCoefficients(coefficients, sums.Max(), order, Error, Error, isSingle, isHalf, out double smallest, out bool isAnyClipped);
        Assert.Equal(expected, isDone);
        if (!isDone)
        {
            Assert.Equal(sums, coefficients);
            return;
        }

        bool isOneClipped = false;
        for (int i = 0; i < sums.Length; i++)
        {
            double one = rule.Coefficient(PowerSum.Root(sums[i], 0, order), Error, isSingle, isHalf, out bool isClipped);
            Assert.Equal(BitConverter.DoubleToInt64Bits(one), BitConverter.DoubleToInt64Bits(coefficients[i]));
            isOneClipped |= isClipped;
        }

        Assert.Equal(coefficients.Min(), smallest);
        Assert.Equal(isOneClipped, isAnyClipped);
    }
}
