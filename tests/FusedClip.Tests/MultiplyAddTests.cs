using System;
using System.Runtime.Intrinsics;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// a · b + c of floats with one rounding, which runs without FMA do in double, and x · x + sum of doubles, which they do in parts, against the
/// framework's, which is exact everywhere.
/// </summary>
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

    [Fact]
    public void SquaresOfDoublesOfEverySize()
    {
        for (int i = 0; i < 200_000; i++)
        {
            // Few of their bits, or many: with few the sum often lies in the middle between two doubles.
            int bits = _random.Next(1, 53);
            double x = Double(_random.Next(-560, 530), bits);
            int size = int.Clamp((Math.Abs(x) > 0 ? 2 * Math.ILogB(x) : 0) + _random.Next(-60, 60), -1070, 1020);
            Check(x, Math.Abs(Double(size, _random.Next(1, 53))));
            Check(x, 0);
            Check(0, Math.Abs(x));
        }
    }

    [Fact]
    public void SquaresOfDoublesBesideTheMiddle()
    {
        for (int i = 0; i < 200_000; i++)
        {
            // What the square loses says on which side of the middle the sum lies, and that is little where x is near a power of two.
            double x = Math.ScaleB(1 + (_random.Next(-9, 9) * Math.ScaleB(1, -_random.Next(20, 53))), _random.Next(-200, 200));
            double square = x * x;
            double sum = Math.ScaleB((1L << 52) + _random.NextInt64(1L << 52), Math.ILogB(square) - 52 + _random.Next(60));
            Check(x, sum);
            Check(x, sum + Math.ScaleB(square, -1));
        }
    }

    [Fact]
    public void SubnormalSquaresOfDoubles()
    {
        for (int i = 0; i < 100_000; i++)
        {
            double sum = BitConverter.Int64BitsToDouble(_random.NextInt64(1L << _random.Next(1, 56)));
            Check(Double(_random.Next(-540, -480), _random.Next(1, 53)), sum);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1.3407807929942596e154, 0)] // The root of the largest number.
    [InlineData(1.3407807929942596e154, 1e292)]
    [InlineData(1.35e154, 0)]
    [InlineData(1e300, 1)]
    [InlineData(double.MaxValue, 0)]
    [InlineData(1, double.MaxValue)]
    [InlineData(1e146, double.MaxValue)]
    [InlineData(1e147, double.MaxValue)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.Epsilon, 0)]
    [InlineData(1.5717277847026288e-162, double.Epsilon)] // Its square is half of the smallest number.
    [InlineData(1.5717277847026285e-162, double.Epsilon)]
    public void SquaresOfDoublesAtTheEndsOfTheRange(double x, double sum) => Check(x, sum);

    private static void Check(double x, double sum)
    {
        double expected = Math.FusedMultiplyAdd(x, x, sum);
        if (!Lanes.AddSquare(Vector128.Create(x, -3), Vector128.Create(sum, 1)).Equals(Vector128.Create(expected, 10))
            || !Lanes.AddSquare(Vector128.Create(0, -x), Vector128.Create(0, sum)).Equals(Vector128.Create(0, expected)))
        {
            Assert.Fail($"{x:R}² + {sum:R} is {expected:R}, not {Lanes.AddSquare(Vector128.Create(x, -3), Vector128.Create(sum, 1))}");
        }
    }

    private double Double(int size, int bits) => Math.ScaleB((_random.NextInt64(1L << bits) + (1L << bits)) * (_random.Next(2) == 0 ? 1 : -1), size - bits);

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
