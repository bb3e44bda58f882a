using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Promises 1 and 4 in the adaptive scope: the same bits from every instruction set, and no allocation.</summary>
public sealed class AdaptiveBitsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["1, 0"] = "6F763746A348504E",
        ["1, 1"] = "F285A89E121CF64D",
        ["2, 0"] = "32A14C8E264587D8",
        ["2, 1"] = "5E12C093C7C189AA",
        ["2.7, 0"] = "FE51667DCCBB448A",
        ["2.7, 1"] = "B8675EF3AB3CB9F2",
        ["∞, 0"] = "43BB83B9031FC0D4",
        ["∞, 1"] = "52E13F535274C7C1",
    };

    public static TheoryData<double, int> OrdersAndAxes => AdaptiveTests.OrdersAndAxes;

    [Theory]
    [MemberData(nameof(OrdersAndAxes))]
    public void UnitsHaveTheSameBitsEverywhere(double order, int axis)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((int rows, int columns) in new[] { (1, 1), (3, 7), (19, 33), (70, 70), (600, 5), (4, 1100) })
        {
            Layers layers = AdaptiveTests.Filled(order, axis, rows, columns);
            ClipResult result = ((IAdaptiveClipper)layers).ClipGradients(0.3, 0.7);
            hash.AppendData(BitConverter.GetBytes(result.TotalNorm));
            hash.AppendData(BitConverter.GetBytes(result.Coefficient));
            hash.AppendData(MemoryMarshal.AsBytes(AdaptiveTests.Gradients(layers).SelectMany(field => field).ToArray().AsSpan()));
        }

        string name = $"{(double.IsPositiveInfinity(order) ? "∞" : order.ToString(CultureInfo.InvariantCulture))}, {axis}";
        string bits = Convert.ToHexString(hash.GetHashAndReset())[..16];
        Assert.True(Expected[name] == bits, $"The bits of {name} are {bits}, not {Expected[name]}.");
    }

    [Theory]
    [MemberData(nameof(OrdersAndAxes))]
    public void NoPassAllocates(double order, int axis)
    {
        foreach (double scale in new[] { 1, 0 })
        {
            AssertNothingAllocated((IAdaptiveClipper)AdaptiveTests.Filled(order, axis, 30, 700, scale));
            AssertNothingAllocated((IAdaptiveClipper)AdaptiveTests.Filled(order, axis, 700, 30, scale));
        }
    }

    [Fact]
    public void NothingElseAllocates()
    {
        AssertNothingAllocated(new AdaptiveFlatRows());
        AssertNothingAllocated(new AdaptiveFlatColumns());
        AssertNothingAllocated(new AdaptiveGeneric<double> { DMatrix = new double[,] { { 3 } }, Matrix = new double[,] { { 1 } } });
        AssertNothingAllocated(new AdaptiveColumnsSkip { DSingles = new float[,] { { float.NaN, 4 } }, Singles = new float[,] { { 1, 1 } } });
        AssertNothingAllocated(new AdaptiveColumnsSkip { DSingles = new float[,] { { 1, 4 } }, Singles = new float[,] { { 1, float.NaN } } });
    }

    private static void AssertNothingAllocated(IAdaptiveClipper container) => AllocationTests.AssertNothingIsAllocated(() =>
    {
        container.MeasureGradients(0.01);
        container.ClipGradients(0.01);
        container.ClipGradients(double.PositiveInfinity);
    });
}
