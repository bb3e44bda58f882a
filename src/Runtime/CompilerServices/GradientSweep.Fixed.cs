using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Fields whose lengths the compiler knows, and for whose length together there is a sum without loops. Every pass but the norm's is that
// of any other buffers.
public ref partial struct GradientSweep
{
    /// <summary>A field that is a buffer of as many elements as <typeparamref name="TSum"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffer<T, TKernel, TSum>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TSum : struct, IFixedSum<T>
    {
        if (IsNorm<T, TKernel>())
        {
            AddSum<T, TKernel>(TSum.Sum(ref MemoryMarshal.GetReference(field)));
        }
        else
        {
            Field<T, TKernel>(default, 1, field);
        }
    }

    /// <summary>A field that holds as many elements as <typeparamref name="TSum"/> adds itself, so that it shares memory with no other.</summary>
    public void FixedCopy<T, TKernel, TSum>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TSum : struct, IFixedSum<T>
    {
        if (IsNorm<T, TKernel>())
        {
            AddSum<T, TKernel>(TSum.Sum(ref MemoryMarshal.GetReference(field)));
        }
        else
        {
            Copy<T, TKernel>(field);
        }
    }

    /// <summary>Two fields that are buffers of one element or more, together of as many as <typeparamref name="TSum"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffers<T, TKernel, TSum>(scoped Span<T> first, scoped Span<T> second)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TSum : struct, IFixedSum<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second))
        {
            AddSum<T, TKernel>(TSum.Sum(ref MemoryMarshal.GetReference(first)));
        }
        else
        {
            OneByOne<T, TKernel>(first, second, default, default);
        }
    }

    /// <summary>Three fields that are buffers of one element or more, together of as many as <typeparamref name="TSum"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffers<T, TKernel, TSum>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TSum : struct, IFixedSum<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second) && IsBehind(second, third))
        {
            AddSum<T, TKernel>(TSum.Sum(ref MemoryMarshal.GetReference(first)));
        }
        else
        {
            OneByOne<T, TKernel>(first, second, third, default);
        }
    }

    /// <summary>Four fields that are buffers of one element or more, together of as many as <typeparamref name="TSum"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffers<T, TKernel, TSum>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TSum : struct, IFixedSum<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second) && IsBehind(second, third) && IsBehind(third, fourth))
        {
            AddSum<T, TKernel>(TSum.Sum(ref MemoryMarshal.GetReference(first)));
        }
        else
        {
            OneByOne<T, TKernel>(first, second, third, fourth);
        }
    }
}
