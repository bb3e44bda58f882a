using System;
using System.Runtime.Intrinsics;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>a · b + c of floats with one rounding, which runs without FMA do in double, against the framework's, which is exact everywhere.</summary>
public sealed class MultiplyAddTests
{
    private readonly Random _random = new(20);

    [Fact]
    public void NumbersOfEverySize()
    {
        for (int i = 0; i < 200_000; i++)
        {
            int size = _random.Next(-60, 60);
            Check(Any(size + _random.Next(-30, 30)), Any(_random.Next(-30, 30)), Any(size + _random.Next(-40, 40)));
        }
    }

    [Fact]
    public void BesideTheMiddleBetweenTwoFloats()
    {
        // (1 + k · 2^-23) · (1 - k · 2^-23) is short of 1 by less than a double beside c would notice, and 1 is half a unit of c's last place.
        for (int i = 0; i < 20_000; i++)
        {
            float k = _random.Next(1, 16) * MathF.ScaleB(1, -23);
            int size = _random.Next(-40, 40);
            int half = _random.Next(-60, 60);
            float c = MathF.ScaleB((1 << 23) + _random.Next(1 << 23), size + half + 1);
            float sign = _random.Next(2) == 0 ? 1 : -1;
            Check(sign * MathF.ScaleB(1 + k, size), MathF.ScaleB(1 - k, half), c);
            Check(sign * MathF.ScaleB(1 + k, size), MathF.ScaleB(1 + k, half), c);
            Check(sign * MathF.ScaleB(1, size), MathF.ScaleB(1, half), -c);
        }
    }

    [Fact]
    public void SubnormalResults()
    {
        for (int i = 0; i < 200_000; i++)
        {
            float c = BitConverter.Int32BitsToSingle(_random.Next(1 << 24)) * (_random.Next(3) - 1);
            int size = _random.Next(-76, -60);
            Check(Any(size), Any(size - _random.Next(12)), c);

            // Short of half the smallest float, by less than a double beside c would notice.
            float k = _random.Next(1, 16) * MathF.ScaleB(1, -23);
            Check(MathF.ScaleB(1 + k, -75), MathF.ScaleB(1 - k, -75), BitConverter.Int32BitsToSingle(_random.Next(1 << 20, 1 << 23)));
        }
    }

    [Theory]
    [InlineData(0f, 0f, 0f)]
    [InlineData(0f, 1f, -0f)]
    [InlineData(float.MaxValue, 1f, 1e31f)]
    [InlineData(float.MaxValue, 1f, 1e32f)]
    [InlineData(float.MaxValue, 2f, float.MinValue)]
    [InlineData(float.MaxValue, float.MaxValue, float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, 1f, float.NegativeInfinity)]
    [InlineData(float.NaN, 0f, 1f)]
    [InlineData(float.Epsilon, 0.5f, 0f)]
    [InlineData(float.Epsilon, 0.5f, float.Epsilon)]
    public void EndsOfTheRange(float a, float b, float c) => Check(a, b, c);

    private static void Check(float a, float b, float c)
    {
        float expected = MathF.FusedMultiplyAdd(a, b, c);
        Vector128<float> sums = Lanes.MultiplyAdd(Vector128.Create(1, a, 2, 0), Vector128.Create(1, b, 3, 0), Vector128.Create(1, c, 4, 0));
        float square = MathF.FusedMultiplyAdd(a, a, c);
        Vector128<float> squares = Lanes.AddSquare(Vector128.Create(1, 2, 0, a), Vector128.Create(1, 4, 0, c));
        if (!Lanes.MultiplyAdd(a, b, c).Equals(expected) || !sums.Equals(Vector128.Create(2, expected, 10, 0)))
        {
            Assert.Fail($"{a:R} · {b:R} + {c:R} is {expected:R}, not {Lanes.MultiplyAdd(a, b, c):R} or {sums}");
        }

        if (!squares.Equals(Vector128.Create(2, 8, 0, square)))
        {
            Assert.Fail($"{a:R}² + {c:R} is {square:R}, not {squares}");
        }
    }

    private float Any(int size) => MathF.ScaleB((_random.NextSingle() * 2) - 1, size);
}
