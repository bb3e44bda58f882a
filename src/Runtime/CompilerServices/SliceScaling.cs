using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

/// <summary>Multiplies slices by what no kernel does: a coefficient for each column, or one that float doesn't hold.</summary>
internal static class SliceScaling
{
    private const int Rows = 8;

    /// <summary>Multiplies a run of neighbours by a coefficient that no kernel is given.</summary>
    public static void ScaleRun<T>(scoped ref T first, nint length, double coefficient)
        where T : unmanaged
    {
        foreach (Span<T> run in new RunWalk<T>(ref first, length))
        {
            if (coefficient == ClipRule.Clear)
            {
                run.Clear();
            }
            else
            {
                DoublePrecision.Scale(run, coefficient);
            }
        }
    }

    /// <summary>Multiplies every column by its coefficient. Those with the coefficient 1 keep their bits.</summary>
    public static void ScaleColumns<T>(scoped ref T top, scoped SliceLayout layout, scoped ReadOnlySpan<double> coefficients)
        where T : unmanaged
    {
        if (coefficients.IndexOfAnyExcept(1.0) < 0)
        {
            return;
        }

        if (typeof(T) == typeof(double))
        {
            ScaleInPlace(ref Unsafe.As<T, double>(ref top), layout, coefficients);
        }
        else
        {
            ScaleByFloats(ref top, layout, coefficients);
        }
    }

    [SkipLocalsInit]
    private static void ScaleByFloats<T>(scoped ref T top, scoped SliceLayout layout, scoped ReadOnlySpan<double> coefficients)
        where T : unmanaged
    {
        Span<float> factors = stackalloc float[ColumnSlices<T>.BlockWidth];
        factors = factors[..coefficients.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            double coefficient = coefficients[i];
            if (coefficient != ClipRule.Clear && !SingleRange.Holds<T>(coefficient))
            {
                ScaleColumnWide(ref Unsafe.Add(ref top, i), layout, coefficient);
                coefficient = 1;
            }

            factors[i] = typeof(T) == typeof(Half) && coefficient != ClipRule.Clear ? HalfBuffers.Factor(coefficient) : (float)coefficient;
        }

        if (typeof(T) == typeof(Half))
        {
            ScaleHalves(ref Unsafe.As<T, Half>(ref top), layout, factors);
        }
        else
        {
            ScaleInPlace(ref Unsafe.As<T, float>(ref top), layout, factors);
        }
    }

    private static void ScaleColumnWide<T>(scoped ref T top, scoped SliceLayout layout, double coefficient)
        where T : unmanaged
    {
        IndexWalk rows = layout.Reduced();
        while (rows.MoveNext())
        {
            for (nint row = 0; row < layout.NeighbouringRows; row++)
            {
                DoublePrecision.Scale(ref Unsafe.Add(ref top, rows.Offset + (row * layout.RowStride)), coefficient);
            }
        }
    }

    private static void ScaleInPlace<T>(scoped ref T top, scoped SliceLayout layout, scoped ReadOnlySpan<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IndexWalk rows = layout.Reduced();
        while (rows.MoveNext())
        {
            for (nint row = 0; row < layout.NeighbouringRows; row += Rows)
            {
                int count = (int)nint.Min(Rows, layout.NeighbouringRows - row);
                ScaleRows(ref Unsafe.Add(ref top, rows.Offset + (row * layout.RowStride)), layout.RowStride, count, factors);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleRows<T>(scoped ref T first, nint stride, int rows, scoped ReadOnlySpan<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T factor = ref MemoryMarshal.GetReference(factors);
        nint at = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; at + Vector256<T>.Count <= factors.Length; at += Vector256<T>.Count)
            {
                Vector256<T> lanes = Vector256.LoadUnsafe(ref factor, (nuint)at);
                Vector256<T> isKept = Vector256.Equals(lanes, Vector256<T>.One);
                Vector256<T> isCleared = Vector256.Equals(lanes, Vector256.Create(T.NegativeInfinity));
                if (Vector256.EqualsAll(lanes, Vector256<T>.One))
                {
                    continue;
                }

                ref T element = ref Unsafe.Add(ref first, at);
                for (int row = 0; row < rows; row++)
                {
                    Vector256<T> x = Vector256.LoadUnsafe(ref element);
                    Vector256.ConditionalSelect(isKept, x, Vector256.AndNot(x * lanes, isCleared)).StoreUnsafe(ref element);
                    element = ref Unsafe.Add(ref element, stride);
                }
            }
        }

        for (; at < factors.Length; at++)
        {
            T by = Unsafe.Add(ref factor, at);
            ref T element = ref Unsafe.Add(ref first, at);
            for (int row = 0; row < rows && by != T.One; row++)
            {
                element = T.IsNegativeInfinity(by) ? T.Zero : element * by;
                element = ref Unsafe.Add(ref element, stride);
            }
        }
    }

    private static void ScaleHalves(scoped ref Half top, scoped SliceLayout layout, scoped ReadOnlySpan<float> factors)
    {
        IndexWalk rows = layout.Reduced();
        while (rows.MoveNext())
        {
            for (nint row = 0; row < layout.NeighbouringRows; row++)
            {
                ScaleHalves(ref Unsafe.Add(ref top, rows.Offset + (row * layout.RowStride)), factors);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleHalves(scoped ref Half first, scoped ReadOnlySpan<float> factors)
    {
        ref float factor = ref MemoryMarshal.GetReference(factors);
        ref short bits = ref Unsafe.As<Half, short>(ref first);
        nint at = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; at + Vector256<short>.Count <= factors.Length; at += Vector256<short>.Count)
            {
                Vector256<float> lower = Vector256.LoadUnsafe(ref factor, (nuint)at);
                Vector256<float> upper = Vector256.LoadUnsafe(ref factor, (nuint)at + 8);
                Vector256<short> isKept = Are(lower, upper, 1);
                Vector256<short> halves = Vector256.LoadUnsafe(ref bits, (nuint)at);
                (Vector256<float> x0, Vector256<float> x1) = HalfLanes.Widen(halves);
                Vector256<short> product = HalfLanes.Narrow(x0 * lower, x1 * upper);
                product = Vector256.AndNot(product, Are(lower, upper, float.NegativeInfinity));
                Vector256.ConditionalSelect(isKept, halves, product).StoreUnsafe(ref bits, (nuint)at);
            }
        }

        for (; at < factors.Length; at++)
        {
            float by = Unsafe.Add(ref factor, at);
            if (by != 1)
            {
                ref Half element = ref Unsafe.Add(ref first, at);
                element = float.IsNegativeInfinity(by) ? default : (Half)((float)element * by);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Are(Vector256<float> lower, Vector256<float> upper, float value) => Vector256.Narrow(
        Vector256.Equals(lower, Vector256.Create(value)).AsInt32(), Vector256.Equals(upper, Vector256.Create(value)).AsInt32());
}
