using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>
/// <c>clip_grad_norm_(…, error_if_nonfinite=True)</c>: the table of PyTorch's own test, for the norm orders that are norms. Zero and the
/// negative ones don't compile here.
/// </summary>
public sealed class PyTorchNonFiniteTests
{
    [Theory]
    [InlineData("torch-nonfinite-0")]
    [InlineData("torch-nonfinite-1")]
    [InlineData("torch-nonfinite-2")]
    [InlineData("torch-nonfinite-3")]
    [InlineData("torch-nonfinite-4")]
    [InlineData("torch-nonfinite-5")]
    [InlineData("torch-nonfinite-6")]
    [InlineData("torch-nonfinite-7")]
    [InlineData("torch-nonfinite-8")]
    [InlineData("torch-nonfinite-9")]
    [InlineData("torch-nonfinite-10")]
    [InlineData("torch-nonfinite-11")]
    [InlineData("torch-nonfinite-12")]
    [InlineData("torch-nonfinite-13")]
    [InlineData("torch-nonfinite-14")]
    [InlineData("torch-nonfinite-15")]
    public void ErrorIfNonFinite(string id)
    {
        PeerCase peer = PeerCase.ById[id];
        double[] raising = Orders("norm_types_nonfinite(raise; grads unchanged)");
        double[] finite = Orders("norm_types_finite(no raise)");
        Assert.Equal(5, raising.Length + finite.Length);
        foreach (double scalar in PeerCase.Numbers(peer.Inputs.GetProperty("scalars")))
        {
            Assert.All(raising, order => Check(peer, scalar, order, raises: true));
            Assert.All(finite, order => Check(peer, scalar, order, raises: false));
        }

        double[] Orders(string name) => [.. PeerCase.Numbers(peer.Expected.GetProperty(name)).Where(order => order > 0)];
    }

    private static void Check(PeerCase peer, double scalar, double order, bool raises)
    {
        DoubleFields container = Container(order);
        bool isOne = peer.Inputs.GetProperty("only_element_1_set").GetBoolean();
        container.F0 = peer.Inputs.GetProperty("prefix_tensor_[1.0]").GetBoolean() ? [1] : null;
        container.F1 = [.. Enumerable.Range(0, 10).Select(i => i == 1 || !isOne ? scalar : 0)];
        double[] before = [.. container.F1];
        if (raises && !double.IsFinite(scalar))
        {
            double maxNorm = peer.Parameter("max_norm");
            var exception = Assert.Throws<NonFiniteGradientException>(() => ((IClipper)container).ClipGradients(maxNorm));

            Assert.Equal(("F1", isOne ? 1 : 0, scalar), (exception.FieldName, exception.Index, exception.Value));
            Assert.Equal(before, container.F1);
            return;
        }

        // On purpose, where PyTorch raises: powers of 2e200 overflow, their norm doesn't.
        ClipResult result = ((IClipper)container).ClipGradients(peer.Parameter("max_norm"));

        double exact = Reference.Norm((container.F0 is null ? [] : new[] { 1.0 }).Concat(before), order);
        Assert.True(double.IsFinite(exact));
        Assert.True(PeerFields.IsNear(exact, result.TotalNorm, 1e-12), $"{result.TotalNorm:R} isn't {exact:R}");
        Assert.True(PeerFields.IsNear(1, ((IClipper)container).MeasureGradients().TotalNorm, 1e-5));
    }

    private static DoubleFields Container(double order) => order switch
    {
        0.1 => new PyTorchErrorTenth(),
        1 => new PyTorchErrorOne(),
        2 => new PyTorchErrorTwo(),
        3.5 => new PyTorchErrorThreeAndAHalf(),
        double.PositiveInfinity => new PyTorchErrorLargest(),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No container has this norm order."),
    };
}
