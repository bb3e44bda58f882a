using System;
using System.Linq;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>The conversions of whole buffers have the bits of the framework's, element by element.</summary>
public sealed class HalfConversionTests
{
    // What is below the last place of a Half decides only by whether it is nothing, less than a half of it, a half, or more.
    private static readonly uint[] Rests = [0, 1, 0xFFF, 0x1000, 0x1001, 0x1FFF, 0x800, 0x1800];

    [Fact]
    public void EveryHalfBecomesTheSameFloat()
    {
        Half[] halves = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        foreach (int length in Enumerable.Range(1, 40).Append(halves.Length))
        {
            Half[] some = halves[(halves.Length / 2 - length / 2)..][..length];
            var widened = new float[length];
            HalfBuffers.Widen(ref some[0], ref widened[0], (nuint)length);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal((float)some[i], widened[i]);
                Assert.Equal(Half.IsNegative(some[i]), float.IsNegative(widened[i]));
            }
        }
    }

    // A coefficient for each product, and with it every kind of result: rounded down, up, to even, to infinity, to a subnormal and to 0.
    [Fact]
    public void EveryProductIsRoundedAsTheFrameworkRounds()
    {
        Half[] halves = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        double[] coefficients =
        [
            1, -1, 0, 0.5, 0.1, 1 / 3.0, 0.999, 1.0 / (1 << 14), 0.3 / (1 << 14), 1e-5, 3e-8, 1e-10, 1e-38, 1e-40, 1e-60, -1e-60, 1e-320,
            3, 100, 65520, 65519.99, 1e30, 1e39, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        ];
        foreach (double coefficient in coefficients)
        {
            Half[] scaled = [.. halves];
            HalfBuffers.Scale((Array?[])[scaled], ref scaled[0], 0, coefficient);
            for (int i = 0; i < halves.Length; i++)
            {
                bool isSingle = SingleRange.Holds(coefficient);
                Half expected = isSingle ? (Half)((float)halves[i] * (float)coefficient) : (Half)((double)halves[i] * coefficient);
                if (!Same(expected, scaled[i]))
                {
                    Assert.Fail($"{halves[i]} · {coefficient:R} is {scaled[i]}, not {expected}");
                }
            }
        }
    }

    // Every head of a float, each with what can be behind it, as 1 · c.
    [Fact]
    public void EveryKindOfFloatIsRoundedAsTheFrameworkRounds()
    {
        Half[] one = Enumerable.Repeat((Half)1, 16).ToArray();
        var product = new Half[16];
        for (uint head = 0; head < 1 << 18; head++)
        {
            foreach (uint rest in Rests)
            {
                float single = BitConverter.UInt32BitsToSingle((head << 13) | rest);
                if (float.IsSubnormal(single))
                {
                    continue;
                }

                one.CopyTo(product, 0);
                HalfBuffers.Scale(default, ref product[0], 16, single);
                if (!Same((Half)single, product[0]) || !product.All(x => Same(x, product[0])))
                {
                    Assert.Fail($"{single:R} is {product[0]}, not {(Half)single}");
                }
            }
        }
    }

    // The NaN of a product depends on which of two NaNs the processor prefers.
    private static bool Same(Half expected, Half actual) => Half.IsNaN(expected)
        ? Half.IsNaN(actual)
        : BitConverter.HalfToUInt16Bits(expected) == BitConverter.HalfToUInt16Bits(actual);
}
