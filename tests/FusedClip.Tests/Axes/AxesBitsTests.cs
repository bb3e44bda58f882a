using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Promises 1 and 4 for slices: the same bits from every instruction set, and no allocation.</summary>
public sealed class AxesBitsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["1, 0"] = "F917F6020C15EFD7",
        ["1, 1"] = "38DC64CD5EAFE19B",
        ["2, 0"] = "BEBFE0EB833C3B12",
        ["2, 1"] = "BF3C9D0789DD4596",
        ["∞, 0"] = "B86620152ED1567C",
        ["∞, 1"] = "A88AB754D44A5733",
        ["2.5, 0"] = "AAAAB2BE0700A0E3",
        ["2.5, 1"] = "A2917239E9327348",
        ["2.7, 0"] = "50170A4A824CEA02",
        ["2.7, 1"] = "4D2B7017801C4A1A",
        ["0.7, 0"] = "6BE18B5B7C90EBD1",
        ["0.7, 1"] = "2A5C3436F7FE91E2",
    };

    public static TheoryData<double, int> OrdersAndAxes => AxesTests.OrdersAndAxes;

    [Theory]
    [MemberData(nameof(OrdersAndAxes))]
    public void SlicesHaveTheSameBitsEverywhere(double order, int axis)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((int rows, int columns) in new[] { (1, 1), (3, 7), (19, 33), (70, 70), (600, 5), (4, 1100) })
        {
            foreach (double scale in new[] { 1, 1e-20, 3e38 })
            {
                Matrices container = MatrixContainers.Of(order, axis);
                container.Singles = MatrixContainers.Matrix<float>(1, rows, columns, scale);
                container.Doubles = MatrixContainers.Matrix<double>(2, rows, columns, scale * scale);
                container.Halves = MatrixContainers.Matrix<Half>(3, rows, columns, Math.Min(scale, 60000));
                hash.AppendData(BitConverter.GetBytes(((IClipper)container).MeasureGradients().TotalNorm));
                ClipResult result = ((IClipper)container).ClipGradients(0.01, 0.3);
                hash.AppendData(BitConverter.GetBytes(result.TotalNorm));
                hash.AppendData(BitConverter.GetBytes(result.Coefficient));
                hash.AppendData(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref container.Singles[0, 0], container.Singles.Length)));
                hash.AppendData(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref container.Doubles[0, 0], container.Doubles.Length)));
                hash.AppendData(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref container.Halves[0, 0], container.Halves.Length)));
            }
        }

        string name = $"{(double.IsPositiveInfinity(order) ? "∞" : order.ToString(CultureInfo.InvariantCulture))}, {axis}";
        string bits = Convert.ToHexString(hash.GetHashAndReset())[..16];
        Assert.True(Expected[name] == bits, $"The bits of {name} are {bits}, not {Expected[name]}.");
    }

    [Theory]
    [MemberData(nameof(OrdersAndAxes))]
    public void NoPassAllocates(double order, int axis)
    {
        Matrices container = MatrixContainers.Of(order, axis);
        foreach (double scale in new[] { 1, 1e-200 })
        {
            container.Singles = MatrixContainers.Matrix<float>(1, 30, 700);
            container.Doubles = MatrixContainers.Matrix<double>(2, 700, 30, scale);
            container.Halves = MatrixContainers.Matrix<Half>(3, 30, 30);
            AssertNothingAllocated((IClipper)container);
        }
    }

    [Fact]
    public void NothingElseAllocates()
    {
        AssertNothingAllocated(new ShapedRows());
        AssertNothingAllocated(new ShapedColumns());
        AssertNothingAllocated(new LibraryColumns());
        AssertNothingAllocated(new AxesTree { Layers = [new AxesLayer { W = MatrixContainers.Matrix<float>(1, 30, 30) }] });
        AssertNothingAllocated(new ColumnsSkip { Singles = new float[,] { { float.NaN, 4 } } });
    }

    private static void AssertNothingAllocated(IClipper container) => AllocationTests.AssertNothingIsAllocated(() =>
    {
        container.MeasureGradients(0.01);
        container.ClipGradients(0.01);
        container.ClipGradients(double.PositiveInfinity);
    });
}
