using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary><c>torch.nn.utils.clip_grad_norm_</c> and its neighbours: figures of PyTorch's tests and issues.</summary>
public sealed class PyTorchTests
{
    [Theory]
    [InlineData("torch-norm-p0.5")]
    [InlineData("torch-norm-p1.5")]
    [InlineData("torch-norm-p2.0")]
    [InlineData("torch-norm-p4.0")]
    [InlineData("torch-norm-pinf")]
    public void ClipGradNorm(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        double order = peer.Parameter("norm_type");
        DoubleFields container = TorchContainers.Double(order);
        container.F0 = [.. Enumerable.Range(1, 100).Select(i => (double)i)];
        container.F1 = [.. Enumerable.Repeat(0.001, 10)];

        ClipResult result = ((IClipper)container).ClipGradients(peer.Parameter("max_norm"));

        Assert.True(PeerFields.IsNear(peer.Answer("total_norm"), result.TotalNorm, 1e-12));
        Assert.True(PeerFields.IsNear(peer.Answer("clip_coef_torch(eps=1e-6)"), result.Coefficient, 1e-12));
        Assert.True(PeerFields.IsNear(peer.Answer("first_elem"), container.F0[0], 1e-12));
        Assert.True(PeerFields.IsNear(peer.Answer("last_elem_w"), container.F0[^1], 1e-12));
        Assert.All(container.F1, x => Assert.True(PeerFields.IsNear(peer.Answer("bias_elem"), x, 1e-12)));
        Assert.True(PeerFields.IsNear(2, ((IClipper)container).MeasureGradients().TotalNorm, peer.Tolerance));
    }

    // Below the limit PyTorch multiplies by 1; here the bits aren't even written.
    [Theory]
    [InlineData("torch-norm-small")]
    public void ClipGradNorm_BelowTheLimitChangesNoBit(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        foreach (double order in peer.Parameters.GetProperty("norm_type").GetString()!.Split(',').Select(PeerCase.Number))
        {
            SingleFields container = TorchContainers.Single(order);
            container.F0 = [.. SplitMix.Singles(1, 100).Select(x => Math.Abs(x) / 10_000)];
            container.F1 = [.. Enumerable.Repeat(0.002f, 10)];
            float[][] before = [[.. container.F0], [.. container.F1]];

            ClipResult result = ((IClipper)container).ClipGradients(peer.Parameter("max_norm"));

            Assert.Equal((peer.Answer("scale"), false), (result.Coefficient, result.IsClipped));
            Assert.Equal(before, [container.F0, container.F1]);
        }
    }

    // Tensors on two devices there, four fields here.
    [Theory]
    [InlineData("torch-multidevice-2")]
    [InlineData("torch-multidevice-inf")]
    public void ClipGradNorm_OfSeveralFields(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        double[]?[] ones = [.. new[] { 100, 10, 100, 10 }.Select(length => Enumerable.Repeat(1.0, length).ToArray())];
        SingleFields container = peer.Parameter("norm_type") == 2
            ? PeerFields.With<PyTorchNorm>(ones)
            : PeerFields.With<PyTorchLargest>(ones);

        ClipResult result = ((IClipper)container).ClipGradients(peer.Parameter("max_norm"));

        Assert.True(PeerFields.IsNear(peer.Answer("total_norm"), result.TotalNorm, peer.Tolerance));
        double each = peer.Answer("each");
        PeerFields.AssertNear([.. ones.Select(field => field!.Select(_ => each).ToArray())], container, peer.Tolerance);
    }

    [Fact]
    public void ClipGradNorm_OfTheLargestTakesAnEmptyField()
    {
        var container = PeerFields.With<PyTorchLargest>([], [4], null);

        Assert.Equal(4, container.ClipGradients().TotalNorm);
        PeerFields.AssertNear([[], [4 * 2 / (4 + 1e-6)], null], container, 1e-6);
    }

    [Theory]
    [InlineData("torch-maxnorm-1.0")]
    [InlineData("torch-maxnorm-inf")]
    public void Limits(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<PyTorchNorm>(peer.X);

        container.ClipGradients(peer.Parameter("max_norm"));

        PeerFields.AssertNear([PeerCase.Numbers(peer.Expected.GetProperty("torch_today"))], container, peer.Tolerance);
    }

    // On purpose: there 0 sets the gradients to zero, −1 turns them around, and NaN makes them NaN.
    [Theory]
    [InlineData("torch-maxnorm-0.0")]
    [InlineData("torch-maxnorm--1.0")]
    [InlineData("torch-maxnorm-nan")]
    public void LimitsThatMakeNoSenseAreRefused(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<PyTorchNorm>(peer.X);

        Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(peer.Parameter("max_norm")));

        PeerFields.AssertNear([peer.X], container, 0);
        Assert.NotEqual(peer.X, PeerCase.Numbers(peer.Expected.GetProperty("torch_today")));
    }

    // On purpose: PyTorch's norm overflows, and its gradients become 0.
    [Theory]
    [InlineData("torch-46849")]
    public void SquaresThatOverflowAFloat(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<PyTorchNorm>([.. Enumerable.Repeat(1e20, 100)]);

        ClipResult result = container.ClipGradients(peer.Parameter("max_norm"));

        double right = PeerCase.Number(peer.Expected.GetProperty("mathematically").GetProperty("total_norm"));
        Assert.True(PeerFields.IsNear(right, result.TotalNorm, peer.Tolerance));
        PeerFields.AssertNear([[.. Enumerable.Repeat(0.1, 100)]], container, peer.Tolerance);
    }

    [Theory]
    [InlineData("torch-46849-inf")]
    public void InfinityTakesItsCourse(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = PeerFields.With<PyTorchNorm>([.. Enumerable.Repeat(double.PositiveInfinity, 100)]);

        ClipResult result = container.ClipGradients(peer.Parameter("max_norm"));

        Assert.Equal(PeerCase.Number(peer.Expected.GetProperty("torch_today").GetProperty("total_norm")), result.TotalNorm);
        Assert.All(container.F0!, x => Assert.True(float.IsNaN(x)));
    }

    [Theory]
    [InlineData("torch-value")]
    public void ClipGradValue(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        var container = new PyTorchValue
        {
            Singles = [.. Enumerable.Range(-50, 100).Select(i => i / 5f)],
            Doubles = [.. Enumerable.Repeat(peer.Answer("bias"), 10)],
        };
        float[] before = [.. container.Singles];

        container.ClipGradientValues(peer.Parameter("clip_value"));

        double[] range = PeerCase.Numbers(peer.Expected.GetProperty("all_in"));
        Assert.All(container.Singles, x => Assert.InRange(x, range[0], range[1]));
        Assert.Equal(peer.Answer("elements_clipped_w"), container.Singles.Zip(before).Count(pair => pair.First != pair.Second));
        Assert.Equal(before.Select(x => Math.Clamp(x, -2.5f, 2.5f)), container.Singles);
        Assert.All(container.Doubles, x => Assert.Equal(peer.Answer("bias"), x));
        new PyTorchValue().ClipGradientValues();
    }

    [Fact]
    public void ErrorIfNonFinite_NamesTheElement()
    {
        var container = PeerFields.With<PyTorchError>([3, 4], [5, double.NaN]);

        var exception = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients());

        Assert.Equal(("F1", 1L), (exception.FieldName, exception.Index));
        PeerFields.AssertNear([[3, 4], [5, double.NaN]], container, 0);
    }

    // get_total_norm and clip_grads_with_norm_; between them the norms of two shards are brought together.
    [Fact]
    public void TwoHalves()
    {
        PyTorchNorm one = PeerFields.With<PyTorchNorm>([3, 0]), other = PeerFields.With<PyTorchNorm>([-4]);
        PyTorchNorm whole = PeerFields.With<PyTorchNorm>([3, 0], [-4]);

        double norm = Math.Sqrt(Square(one.MeasureGradients().TotalNorm) + Square(other.MeasureGradients().TotalNorm));
        double coefficient = Math.Min(1, 2 / (norm + 1e-6));
        one.ScaleGradients(coefficient);
        other.ScaleGradients(coefficient);

        whole.ClipGradients(2);
        Assert.Equal(5, norm);
        Assert.Equal([whole.F0!, whole.F1!], [one.F0!, other.F0!]);

        static double Square(double x) => x * x;
    }

    // scaler.unscale_(optimizer) before the clip.
    [Fact]
    public void Unscale()
    {
        PyTorchNorm scaled = PeerFields.With<PyTorchNorm>([3 * 1024, -4 * 1024]), plain = PeerFields.With<PyTorchNorm>([3, -4]);

        ClipResult result = scaled.ClipGradients(preScale: 1.0 / 1024);

        Assert.Equal(plain.ClipGradients().TotalNorm, result.TotalNorm);
        Assert.Equal(plain.F0!, scaled.F0!);
    }

    // parameters() yields a tied weight once.
    [Fact]
    public void TiedWeights()
    {
        var tied = new PyTorchTied();
        tied.Head = tied.Embedding;

        Assert.Equal(3, tied.ClipGradients().TotalNorm);
        Assert.Equal(2, tied.Embedding[0], 1e-6);
    }
}
