using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// A pointer to a managed type: to what is on the stack of a method further up, where the garbage collector sees it, and never moves it.
#pragma warning disable CS8500

namespace FusedClip.CompilerServices;

// A kernel keeps its sums in registers from field to field, so it is called for many fields at once. Where many containers have a
// few arrays each, their arrays are gathered first: the norm pass over a list of small layers is then one over a list of arrays, and
// so is the scale pass.
public ref partial struct GradientSweep
{
    private const int BatchSize = 128;

    // The container's own machine code gathers as many arrays, a constant there. What has more is no small layer.
    private const int MostGatheredInPlace = 8;

    private readonly unsafe bool IsBatching => _batch is not null;

    // The passes of every call; both see arrays as they come, without names.
    private readonly bool IsOrdinary => _pass is GradientPass.Norm or GradientPass.Scale;

    // The room is on the stack of whoever walks the list, and is let go before that returns.
    private unsafe void BeginBatch(scoped ref ArrayBatch room)
    {
        fixed (ArrayBatch* address = &room)
        {
            _batch = address;
            address->First = (Array?*)&address->Arrays;
        }

        _directOrder = 0;
    }

    private unsafe void EndBatch()
    {
        VisitBatch();
        _batch = null;
        _directOrder = _pass == GradientPass.Norm ? _order : 0;
    }

    // Whether the arrays are of the batch's kind, and there was room for them. What nearly every container of a list comes to: so nothing
    // is called.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly unsafe bool TryGather<T>(scoped ReadOnlySpan<Array?> fields)
    {
        ArrayBatch* batch = _batch;
        if (batch is null || batch->ElementSize != Unsafe.SizeOf<T>() || fields.Length > BatchSize - batch->Count)
        {
            return false;
        }

        Copy(fields, batch->First + batch->Count);
        batch->Count += fields.Length;
        return true;
    }

    private unsafe void Gather<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (fields.Length > BatchSize)
        {
            VisitBatch();
            AtOnce<T, TKernel>(fields);
            return;
        }

        // Kernels of one element type and norm order add the same, whichever assembly they are of; other elements begin another batch.
        if (_batch->ElementSize != Unsafe.SizeOf<T>() || fields.Length > BatchSize - _batch->Count)
        {
            VisitBatch();
            _batch->Visit = &AtOnce<T, TKernel>;
            _batch->ElementSize = Unsafe.SizeOf<T>();
        }

        foreach (Array? field in fields)
        {
            _batch->First[_batch->Count++] = field;
        }
    }

    private unsafe void VisitBatch()
    {
        if (_batch->Count > 0)
        {
            _batch->Visit(ref this);
            _batch->Count = 0;
        }
    }

    private static unsafe void AtOnce<T, TKernel>(ref GradientSweep sweep)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        sweep.AtOnce<T, TKernel>(((ReadOnlySpan<Array?>)sweep._batch->Arrays)[..sweep._batch->Count]);

    // References onto the stack. There they need no write barrier, and the JIT leaves it out for a ref struct, which can be nowhere else.
    // One by one: two at once would wait for both of them to have arrived where the caller has just put them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Copy(scoped ReadOnlySpan<Array?> fields, Array?* to)
    {
        ref Array? first = ref MemoryMarshal.GetReference(fields);
        for (int i = 0; i < fields.Length; i++)
        {
#if NET9_0_OR_GREATER
            *(Reference*)(to + i) = Unsafe.As<Array?, Reference>(ref Unsafe.Add(ref first, i));
#else
            to[i] = Unsafe.Add(ref first, i);
#endif
        }
    }

    // What is yet to be visited, and what does it.
    private unsafe struct ArrayBatch
    {
        public Array?* First;
        public int Count;
        public int ElementSize;
        public delegate*<ref GradientSweep, void> Visit;
        public Room Arrays;

        [InlineArray(BatchSize)]
        public struct Room
        {
            private Array? _first;
        }
    }

#if NET9_0_OR_GREATER
    private readonly ref struct Reference(Array? array)
    {
        public readonly Array? Array = array;
    }
#endif
}
