using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

/// <summary>Neighbouring elements of a row as doubles, each in its lane: exact, whatever their type.</summary>
internal static class ColumnLanes
{
    /// <summary>Sixteen elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadWide<T>(scoped ref T first, out Vector256<double> x0, out Vector256<double> x1, out Vector256<double> x2, out Vector256<double> x3)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            ref double element = ref Unsafe.As<T, double>(ref first);
            x0 = Vector256.LoadUnsafe(ref element);
            x1 = Vector256.LoadUnsafe(ref element, 4);
            x2 = Vector256.LoadUnsafe(ref element, 8);
            x3 = Vector256.LoadUnsafe(ref element, 12);
            return;
        }

        Vector256<float> lower, upper;
        if (typeof(T) == typeof(float))
        {
            ref float element = ref Unsafe.As<T, float>(ref first);
            lower = Vector256.LoadUnsafe(ref element);
            upper = Vector256.LoadUnsafe(ref element, 8);
        }
        else
        {
            (lower, upper) = HalfLanes.Widen(Vector256.LoadUnsafe(ref Unsafe.As<T, short>(ref first)));
        }

        (x0, x1) = Vector256.Widen(lower);
        (x2, x3) = Vector256.Widen(upper);
    }

    /// <summary>Four elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadNarrow<T>(scoped ref T first)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            return Vector256.LoadUnsafe(ref Unsafe.As<T, double>(ref first));
        }

        if (typeof(T) == typeof(float))
        {
            (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref first)));
            return Vector256.Create(lower, upper);
        }

        return Vector256.Create(
            Load(ref first), Load(ref Unsafe.Add(ref first, 1)), Load(ref Unsafe.Add(ref first, 2)), Load(ref Unsafe.Add(ref first, 3)));
    }

    /// <summary>One element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load<T>(scoped ref T element)
        where T : unmanaged => typeof(T) == typeof(double) ? Unsafe.As<T, double>(ref element)
        : typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref element)
        : (double)Unsafe.As<T, Half>(ref element);
}
