using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// A pointer to a managed type: to what is on the stack of a method further up, where the garbage collector sees it, and never moves it.
#pragma warning disable CS8500

namespace FusedClip.CompilerServices;

// A kernel keeps its sums in registers from field to field, so it is called for many fields at once. Where many containers have a
// few arrays each, their arrays are gathered first: the norm pass over a list of small layers is then one over a list of arrays.
public ref partial struct GradientSweep
{
    private const int BatchSize = 64;

    private readonly unsafe bool IsBatching => _batch is not null;

    // The room is on the stack of whoever walks the list, and is let go before that returns.
    private unsafe void BeginBatch(scoped ref ArrayBatch room)
    {
        fixed (ArrayBatch* address = &room)
        {
            _batch = address;
        }

        _directOrder = 0;
    }

    private unsafe void EndBatch()
    {
        SumBatch();
        _batch = null;
        _directOrder = _order;
    }

    private unsafe void Batch<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        // Kernels of one element type and norm order add the same, whichever assembly they are of; other elements begin another batch.
        ref ArrayBatch batch = ref *_batch;
        int size = Unsafe.SizeOf<T>();
        if (size != batch.ElementSize || batch.Count + fields.Length > BatchSize)
        {
            SumBatch();
            batch.Sum = &SumBatchOf<T, TKernel>;
            batch.ElementSize = size;
        }

        if (fields.Length > BatchSize)
        {
            AddSum<T, TKernel>(TKernel.Sum(fields, ref Unsafe.NullRef<T>(), 0));
            return;
        }

        // By a pointer, which the JIT takes for what it is: a store into the stack needs no write barrier, and a copy would make a call for it.
        var next = (Array?*)&_batch->Arrays + batch.Count;
        foreach (Array? field in fields)
        {
            *next++ = field;
        }

        batch.Count += fields.Length;
    }

    private unsafe void SumBatch()
    {
        if (_batch->Count > 0)
        {
            _batch->Sum(ref this);
            _batch->Count = 0;
        }
    }

    private static unsafe void SumBatchOf<T, TKernel>(ref GradientSweep sweep)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        sweep.AddSum<T, TKernel>(TKernel.Sum(((ReadOnlySpan<Array?>)sweep._batch->Arrays)[..sweep._batch->Count], ref Unsafe.NullRef<T>(), 0));

    // What is yet to be summed, and what sums it.
    private unsafe struct ArrayBatch
    {
        public int Count;
        public int ElementSize;
        public delegate*<ref GradientSweep, void> Sum;
        public Room Arrays;

        [InlineArray(BatchSize)]
        public struct Room
        {
            private Array? _first;
        }
    }
}
