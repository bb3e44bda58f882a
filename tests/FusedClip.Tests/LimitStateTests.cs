using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace FusedClip.Tests;

/// <summary>A limit that was saved and restored gives the same bits as one that went on.</summary>
public sealed partial class LimitStateTests
{
    private static readonly double[] Norms = ZClipLimitTests.Norms(200);

    // In the warm-up, at its end, and after it; with the percentiles' ring empty, filling, full, and round.
    public static TheoryData<int> Moments => new(0, 1, 24, 25, 30, 32, 33, 100);

    [Theory]
    [MemberData(nameof(Moments))]
    public void AZClipLimitGoesOn(int saved)
    {
        foreach (ZClipMode mode in new[] { ZClipMode.Reciprocal, ZClipMode.Max, ZClipMode.Mean })
        {
            var limit = new ZClipLimit(0.9, 2, 25, mode);
            foreach (double norm in Norms[..saved])
            {
                limit.Add(norm);
            }

            ZClipLimitState state = limit.GetState();
            ZClipLimit[] restored =
            [
                new(state),
                new(RoundTrip(state, null)),
                new(RoundTrip(state, Context.Default.ZClipLimitState)),
            ];
            foreach (double norm in Norms[saved..])
            {
                limit.Add(norm);
                foreach (ZClipLimit other in restored)
                {
                    other.Add(norm);
                    AssertSameBits(limit.MaxNorm, other.MaxNorm);
                    AssertSameBits(limit.MaxNormFor(40), other.MaxNormFor(40));
                    Assert.Equal(limit.GetState(), other.GetState());
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void APercentileLimitGoesOn(int saved)
    {
        var limit = new PercentileLimit(37, window: 32, warmUpSteps: 25);
        foreach (double norm in Norms[..saved])
        {
            limit.Add(norm);
        }

        PercentileLimitState state = limit.GetState();
        Assert.Equal(Norms[Math.Max(0, saved - 32)..saved], state.Norms);
        PercentileLimit[] restored =
        [
            new(state),
            new(RoundTrip(state, null)),
            new(RoundTrip(state, Context.Default.PercentileLimitState)),
        ];
        foreach (double norm in Norms[saved..])
        {
            limit.Add(norm);
            foreach (PercentileLimit other in restored)
            {
                other.Add(norm);
                AssertSameBits(limit.MaxNorm, other.MaxNorm);
                Assert.Equal(limit.Count, other.Count);
            }
        }

        PercentileLimitState end = limit.GetState();
        foreach (PercentileLimit other in restored)
        {
            Assert.Equal(end.Norms, other.GetState().Norms);
            Assert.Equal(end, other.GetState() with { Norms = end.Norms });
        }
    }

    [Fact]
    public void SettingsMayChangeOnTheWay()
    {
        var limit = new PercentileLimit(percentile: 0, window: 4);
        foreach (double norm in (double[])[1, 9, 7, 8])
        {
            limit.Add(norm);
        }

        var smaller = new PercentileLimit(limit.GetState() with { Window = 3 });
        Assert.Equal([9, 7, 8], smaller.GetState().Norms);
        smaller.Add(10);
        Assert.Equal([7, 8, 10], smaller.GetState().Norms);
        Assert.Equal(7, smaller.MaxNorm);

        var larger = new PercentileLimit(limit.GetState() with { Window = 5 });
        larger.Add(10);
        larger.Add(11);
        Assert.Equal([9, 7, 8, 10, 11], larger.GetState().Norms);
    }

    [Fact]
    public void AStateIsASnapshot()
    {
        var limit = new PercentileLimit(percentile: 100, window: 2);
        limit.Add(1);
        PercentileLimitState state = limit.GetState();
        var other = new PercentileLimit(state);
        state.Norms[0] = 5;
        limit.Add(0.5);
        Assert.Equal(1, limit.MaxNorm);
        Assert.Equal(1, other.MaxNorm);
        Assert.Equal([5], state.Norms);
    }

    private static T RoundTrip<T>(T state, JsonTypeInfo<T>? type) => type is null
        ? JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(state))!
        : JsonSerializer.Deserialize(JsonSerializer.Serialize(state, type), type)!;

    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));

    /// <summary>Without reflection, as programs that are compiled ahead of time do it.</summary>
    [JsonSerializable(typeof(ZClipLimitState))]
    [JsonSerializable(typeof(PercentileLimitState))]
    private sealed partial class Context : JsonSerializerContext;
}
