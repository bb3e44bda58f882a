using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// Promise 4: the same bits from every instruction set. Hashes of norms, coefficients and elements are compared with the ones
/// written here, which every run has to come to: change them only together with the order of summation.
/// </summary>
public sealed class BitsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["float, 1"] = "1DB84B4A9BCB568F",
        ["float, 2"] = "8D6EDF71E7935BF0",
        ["float, 1.5"] = "39E514381CE25350",
        ["float, ∞"] = "33F546E1502759C8",
        ["Half, 1"] = "B59C7DEED2B61D01",
        ["Half, 2"] = "26B7D8719B8AA6AA",
        ["Half, ∞"] = "D79865F81980B1AD",
        ["Half, 2.5"] = "58AF4900EA7F08D5",
        ["Half, 2.7"] = "62FD39AE04371876",
        ["Half, 0.7"] = "B8AA7128E8FFBC80",
        ["double, 1"] = "8306B73F9989E35A",
        ["double, 2"] = "9F72430FB518F525",
        ["double, ∞"] = "8F10047F08E1BD53",
        ["float, 2.5"] = "00F88550DDC1DE38",
        ["float, 2.7"] = "DBCE1BE2F1A2468C",
        ["float, 0.7"] = "A82F8378BD1AC91B",
        ["double, 2.5"] = "169650EAA8AFCBD7",
        ["double, 2.7"] = "EF868BAC335F2BC1",
        ["double, 0.7"] = "7F520C246A42A2C1",
    };

    public static TheoryData<double> Orders => new(Containers.Orders);

    // 3/2 has a loop of its own, for floats alone.
    public static TheoryData<double> SingleOrders => new((double[])[.. Containers.Orders, 1.5]);

    [Theory]
    [MemberData(nameof(SingleOrders))]
    public void FloatsHaveTheSameBitsEverywhere(double order) => Check($"float, {Name(order)}", SingleBits(order));

    [Theory]
    [MemberData(nameof(Orders))]
    public void DoublesHaveTheSameBitsEverywhere(double order) => Check($"double, {Name(order)}", DoubleBits(order));

    [Theory]
    [MemberData(nameof(Orders))]
    public void HalvesHaveTheSameBitsEverywhere(double order) => Check($"Half, {Name(order)}", HalfBits(order));

    private static void Check(string name, string hash) =>
        Assert.True(Expected[name] == hash, $"The bits of {name} are {hash}, not {Expected[name]}.");

    private static string Name(double order) => double.IsPositiveInfinity(order) ? "∞" : order.ToString(CultureInfo.InvariantCulture);

    private static string SingleBits(double order)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        SingleFields container = MoreOrders.Single(order);
        foreach ((int[] lengths, double scale) in Cases())
        {
            float[] buffer = SplitMix.Singles(99, lengths[0] + 40, scale);
            (container.F0, container.F1, container.F2) = (SplitMix.Singles(1, lengths[1], scale), SplitMix.Singles(2, lengths[2], scale), null);
            (container.F3, container.F4) = (SplitMix.Singles(3, lengths[3], scale), SplitMix.Singles(4, lengths[4], scale));

            container.Buffer = buffer.AsMemory(lengths[0] % 16, lengths[0]);
            Append(hash, (IClipper)container);
            hash.AppendData(MemoryMarshal.AsBytes(container.Buffer.Span));
            foreach (float[]? field in new[] { container.F0, container.F1, container.F3, container.F4 })
            {
                hash.AppendData(MemoryMarshal.AsBytes(field.AsSpan()));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }

    private static string HalfBits(double order)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        HalfFields container = HalfContainers.Of(order);
        foreach ((int[] lengths, double size) in Cases())
        {
            double scale = Math.Clamp(size, 3e-7, 65e3);
            Half[] buffer = HalfContainers.Random(99, lengths[0] + 40, scale);
            (container.F0, container.F1) = (HalfContainers.Random(1, lengths[1], scale), null);
            container.F2 = HalfContainers.Random(3, lengths[3], scale);
            container.Buffer = buffer.AsMemory(lengths[0] % 32, lengths[0]);
            Append(hash, (IClipper)container);
            foreach (Memory<Half> field in new[] { container.F0, container.F2, container.Buffer })
            {
                hash.AppendData(MemoryMarshal.AsBytes(field.Span));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }

    private static string DoubleBits(double order)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DoubleFields container = Containers.Double(order);
        foreach ((int[] lengths, double scale) in Cases())
        {
            double[] buffer = SplitMix.Doubles(99, lengths[0] + 40, scale);
            (container.F0, container.F1, container.F2) = (SplitMix.Doubles(1, lengths[1], scale), SplitMix.Doubles(2, lengths[2], scale), null);
            (container.F3, container.F4) = (SplitMix.Doubles(3, lengths[3], scale), SplitMix.Doubles(4, lengths[4], scale));
            container.Buffer = buffer.AsMemory(lengths[0] % 8, lengths[0]);
            Append(hash, (IClipper)container);
            hash.AppendData(MemoryMarshal.AsBytes(container.Buffer.Span));
            foreach (double[]? field in new[] { container.F0, container.F1, container.F3, container.F4 })
            {
                hash.AppendData(MemoryMarshal.AsBytes(field.AsSpan()));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }

    private static void Append(IncrementalHash hash, IClipper container)
    {
        double norm = container.MeasureGradients().TotalNorm;
        ClipResult clipped = container.ClipGradients((norm * 0.37) + double.Epsilon, preScale: 0.9);
        ClipResult after = container.MeasureGradients((norm * 0.37) + double.Epsilon);
        double[] values = [norm, clipped.TotalNorm, clipped.Coefficient, after.TotalNorm];
        hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    // Every length up to two blocks, long ones, and scales whose squares leave the range of float.
    private static IEnumerable<(int[] Lengths, double Scale)> Cases()
    {
        for (int n = 0; n <= 1100; n++)
        {
            yield return ([n, n % 7, (n * 31) % 300, (n * 57) % 1000, n % 64], 1);
        }

        foreach (double scale in new[] { 1e-44, 1e-38, 1e-25, 1e-19, 1e-5, 1e10, 1e19, 1e38 })
        {
            yield return ([5000, 3, 300, 2000, 70], scale);
        }

        yield return ([100_003, 65_537, 0, 1, 4097], 3);
    }
}
