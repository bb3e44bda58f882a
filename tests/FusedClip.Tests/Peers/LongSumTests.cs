using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>Norms of long float tensors that PyTorch was reported to have wrong.</summary>
public sealed class LongSumTests
{
    [Theory]
    [InlineData("torch-cpu-norm-#15602", 40_000)]
    [InlineData("torch-cpu-norm-#65815", 100_000_000)]
    public void Ones(string id, int length)
    {
        // Up to 400 MB.
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        long free = memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        Assert.SkipWhen(length > 1_000_000 && free < 2L << 30, $"{free >> 20} MB are free: 2048 leave room beside the elements' 400.");
        PeerCase peer = PeerCase.ById[id];
        float[] ones = GC.AllocateUninitializedArray<float>(length);
        Array.Fill(ones, 1);

        double norm = new PyTorchNorm { F0 = ones }.MeasureGradients().TotalNorm;

        Assert.True(PeerFields.IsNear(peer.Answer("correct"), norm, 1e-7), $"{norm:R}");
        Assert.False(PeerFields.IsNear(peer.Answer("peer_wrong"), norm, 0.1));
    }
}
