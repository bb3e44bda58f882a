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
        ["1, 0"] = "686F5899005CCB45",
        ["1, 1"] = "2596344DD119556A",
        ["2, 0"] = "5ABD0DFA32F9CE5F",
        ["2, 1"] = "3C6719EACE6A8CE8",
        ["∞, 0"] = "8A4B4D48BA8E88C6",
        ["∞, 1"] = "D6AEC4D5A885C6B2",
        ["2.5, 0"] = "2A434953AE4BCB75",
        ["2.5, 1"] = "BA6B3586C3703D54",
        ["2.7, 0"] = "ABC0E0699230A57D",
        ["2.7, 1"] = "D4894E15F3333C59",
        ["0.7, 0"] = "A7BB41383128961C",
        ["0.7, 1"] = "78A7326C4ABCCBAC",
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

    private static void AssertNothingAllocated(IClipper container)
    {
        container.MeasureGradients(0.1);
        container.ClipGradients(0.1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        container.MeasureGradients(0.01);
        container.ClipGradients(0.01);
        container.ClipGradients(double.PositiveInfinity);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
