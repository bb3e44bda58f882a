using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// A field in several pieces, between BeginField and RepeatsField: the items of a list, each with its index.
public ref partial struct GradientSweep
{
    /// <summary>Pieces that are arrays, or arrays of arrays; null ones are passed over.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="depth">How many collections lie around an element, the one that holds the arrays included.</param>
    public void ArrayPieces<T, TKernel, TArray>(scoped ReadOnlySpan<TArray> arrays, int depth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TArray : class?
    {
        // All of them are arrays: references of one kind.
        ref Array? first = ref Unsafe.As<TArray, Array?>(ref MemoryMarshal.GetReference(arrays));
        Visit<T, TKernel>(MemoryMarshal.CreateReadOnlySpan(ref first, arrays.Length), depth, default);
    }

    /// <summary>Pieces that are lists; null ones are passed over.</summary>
    public void ListPieces<T, TKernel, TList>(scoped ReadOnlySpan<TList> lists)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
        where TList : List<T>?
    {
        for (int i = 0; i < lists.Length; i++)
        {
            Piece<T, TKernel>(CollectionsMarshal.AsSpan(lists[i]), i);
        }
    }

    /// <summary>Pieces that are memory.</summary>
    public void MemoryPieces<T, TKernel>(scoped ReadOnlySpan<Memory<T>> memories)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        for (int i = 0; i < memories.Length; i++)
        {
            Piece<T, TKernel>(memories[i].Span, i);
        }
    }

    private void Piece<T, TKernel>(scoped Span<T> piece, int index)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        bool wasFound = IsFound;
        Visit<T, TKernel>(default, 1, piece);
        if (IsFound && !wasFound)
        {
            Details.Finding.Prefix(index);
        }
    }
}
