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

    /// <summary>Pieces that are arrays, or arrays of arrays, of elements of a type parameter; null ones are passed over.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="depth">How many collections lie around an element, the one that holds the arrays included.</param>
    public void ArrayPieces<T, TSingleKernel, TDoubleKernel, TArray>(scoped ReadOnlySpan<TArray> arrays, int depth)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
        where TArray : class?
    {
        if (typeof(T) == typeof(float))
        {
            ArrayPieces<float, TSingleKernel, TArray>(arrays, depth);
        }
        else if (typeof(T) == typeof(double))
        {
            ArrayPieces<double, TDoubleKernel, TArray>(arrays, depth);
        }
    }

    /// <summary>Pieces that are lists of elements of a type parameter; null ones are passed over.</summary>
    public void ListPieces<T, TSingleKernel, TDoubleKernel, TList>(scoped ReadOnlySpan<TList> lists)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
        where TList : List<T>?
    {
        if (typeof(T) == typeof(float))
        {
            ListPieces<float, TSingleKernel, List<float>?>(Items<TList, List<float>?>(lists));
        }
        else if (typeof(T) == typeof(double))
        {
            ListPieces<double, TDoubleKernel, List<double>?>(Items<TList, List<double>?>(lists));
        }
    }

    /// <summary>Pieces that are memory of elements of a type parameter.</summary>
    public void MemoryPieces<T, TSingleKernel, TDoubleKernel>(scoped ReadOnlySpan<Memory<T>> memories)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            MemoryPieces<float, TSingleKernel>(Items<Memory<T>, Memory<float>>(memories));
        }
        else if (typeof(T) == typeof(double))
        {
            MemoryPieces<double, TDoubleKernel>(Items<Memory<T>, Memory<double>>(memories));
        }
    }

    // The same items, once the type parameter is known.
    private static ReadOnlySpan<TTo> Items<TFrom, TTo>(ReadOnlySpan<TFrom> items) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(items)), items.Length);

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
