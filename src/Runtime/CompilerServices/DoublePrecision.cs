using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>What is done to elements in double, where their own type doesn't hold a sum of powers, or a coefficient.</summary>
internal static class DoublePrecision
{
    /// <summary>Adds elements to a norm.</summary>
    public static void Add<T>(scoped ref NormAccumulator norm, scoped Span<T> elements)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            norm.Add(MemoryMarshal.Cast<T, float>(elements));
        }
        else if (typeof(T) == typeof(Half))
        {
            HalfBuffers.AddTo(ref norm, MemoryMarshal.Cast<T, Half>(elements));
        }
        else
        {
            norm.Add(MemoryMarshal.Cast<T, double>(elements));
        }
    }

    /// <summary>Multiplies floats by a coefficient that <see cref="SingleRange"/> doesn't hold.</summary>
    public static void Scale<T>(scoped Span<T> elements, double coefficient)
        where T : unmanaged
    {
        foreach (ref T element in elements)
        {
            Scale(ref element, coefficient);
        }
    }

    /// <summary>Multiplies a float by a coefficient that <see cref="SingleRange"/> doesn't hold; the product is rounded once.</summary>
    public static void Scale<T>(scoped ref T element, double coefficient)
        where T : unmanaged
    {
        ref float single = ref Unsafe.As<T, float>(ref element);
        single = (float)(single * coefficient);
    }
}
