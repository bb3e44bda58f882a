using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FusedClip.Numerics;

/// <summary>
/// Sums of powers in double, for what the fast kernels can't do: elements whose squares leave the range of float,
/// norms too close to the limit for float sums to decide, and norm orders that are known only at run time.
/// </summary>
/// <remarks>
/// Sixteen lanes, element i in lane i mod 16, in blocks of 16384 elements. Each operation is rounded by itself (no
/// FMA) and the lanes are added in a fixed order, so that every instruction set gives the same bits. The square of
/// a float is exact in double. Within a block a lane takes 1024 additions, so that the relative error of a sum stays
/// under 2^-42 for any length that fits memory.
/// </remarks>
internal static class WideSum
{
    private const int Lanes = 16;
    private const int Block = 16384;

    private interface ITerm
    {
        static abstract Vector256<double> Of(Vector256<double> x);
    }

    /// <summary>Σx², exact but for the additions.</summary>
    public static double OfSquares(ReadOnlySpan<float> values) => Sum<Square>(values);

    /// <summary>Σ|x|.</summary>
    public static double OfAbsolutes(ReadOnlySpan<float> values) => Sum<Absolute>(values);

    /// <summary>Σ(x · 2^−exponent)².</summary>
    public static double OfSquares(ReadOnlySpan<double> values, int exponent) => Sum<Square>(values, Math.ScaleB(1, -exponent));

    /// <summary>Σ|x · 2^−exponent|.</summary>
    public static double OfAbsolutes(ReadOnlySpan<double> values, int exponent) => Sum<Absolute>(values, Math.ScaleB(1, -exponent));

    /// <summary>Σ|x · 2^−exponent|ᵖ, one element after another.</summary>
    public static double OfPowers<T>(ReadOnlySpan<T> values, double order, int exponent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double scale = Math.ScaleB(1, -exponent);
        double total = 0;
        for (; !values.IsEmpty; values = values[Math.Min(Block, values.Length)..])
        {
            double sum = 0;
            foreach (T x in values[..Math.Min(Block, values.Length)])
            {
                sum += Math.Pow(Math.Abs(double.CreateTruncating(x) * scale), order);
            }

            total += sum;
        }

        return total;
    }

    private static double Sum<TTerm>(ReadOnlySpan<float> values)
        where TTerm : struct, ITerm
    {
        Span<double> widened = stackalloc double[Lanes];
        double total = 0;
        while (!values.IsEmpty)
        {
            ReadOnlySpan<float> block = values[..Math.Min(Block, values.Length)];
            values = values[block.Length..];
            Accumulators sums = default;
            for (; block.Length >= Lanes; block = block[Lanes..])
            {
                ref float first = ref MemoryMarshal.GetReference(block);
                (Vector256<double> x0, Vector256<double> x1) = Vector256.Widen(Vector256.LoadUnsafe(ref first));
                (Vector256<double> x2, Vector256<double> x3) = Vector256.Widen(Vector256.LoadUnsafe(ref first, 8));
                sums.Add(TTerm.Of(x0), TTerm.Of(x1), TTerm.Of(x2), TTerm.Of(x3));
            }

            if (!block.IsEmpty)
            {
                // Zeros in the lanes behind the last element add nothing.
                widened.Clear();
                for (int i = 0; i < block.Length; i++)
                {
                    widened[i] = block[i];
                }

                sums.Add<TTerm>(widened, Vector256<double>.One);
            }

            total += sums.Total;
        }

        return total;
    }

    private static double Sum<TTerm>(ReadOnlySpan<double> values, double scale)
        where TTerm : struct, ITerm
    {
        Span<double> padded = stackalloc double[Lanes];
        Vector256<double> scales = Vector256.Create(scale);
        double total = 0;
        while (!values.IsEmpty)
        {
            ReadOnlySpan<double> block = values[..Math.Min(Block, values.Length)];
            values = values[block.Length..];
            Accumulators sums = default;
            for (; block.Length >= Lanes; block = block[Lanes..])
            {
                sums.Add<TTerm>(block, scales);
            }

            if (!block.IsEmpty)
            {
                padded.Clear();
                block.CopyTo(padded);
                sums.Add<TTerm>(padded, scales);
            }

            total += sums.Total;
        }

        return total;
    }

    private struct Square : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x) => x * x;
    }

    private struct Absolute : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x) => Vector256.Abs(x);
    }

    private struct Accumulators
    {
        private Vector256<double> _0, _1, _2, _3;

        // The lanes by halving: lane j and lane j + 8, then + 4, + 2, + 1.
        public readonly double Total
        {
            get
            {
                Vector256<double> quarters = (_0 + _2) + (_1 + _3);
                Vector128<double> halves = quarters.GetLower() + quarters.GetUpper();
                return halves[0] + halves[1];
            }
        }

        public void Add(Vector256<double> x0, Vector256<double> x1, Vector256<double> x2, Vector256<double> x3)
        {
            _0 += x0;
            _1 += x1;
            _2 += x2;
            _3 += x3;
        }

        public void Add<TTerm>(ReadOnlySpan<double> sixteen, Vector256<double> scale)
            where TTerm : struct, ITerm
        {
            ref double first = ref MemoryMarshal.GetReference(sixteen);
            Add(
                TTerm.Of(Vector256.LoadUnsafe(ref first) * scale),
                TTerm.Of(Vector256.LoadUnsafe(ref first, 4) * scale),
                TTerm.Of(Vector256.LoadUnsafe(ref first, 8) * scale),
                TTerm.Of(Vector256.LoadUnsafe(ref first, 12) * scale));
        }
    }
}
