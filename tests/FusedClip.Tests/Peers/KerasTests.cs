using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>The clipping arguments of Keras's optimizers.</summary>
public sealed class KerasTests
{
    [Theory]
    [InlineData("keras-clipnorm")]
    public void ClipNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<KerasNorm>([peer.Tensors[0], [0.5]]);

        container.ClipGradients(peer.Parameter("clipnorm"));

        PeerFields.AssertNear([peer.ExpectedTensors[0], [0.5]], container, peer.Tolerance);
    }

    [Theory]
    [InlineData("keras-global")]
    public void GlobalClipNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<KerasGlobal>(peer.Tensors);

        ClipResult result = container.ClipGradients(peer.Parameter("global_clipnorm"));

        Assert.True(PeerFields.IsNear(peer.Answer("norm"), result.TotalNorm, peer.Tolerance));
        PeerFields.AssertNear(peer.ExpectedTensors, container, peer.Tolerance);
    }

    [Theory]
    [InlineData("keras-clipvalue")]
    public void ClipValue(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = new KerasValue { Singles = [.. peer.Tensors[0]!.Select(x => (float)x)] };

        container.ClipGradientValues(peer.Parameter("clipvalue"));

        Assert.Equal(peer.ExpectedTensors[0]!, container.Singles.Select(x => (double)x));
    }

    // On purpose: there a limit that isn't above zero turns clipping off, without a word.
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ALimitThatIsNotAboveZeroIsRefused(double limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerFields.With<KerasNorm>([3, 4]).ClipGradients(limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerFields.With<KerasGlobal>([3, 4]).ClipGradients(limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KerasValue { Singles = [3, 4] }.ClipGradientValues(limit));
    }
}
