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
/// Sixteen lanes, element i in lane i mod 16. Every addition keeps what it loses (compensated summation), so that the relative
/// error of a sum is that of its terms, 2^-53, and a little more, for any length. Each operation is rounded by itself (no FMA)
/// and the lanes are added in a fixed order: every instruction set gives the same bits. The square of a float is exact in double.
/// </remarks>
internal static class WideSum
{
    private const int Lanes = 16;

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
        double sum = 0, lost = 0;
        foreach (T x in values)
        {
            TwoSum.Add(ref sum, ref lost, Power.Of(double.CreateTruncating(x) * scale, order));
        }

        return sum + lost;
    }

    private static double Sum<TTerm>(ReadOnlySpan<float> values)
        where TTerm : struct, ITerm
    {
        Accumulators sums = default;
        for (; values.Length >= Lanes; values = values[Lanes..])
        {
            ref float first = ref MemoryMarshal.GetReference(values);
            (Vector256<double> x0, Vector256<double> x1) = Vector256.Widen(Vector256.LoadUnsafe(ref first));
            (Vector256<double> x2, Vector256<double> x3) = Vector256.Widen(Vector256.LoadUnsafe(ref first, 8));
            sums.Add(TTerm.Of(x0), TTerm.Of(x1), TTerm.Of(x2), TTerm.Of(x3));
        }

        // Zeros in the lanes behind the last element add nothing.
        Span<double> last = stackalloc double[Lanes];
        last.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            last[i] = values[i];
        }

        sums.Add<TTerm>(last, Vector256<double>.One);
        return sums.Total;
    }

    private static double Sum<TTerm>(ReadOnlySpan<double> values, double scale)
        where TTerm : struct, ITerm
    {
        Vector256<double> scales = Vector256.Create(scale);
        Accumulators sums = default;
        for (; values.Length >= Lanes; values = values[Lanes..])
        {
            sums.Add<TTerm>(values, scales);
        }

        Span<double> last = stackalloc double[Lanes];
        last.Clear();
        values.CopyTo(last);
        sums.Add<TTerm>(last, scales);
        return sums.Total;
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
        private Vector256<double> _lost0, _lost1, _lost2, _lost3;

        // The lanes one after another, what was lost last.
        public readonly double Total
        {
            get
            {
                double sum = 0, lost = 0;
                foreach (Vector256<double> lanes in (ReadOnlySpan<Vector256<double>>)[_0, _1, _2, _3, _lost0, _lost1, _lost2, _lost3])
                {
                    for (int lane = 0; lane < Vector256<double>.Count; lane++)
                    {
                        TwoSum.Add(ref sum, ref lost, lanes[lane]);
                    }
                }

                return sum + lost;
            }
        }

        public void Add(Vector256<double> x0, Vector256<double> x1, Vector256<double> x2, Vector256<double> x3)
        {
            Add(ref _0, ref _lost0, x0);
            Add(ref _1, ref _lost1, x1);
            Add(ref _2, ref _lost2, x2);
            Add(ref _3, ref _lost3, x3);
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

        // As TwoSum has it; what isn't finite leaves a loss of NaN, which is nothing to keep.
        private static void Add(ref Vector256<double> sum, ref Vector256<double> lost, Vector256<double> term)
        {
            Vector256<double> next = sum + term;
            Vector256<double> seen = next - sum;
            Vector256<double> loss = (sum - (next - seen)) + (term - seen);
            sum = next;
            lost += loss & Vector256.Equals(loss, loss);
        }
    }
}
