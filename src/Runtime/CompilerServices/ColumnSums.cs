using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

/// <summary>
/// Σ|x|ᵖ of neighbouring columns at once, in double, for p = ∞ the largest |x|. Rows are swept a few at a time, each from left to right.
/// A column's sum takes its elements one after another, with a rounding for each product and each addition: so the bits are the same
/// at every width of vectors.
/// </summary>
internal static class ColumnSums
{
    // As many streams as the processor fetches ahead without effort.
    private const int Rows = 8;
    private const int Wide = 16;
    private const int Narrow = 4;

    private interface ITerm
    {
        static abstract Vector256<double> Add(Vector256<double> sum, Vector256<double> x);

        static abstract double Add(double sum, double x, double order);
    }

    /// <summary>Sums columns.</summary>
    /// <param name="top">The first element of the first column.</param>
    /// <param name="layout">Where the rows are.</param>
    /// <param name="order">The norm order p.</param>
    /// <param name="sums">A sum for each column.</param>
    public static void Of<T>(scoped ref T top, scoped SliceLayout layout, double order, scoped Span<double> sums)
        where T : unmanaged
    {
        switch (order)
        {
            case 2:
                Of<T, Square>(ref top, layout, order, sums);
                break;
            case 1:
                Of<T, Absolute>(ref top, layout, order, sums);
                break;
            case double.PositiveInfinity:
                Of<T, Maximum>(ref top, layout, order, sums);
                break;
            default:
                Of<T, AnyPower>(ref top, layout, order, sums);
                break;
        }
    }

    private static void Of<T, TTerm>(scoped ref T top, scoped SliceLayout layout, double order, scoped Span<double> sums)
        where T : unmanaged
        where TTerm : struct, ITerm
    {
        sums.Clear();
        IndexWalk rows = layout.Reduced();
        while (rows.MoveNext())
        {
            for (nint row = 0; row < layout.NeighbouringRows; row += Rows)
            {
                int count = (int)nint.Min(Rows, layout.NeighbouringRows - row);
                AddRows<T, TTerm>(ref Unsafe.Add(ref top, rows.Offset + (row * layout.RowStride)), layout.RowStride, count, order, sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<T, TTerm>(scoped ref T first, nint stride, int rows, double order, scoped Span<double> sums)
        where T : unmanaged
        where TTerm : struct, ITerm
    {
        ref double sum = ref MemoryMarshal.GetReference(sums);
        nint at = 0;
        if (Vector128.IsHardwareAccelerated && typeof(TTerm) != typeof(AnyPower))
        {
            for (; at + Wide <= sums.Length; at += Wide)
            {
                Vector256<double> sum0 = Vector256.LoadUnsafe(ref sum, (nuint)at);
                Vector256<double> sum1 = Vector256.LoadUnsafe(ref sum, (nuint)at + 4);
                Vector256<double> sum2 = Vector256.LoadUnsafe(ref sum, (nuint)at + 8);
                Vector256<double> sum3 = Vector256.LoadUnsafe(ref sum, (nuint)at + 12);
                ref T element = ref Unsafe.Add(ref first, at);
                for (int row = 0; row < rows; row++)
                {
                    ColumnLanes.LoadWide(ref element, out Vector256<double> x0, out Vector256<double> x1, out Vector256<double> x2, out Vector256<double> x3);
                    sum0 = TTerm.Add(sum0, x0);
                    sum1 = TTerm.Add(sum1, x1);
                    sum2 = TTerm.Add(sum2, x2);
                    sum3 = TTerm.Add(sum3, x3);
                    element = ref Unsafe.Add(ref element, stride);
                }

                sum0.StoreUnsafe(ref sum, (nuint)at);
                sum1.StoreUnsafe(ref sum, (nuint)at + 4);
                sum2.StoreUnsafe(ref sum, (nuint)at + 8);
                sum3.StoreUnsafe(ref sum, (nuint)at + 12);
            }

            for (; at + Narrow <= sums.Length; at += Narrow)
            {
                Vector256<double> lanes = Vector256.LoadUnsafe(ref sum, (nuint)at);
                ref T element = ref Unsafe.Add(ref first, at);
                for (int row = 0; row < rows; row++)
                {
                    lanes = TTerm.Add(lanes, ColumnLanes.LoadNarrow(ref element));
                    element = ref Unsafe.Add(ref element, stride);
                }

                lanes.StoreUnsafe(ref sum, (nuint)at);
            }
        }

        for (; at < sums.Length; at++)
        {
            ref T element = ref Unsafe.Add(ref first, at);
            double total = Unsafe.Add(ref sum, at);
            for (int row = 0; row < rows; row++)
            {
                total = TTerm.Add(total, ColumnLanes.Load(ref element), order);
                element = ref Unsafe.Add(ref element, stride);
            }

            Unsafe.Add(ref sum, at) = total;
        }
    }

    private struct Square : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(Vector256<double> sum, Vector256<double> x) => sum + (x * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Add(double sum, double x, double order) => sum + (x * x);
    }

    private struct Absolute : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(Vector256<double> sum, Vector256<double> x) => sum + Vector256.Abs(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Add(double sum, double x, double order) => sum + Math.Abs(x);
    }

    // As integers, absolute values have the order of the numbers, and NaN is above infinity.
    private struct Maximum : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(Vector256<double> sum, Vector256<double> x) =>
            Vector256.Max(sum.AsInt64(), Vector256.Abs(x).AsInt64()).AsDouble();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Add(double sum, double x, double order) => BitConverter.Int64BitsToDouble(
            Math.Max(BitConverter.DoubleToInt64Bits(sum), BitConverter.DoubleToInt64Bits(Math.Abs(x))));
    }

    private struct AnyPower : ITerm
    {
        public static Vector256<double> Add(Vector256<double> sum, Vector256<double> x) => throw new NotSupportedException();

        public static double Add(double sum, double x, double order) => sum + Power.Of(x, order);
    }
}
