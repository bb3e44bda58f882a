using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace FusedClip.Tests;

/// <summary>ClipScope.BlockRms gives the same bits on every instruction set.</summary>
public sealed class BlockRmsBitsTests
{
    [Theory]
    [InlineData(1, "D0952682B265038A")]
    [InlineData(2, "D18D5A2750EB8C77")]
    [InlineData(double.PositiveInfinity, "25B0E590DD82CB98")]
    [InlineData(2.7, "A83EBA0340597B64")]
    [InlineData(0.5, "437DEFAF75937784")]
    public void TheBitsAreTheSameEverywhere(double order, string expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (double limit in new[] { 0.4, 0.01, 1e-20 })
        {
            MeanFields container = MeanContainers.Filled(order);
            ClipResult result = ((IClipper)container).ClipGradients(limit, 0.7);
            hash.AppendData(BitConverter.GetBytes(result.TotalNorm));
            hash.AppendData(BitConverter.GetBytes(result.Coefficient));
            hash.AppendData(MemoryMarshal.AsBytes<double>(container.Elements().SelectMany(field => field).ToArray()));
        }

        Assert.Equal(expected, Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }
}
