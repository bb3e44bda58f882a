using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Fields whose lengths the compiler knows, and for whose length together there is a kernel without loops. It has the norm pass and the
// scale pass; the others are those of any buffers.
public ref partial struct GradientSweep
{
    /// <summary>A field that is a buffer of as many elements as <typeparamref name="TFixed"/> takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffer<T, TKernel, TFixed>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        if (IsNorm<T, TKernel>())
        {
            AddSum<T, TKernel>(TFixed.Sum(ref MemoryMarshal.GetReference(field)));
        }
        else
        {
            FixedPass<T, TKernel, TFixed>(field, default, default, default);
        }
    }

    /// <summary>
    /// A field that holds as many elements as <typeparamref name="TFixed"/> takes itself, so that it shares memory with no other.
    /// </summary>
    public void FixedCopy<T, TKernel, TFixed>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        if (IsComparing)
        {
            Copy<T, TKernel>(field);
        }
        else
        {
            FixedBuffer<T, TKernel, TFixed>(field);
        }
    }

    /// <summary>Two fields that are buffers of one element or more, together of as many as <typeparamref name="TFixed"/> takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffers<T, TKernel, TFixed>(scoped Span<T> first, scoped Span<T> second)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second))
        {
            AddSum<T, TKernel>(TFixed.Sum(ref MemoryMarshal.GetReference(first)));
        }
        else
        {
            FixedPass<T, TKernel, TFixed>(first, second, default, default);
        }
    }

    /// <summary>Three fields that are buffers of one element or more, together of as many as <typeparamref name="TFixed"/> takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffers<T, TKernel, TFixed>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second) && IsBehind(second, third))
        {
            AddSum<T, TKernel>(TFixed.Sum(ref MemoryMarshal.GetReference(first)));
        }
        else
        {
            FixedPass<T, TKernel, TFixed>(first, second, third, default);
        }
    }

    /// <summary>Four fields that are buffers of one element or more, together of as many as <typeparamref name="TFixed"/> takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FixedBuffers<T, TKernel, TFixed>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second) && IsBehind(second, third) && IsBehind(third, fourth))
        {
            AddSum<T, TKernel>(TFixed.Sum(ref MemoryMarshal.GetReference(first)));
        }
        else
        {
            FixedPass<T, TKernel, TFixed>(first, second, third, fourth);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FixedPass<T, TKernel, TFixed>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TFixed : struct, IFixedLengthKernel<T>
    {
        if (_pass == GradientPass.Scale && SingleRange.Holds<T>(_coefficient) && AreBehindEachOther(first, second, third, fourth))
        {
            TFixed.Scale(ref MemoryMarshal.GetReference(first), _coefficient);
        }
        else
        {
            OneByOne<T, TKernel>(first, second, third, fourth);
        }
    }
}
