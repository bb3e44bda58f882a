using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// A field whose elements lie in several places, at regular distances. It is one field all the same: it has one position, one
// name and, with ClipScope.PerField, one coefficient.
public ref partial struct GradientSweep
{
    private const int MostDimensionsOnStack = 16;

    /// <summary>
    /// A field that is a buffer with dimensions. Where its elements lie without a gap, in whatever order, it is one buffer;
    /// otherwise it is taken run by run, in the order of memory.
    /// </summary>
    /// <param name="first">The first element; it may be a null reference where there is none.</param>
    /// <param name="lengths">The numbers of elements along the dimensions.</param>
    /// <param name="strides">The distances between neighbours along them, in elements.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">Two elements may lie at one place.</exception>
    public void Strided<T, TKernel>(scoped ref T first, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsSliced)
        {
            Sliced<T, TKernel>(ref first, ref Unsafe.NullRef<T>(), lengths, strides, name);
            return;
        }

        Span<nint> room = lengths.Length <= MostDimensionsOnStack
            ? stackalloc nint[StridedLayout.RoomFor(lengths.Length)]
            : new nint[StridedLayout.RoomFor(lengths.Length)];
        var layout = StridedLayout.Of(lengths, strides, room, name);
        if (layout.Lengths.IsEmpty)
        {
            Buffer<T, TKernel>(default);
        }
        else if (layout.Lengths is [<= RunWalk<T>.Most] && _pass != GradientPass.Search)
        {
            Buffer<T, TKernel>(MemoryMarshal.CreateSpan(ref first, (int)layout.Lengths[0]));
        }
        else
        {
            StridedField<T, TKernel>(ref first, layout, lengths, strides);
        }
    }

    /// <summary>A field that is rows of neighbouring elements, each at the same distance from the one before.</summary>
    /// <param name="first">The first row's first element; it may be a null reference where there is none.</param>
    /// <param name="second">The second row's first element; the first row's where there is no second one.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of elements in a row.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">The rows overlap.</exception>
    public void Rows<T, TKernel>(scoped ref T first, scoped ref T second, int height, int width, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        nint stride = Unsafe.ByteOffset(ref first, ref second) / Unsafe.SizeOf<T>();
        Strided<T, TKernel>(ref first, [height, width], [stride, 1], name);
    }

    /// <summary>A field that is a matrix, column behind column.</summary>
    /// <param name="elements">Its elements.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="name">The field's name, for the exception.</param>
    public void Columns<T, TKernel>(scoped Span<T> elements, int rows, int columns, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (_pass == GradientPass.Search || IsSliced)
        {
            Strided<T, TKernel>(ref MemoryMarshal.GetReference(elements), [rows, columns], [1, rows], name);
        }
        else
        {
            Buffer<T, TKernel>(elements);
        }
    }

    /// <summary>A field that is memory outside the garbage collector's, behind a pointer; passed over where that is null.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException"><paramref name="length"/> is negative.</exception>
    public void Pointer<T, TKernel>(scoped ref T first, long length, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        nint elements = Unsafe.IsNullRef(ref first) ? 0 : (nint)LogicalLength.Check(length, nint.MaxValue, name);
        Strided<T, TKernel>(ref first, [elements], [1], name);
    }

    private void StridedField<T, TKernel>(
        scoped ref T first, scoped StridedLayout layout, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        BeginField();
        do
        {
            if (_pass == GradientPass.Search)
            {
                SearchRows(ref first, lengths, strides);
            }
            else
            {
                VisitRuns<T, TKernel>(ref first, layout.Lengths, layout.Strides);
            }
        }
        while (RepeatsField());
    }

    private void VisitRuns<T, TKernel>(scoped ref T first, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        nint length = lengths[0];
        if (lengths.Length > 1)
        {
            for (nint i = 0; i < length; i++)
            {
                VisitRuns<T, TKernel>(ref Unsafe.Add(ref first, i * strides[0]), lengths[1..], strides[1..]);
            }

            return;
        }

        foreach (Span<T> run in new RunWalk<T>(ref first, length))
        {
            Leaves<T, TKernel>(default, isIndexed: false, run);
        }
    }

    // Row by row, whatever the order in memory: the indices are to be those of the first element that isn't finite, as a person counts.
    private void SearchRows<T>(scoped ref T first, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        where T : unmanaged
    {
        bool wasFound = IsFound;
        Details.Finding.EnterField();
        SearchDimension(ref first, lengths, strides);
        if (IsFound && !wasFound)
        {
            Details.Finding.TakeIndices(lengths);
        }
    }

    private void SearchDimension<T>(scoped ref T first, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides)
        where T : unmanaged
    {
        bool isRun = lengths.Length == 1 && strides[0] == 1;
        nint step = isRun ? RunWalk<T>.Most : 1;
        for (nint at = 0; at < lengths[0] && !IsFound; at += step)
        {
            ref T place = ref Unsafe.Add(ref first, at * strides[0]);
            if (lengths.Length > 1)
            {
                SearchDimension(ref place, lengths[1..], strides[1..]);
            }
            else
            {
                int length = isRun ? (int)nint.Min(RunWalk<T>.Most, lengths[0] - at) : 1;
                Details.Finding.SearchIn<T>(_position, MemoryMarshal.CreateSpan(ref place, length), null, isPathWanted: Details.Policy == NonFinitePolicy.Throw);
            }
        }
    }
}
