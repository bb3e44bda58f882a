using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Clipping by value: what becomes of an element, wherever it lies in its buffer.</summary>
public sealed class ValueTests
{
    // Elements on both sides of either end, and what is no number.
    private static readonly double[] Seeds =
    [
        0, -0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        1e-7, -1e-7, 6e4, -6e4, 0.1, -0.1, 0.3, -0.3,
    ];

    public static TheoryData<double, double> Ranges => new()
    {
        { -0.5, 0.5 }, { -0.1, 0.1 }, { -0.3, 0.1 }, { 0, 0.3 }, { -0.0, 0.0 }, { 0.0, -0.0 }, { -0.3, -0.1 }, { 0.1, 0.1 }, { -0.1, -0.1 },
        { -1e-300, 1e-300 }, { -1e300, 1e300 }, { 1e300, 1e300 }, { -1e300, -1e300 }, { 1e300, double.PositiveInfinity },
        { double.NegativeInfinity, 0.1 }, { 0.1, double.PositiveInfinity }, { double.NegativeInfinity, double.PositiveInfinity },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void EveryElementIsTakenByItself(double min, double max)
    {
        foreach (int length in Enumerable.Range(0, 140).Concat([255, 1000]))
        {
            for (int shift = 0; shift < 3; shift++)
            {
                int turn = shift;
                float[] singles = [.. Enumerable.Range(0, length).Select(i => (float)Seeds[(i + turn) % Seeds.Length])];
                double[] doubles = [.. Enumerable.Range(0, length).Select(i => Seeds[(i + turn) % Seeds.Length])];
                Half[] halves = [.. Enumerable.Range(0, length).Select(i => (Half)Seeds[(i + turn) % Seeds.Length])];
                var container = new ValueRanges { Singles = [.. singles], Doubles = [.. doubles], Halves = [.. halves] };
                container.ClipGradientValues(min, max);

                float[] ends = SingleEnds(min, max);
                Half[] halfEnds = HalfEnds(min, max);
                Assert.Equal(singles.Select(x => Bits(Clamped(x, ends[0], ends[1]))), container.Singles.Select(Bits));
                Assert.Equal(doubles.Select(x => Bits(Clamped(x, min, max))), container.Doubles.Select(Bits));
                Assert.Equal(halves.Select(x => Bits(Clamped(x, halfEnds[0], halfEnds[1]))), container.Halves.Select(Bits));
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(1e-5)]
    [InlineData(1000.3)]
    [InlineData(1e30)]
    public void NoResultIsAboveTheLimit(double limit)
    {
        var container = new ValueBuffers
        {
            Singles = new[] { float.PositiveInfinity, float.MinValue, (float)limit, -(float)limit },
            Halves = new[] { Half.PositiveInfinity, Half.MinValue, (Half)limit, -(Half)limit },
        };
        container.ClipGradientValues(limit);

        Assert.All(container.Singles.ToArray(), x => Assert.InRange(Math.Abs((double)x), limit * (1 - 1.2e-7), limit));
        Assert.All(container.Halves.ToArray(), x => Assert.InRange(Math.Abs((double)x), Math.Min(limit * 0.99, 65504), limit));
    }

    [Fact]
    public void EveryHalfIsWhatTheFormulaSays()
    {
        Half[] all = [.. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.UInt16BitsToHalf((ushort)i))];
        foreach ((double min, double max) in new[] { (-0.1, 0.1), (0.0, 2.0), (-2.0, -0.0), (-0.0, 0.0), (-70000.0, 1e-9) })
        {
            var container = new ValueRanges { Halves = [.. all] };
            container.ClipGradientValues(min, max);
            Half[] ends = HalfEnds(min, max);
            Assert.Equal(all.Select(x => Bits(Clamped(x, ends[0], ends[1]))), container.Halves.Select(Bits));
        }
    }

    [Fact]
    public void ElementsStayInsideTheirPages_AndVectorsInsideTheRangeAreNotWritten()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard pages are made by mmap.");
        for (int length = 0; length < 140; length++)
        {
            foreach (bool isAtEnd in new[] { false, true })
            {
                Check(length, isAtEnd, SplitMix.Singles(5, length, 4), buffer => new ValueBuffers { Singles = buffer });
                Check(length, isAtEnd, SplitMix.Doubles(5, length, 4), buffer => new ValueBuffers { Doubles = buffer });
                Check(length, isAtEnd, HalfContainers.Random(5, length), buffer => new ValueBuffers { Halves = buffer });
            }
        }

        static void Check<T>(int length, bool isAtEnd, T[] elements, Func<Memory<T>, ValueBuffers> hold)
            where T : unmanaged
        {
            using var memory = new GuardedMemory<T>(length, isAtEnd);
            elements.CopyTo(memory.GetSpan());
            ValueBuffers container = hold(memory.Memory);
            container.ClipGradientValues(0.75);
            memory.MakeReadOnly();
            container.ClipGradientValues(0.75);
            container.ClipGradientValues(double.PositiveInfinity);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void LimitThatIsNone_IsRefused(double limit)
    {
        var container = new ValueBuffers { Singles = new[] { 9f } };
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => container.ClipGradientValues(limit));
        Assert.Equal(9, container.Singles.Span[0]);
    }

    [Theory]
    [InlineData(double.NaN, 1, "min")]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, "min")]
    [InlineData(0, double.NaN, "max")]
    [InlineData(1, 0.5, "max")]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, "max")]
    public void RangeThatIsNone_IsRefused(double min, double max, string parameter)
    {
        var container = new ValueRanges { Singles = [9] };
        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => container.ClipGradientValues(min, max));
        Assert.Equal(9, container.Singles![0]);
    }

    [Fact]
    public void DefaultsStandWhereTheAttributeSaysThem()
    {
        var minimum = new ValueMinimum { W = [-1, 9] };
        minimum.ClipGradientValues(max: 2);
        Assert.Equal([-0.25f, 2], minimum.W);

        var range = new ValueRanges { Singles = [-1, 9] };
        range.ClipGradientValues(0);
        Assert.Equal([0f, 9], range.Singles);
    }

    // The ends, rounded to the inside by trying: the neighbours of the nearest number.
    private static float[] SingleEnds(double min, double max) => Ends(
        min, max, double.PositiveInfinity, x => (float)x, x => x, MathF.BitDecrement, MathF.BitIncrement, float.MaxValue);

    private static Half[] HalfEnds(double min, double max) => Ends(
        min, max, double.PositiveInfinity, x => (Half)x, x => (double)x, Half.BitDecrement, Half.BitIncrement, Half.MaxValue);

    private static T[] Ends<T>(
        double min, double max, double infinity, Func<double, T> narrow, Func<T, double> widen, Func<T, T> down, Func<T, T> up, T largest)
    {
        double most = widen(largest);
        double low = Math.Abs(min) == infinity ? min : Math.Clamp(min, -most, most);
        double high = Math.Abs(max) == infinity ? max : Math.Clamp(max, -most, most);
        T lower = widen(narrow(low)) < low ? up(narrow(low)) : narrow(low);
        T upper = widen(narrow(high)) > high ? down(narrow(high)) : narrow(high);
        return widen(lower) <= widen(upper) ? [lower, upper] : Math.Abs(widen(lower)) < Math.Abs(widen(upper)) ? [lower, lower] : [upper, upper];
    }

    private static double Clamped(double x, double lower, double upper) => x < lower ? lower : x > upper ? upper : x;

    private static float Clamped(float x, float lower, float upper) => x < lower ? lower : x > upper ? upper : x;

    private static Half Clamped(Half x, Half lower, Half upper) => x < lower ? lower : x > upper ? upper : x;

    private static long Bits<T>(T value)
        where T : unmanaged
    {
        long bits = 0;
        MemoryMarshal.Write(MemoryMarshal.AsBytes(new Span<long>(ref bits)), in value);
        return bits;
    }
}
