using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace FusedClip.Tests;

/// <summary>What TensorFlow's and PyTorch's own tests expect of clipping by value.</summary>
public sealed class PeerValueTests
{
    [Theory]
    [InlineData("tf-value")]
    [InlineData("tf-value-0")]
    [InlineData("tf-value-nonfinite")]
    [InlineData("tf-value-slices-0")]
    [InlineData("tf-value-slices-1")]
    [InlineData("tf-value-slices-2")]
    [InlineData("tf-value-empty")]
    public void TensorFlowsCases(string id)
    {
        using Stream stream = typeof(PeerValueTests).Assembly.GetManifestResourceStream("clip_by_value.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement item = document.RootElement.GetProperty("cases").EnumerateArray().Single(candidate => candidate.GetProperty("id").GetString() == id);
        double[] x = [.. item.GetProperty("x").EnumerateArray().Select(Number)];
        double[] y = [.. item.GetProperty("y").EnumerateArray().Select(Number)];
        var container = new ValueRanges
        {
            Singles = [.. x.Select(element => (float)element)],
            Doubles = [.. x],
            Halves = [.. x.Select(element => (Half)element)],
        };

        container.ClipGradientValues(Number(item.GetProperty("min")), Number(item.GetProperty("max")));

        Assert.Equal(y, container.Doubles);
        AssertNear(y, [.. container.Singles.Select(element => (double)element)], 1e-6);
        AssertNear(y, [.. container.Halves.Select(element => (double)element)], 1e-2);
    }

    [Fact]
    [Trait("Case", "torch-value")]
    public void PyTorchsCase_ClipsTheSameElements()
    {
        var container = new ValueBuffers
        {
            Singles = Enumerable.Range(-50, 100).Select(i => i / 5f).ToArray(),
            Doubles = Enumerable.Repeat(2.0, 10).ToArray(),
        };

        container.ClipGradientValues(2.5);

        Assert.All(container.Singles.ToArray(), element => Assert.InRange(element, -2.5f, 2.5f));
        Assert.Equal(
            Enumerable.Range(-50, 100).Select(i => i <= -13 ? -2.5f : i >= 13 ? 2.5f : i / 5f),
            container.Singles.ToArray());
        Assert.All(container.Doubles.ToArray(), element => Assert.Equal(2, element));
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance));
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : element.GetString() switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, _ => double.NegativeInfinity };
}
