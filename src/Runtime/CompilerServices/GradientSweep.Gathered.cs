using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Neighbouring fields whose lengths the compiler knows, and which are short: a kernel call for each would cost more than its
// elements. They are summed as if they were concatenated. Mostly they lie behind each other in their object, and are one buffer
// already; otherwise they are copied, so that the bits of the sum don't depend on how a runtime lays objects out.
public ref partial struct GradientSweep
{
    // The most bytes of fields in one call; the generator has the same number.
    private const int GatheredBytes = 4096;

    /// <summary>Two fields that are buffers of one element or more, of 4096 bytes at most together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Buffers<T, TKernel>(scoped Span<T> first, scoped Span<T> second)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second))
        {
            SumOf<T, TKernel>(first, first.Length + second.Length);
        }
        else
        {
            OneByOne<T, TKernel>(first, second, default, default);
        }
    }

    /// <summary>Three fields that are buffers of one element or more, of 4096 bytes at most together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Buffers<T, TKernel>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second) && IsBehind(second, third))
        {
            SumOf<T, TKernel>(first, first.Length + second.Length + third.Length);
        }
        else
        {
            OneByOne<T, TKernel>(first, second, third, default);
        }
    }

    /// <summary>Four fields that are buffers of one element or more, of 4096 bytes at most together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Buffers<T, TKernel>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsNorm<T, TKernel>() && IsBehind(first, second) && IsBehind(second, third) && IsBehind(third, fourth))
        {
            SumOf<T, TKernel>(first, first.Length + second.Length + third.Length + fourth.Length);
        }
        else
        {
            OneByOne<T, TKernel>(first, second, third, fourth);
        }
    }

    private readonly bool IsNorm<T, TKernel>()
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        _pass == GradientPass.Norm && TKernel.Order == _order;

    // Between two objects there is a header, so that what lies directly behind a buffer belongs to the same object.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBehind<T>(scoped Span<T> buffer, scoped Span<T> next) =>
        Unsafe.AreSame(ref Unsafe.Add(ref MemoryMarshal.GetReference(buffer), buffer.Length), ref MemoryMarshal.GetReference(next));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreBehindEachOther<T>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth) =>
        (second.IsEmpty || IsBehind(first, second))
        && (third.IsEmpty || IsBehind(second, third))
        && (fourth.IsEmpty || IsBehind(third, fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumOf<T, TKernel>(scoped Span<T> first, int length)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        AddSum<T, TKernel>(TKernel.Sum(default, ref MemoryMarshal.GetReference(first), (nuint)length));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OneByOne<T, TKernel>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsNorm<T, TKernel>())
        {
            SumOfCopies<T, TKernel>(first, second, third, fourth);
            return;
        }

        if (_pass == GradientPass.Scale && SingleRange.Holds<T>(_coefficient) && AreBehindEachOther(first, second, third, fourth))
        {
            int length = first.Length + second.Length + third.Length + fourth.Length;
            TKernel.Scale(default, ref MemoryMarshal.GetReference(first), (nuint)length, _coefficient);
            return;
        }

        ShortField<T, TKernel>(first);
        ShortField<T, TKernel>(second);
        ShortField<T, TKernel>(third);
        ShortField<T, TKernel>(fourth);
    }

    private void ShortField<T, TKernel>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (field.IsEmpty)
        {
            return;
        }

        if (_pass == GradientPass.Scale && SingleRange.Holds<T>(_coefficient))
        {
            TKernel.Scale(default, ref MemoryMarshal.GetReference(field), (nuint)field.Length, _coefficient);
        }
        else
        {
            Field<T, TKernel>(default, 1, field);
        }
    }

    private void SumOfCopies<T, TKernel>(scoped Span<T> first, scoped Span<T> second, scoped Span<T> third, scoped Span<T> fourth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        Span<byte> room = stackalloc byte[GatheredBytes];
        Span<T> copies = MemoryMarshal.Cast<byte, T>(room);
        Span<T> left = copies;
        Append(ref left, first);
        Append(ref left, second);
        Append(ref left, third);
        Append(ref left, fourth);
        SumOf<T, TKernel>(copies, copies.Length - left.Length);

        static void Append(scoped ref Span<T> left, scoped Span<T> field)
        {
            field.CopyTo(left);
            left = left[field.Length..];
        }
    }
}
