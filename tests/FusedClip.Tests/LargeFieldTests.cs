using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// The error of the norm of long fields: next to nothing for random data, and within the derived bound for data that is made to
/// be hard (docs/numerics.md).
/// </summary>
public sealed class LargeFieldTests
{
    // The rows and blocks of the kernels, for data that is hard for them.
    private const int Lanes = 64;
    private const int RowsForOne = 4;
    private const int RowsForTwo = 8;

    private const int Length = (1 << 22) + 77;

    // 400 MB: one array for all of it.
    [Fact]
    public void AHundredMillionRandomFloatsAreOffByLessThanOneInAHundredMillion()
    {
        GC.Collect();
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        long free = memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        Assert.SkipWhen(free < 2L << 30, $"{free >> 20} MB are free: 2048 leave room beside the elements' 400.");
        float[] elements = GC.AllocateUninitializedArray<float>(100_000_000);
        foreach (Action<float[]> fill in new[] { FillUniform, (Action<float[]>)FillNormal })
        {
            fill(elements);
            double error = Error(elements, 2);
            Assert.True(error <= 1e-8, $"{fill.Method.Name}: {error:R}");
        }
    }

    // 1.2653731 and 1.2650558 are the numbers whose squares round worst when they are added eight times over, up and down.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 0.1)]
    [InlineData(1, 1.0000001)]
    [InlineData(1, 1.9999999)]
    [InlineData(2, 1)]
    [InlineData(2, 0.1)]
    [InlineData(2, 1.0000001)]
    [InlineData(2, 1.4142135)]
    [InlineData(2, 1.26537311)]
    [InlineData(2, 1.26505578)]
    [InlineData(2, 1.26505578 / (1 << 30))]
    [InlineData(2, 1.26505578 * (1 << 30))]
    public void ConstantsStayWithinTheBound(double order, double constant) => Check(Filled(_ => constant), order);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OneLargeAmongManySmallStaysWithinTheBound(double order)
    {
        foreach (double small in new[] { 1e-3, Math.Pow(2, -12), Math.Pow(2, -12) * 0.9999, 1e-6, Math.Pow(2, -24) * 0.9999 })
        {
            foreach (int place in new[] { 0, 1, Length / 2, Length - 1 })
            {
                Check(Filled(i => i == place ? 1 : small), order);
            }
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void SortedElementsStayWithinTheBound(double order, bool isDescending)
    {
        float[] elements = SplitMix.Singles(71, Length);
        Array.Sort(elements, (x, y) => Math.Abs(x).CompareTo(Math.Abs(y)));
        if (isDescending)
        {
            Array.Reverse(elements);
        }

        Check(elements, order);
        Check(Filled(i => Math.Pow(10, -6.0 * (isDescending ? i : Length - i) / Length)), order);
    }

    // The worst there is: in each pair of blocks a 1 in as many lanes as there are sums, then what is just too small to be added to it, in
    // its lane, in those that are folded into it, and in the pair's other block.
    [Theory]
    [InlineData(1, RowsForOne, 16, 5.9)]
    [InlineData(2, RowsForTwo, 8, 5.4)]
    public void WhatIsMadeForTheKernelsStaysWithinTheBound(double order, int rows, int sums, double atLeast)
    {
        double small = Math.Pow(Math.Pow(2, -24) * 0.999999, 1 / order);
        float[] elements = Filled(i =>
        {
            int lane = i % Lanes;
            int row = i / Lanes % (2 * rows);
            if (lane < sums)
            {
                return row == 0 ? 1 : row <= rows ? small : 0;
            }

            bool isFolded = lane < 48 && lane % 16 < sums;
            bool isHalved = lane < 16;
            return row == 0 && (isFolded || isHalved) ? small : 0;
        });

        double error = Check(elements, order);

        // It is as bad as it is meant to be: otherwise the order of summation has changed, and this with it.
        Assert.True(error >= atLeast / (1 << 24), $"{error * (1 << 24)} roundings");
    }

    // The norm within the bound; after a clip the exact norm in the window; and then nothing more to clip.
    private static double Check(float[] elements, double order)
    {
        SingleFields container = Containers.Single(order);
        container.F0 = elements;
        double error = Error(elements, order);

        // Six roundings for p = 1; for p = 2 twelve, of which the root takes half.
        Assert.True(error <= 6.0 / (1 << 24), $"{error * (1 << 24)} roundings");

        double limit = ExactNorm.Of(elements, order).Value * 0.7;
        Assert.True(((IClipper)container).ClipGradients(limit).IsClipped);
        ExactNorm after = ExactNorm.Of(elements, order);
        Assert.True(after.IsAtMost(limit) && after.IsAtLeast(limit * (1 - 1e-6)), $"{after.Value:R} against {limit:R}");
        Assert.False(((IClipper)container).ClipGradients(limit).IsClipped);
        return error;
    }

    private static double Error(float[] elements, double order)
    {
        SingleFields container = Containers.Single(order);
        container.F0 = elements;
        double exact = ExactNorm.Of(elements, order).Value;
        return Math.Abs(((IClipper)container).MeasureGradients().TotalNorm - exact) / exact;
    }

    private static float[] Filled(Func<int, double> element)
    {
        var elements = new float[Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = (float)element(i);
        }

        return elements;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillUniform(float[] elements)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = (float)SplitMix.At(72, i, 1);
        }
    }

    // Numbers of a normal distribution, by Box and Muller, each taken many times, and stretched by up to 2^-8 so that no two are the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillNormal(float[] elements)
    {
        const int Some = 1 << 16;
        float[] normals = Enumerable.Range(0, Some)
            .Select(i => (float)(Math.Sqrt(-2 * Math.Log((SplitMix.At(73, i, 0.5) + 0.5) + 1e-9)) * Math.Cos(SplitMix.At(74, i, Math.PI))))
            .ToArray();
        for (int i = 0; i < elements.Length; i++)
        {
            double random = (SplitMix.At(75, i, 0.5) + 0.5) * Some;
            var number = (int)random;
            elements[i] = normals[number] * (float)(1 + ((random - number) / 256));
        }
    }
}
