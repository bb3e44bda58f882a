using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// A kernel keeps its sums in registers from field to field, so it is called for many fields at once. Where many containers have a
// few arrays each, their arrays are gathered first: the norm pass over a list of small layers is then one over a list of arrays.
public ref partial struct GradientSweep
{
    private const int BatchSize = 64;

    // The room is on the stack of whoever walks the list, and is let go before that returns.
    private unsafe void BeginBatch(scoped ref ArrayBatch room) =>
        _batch = MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in Unsafe.As<ArrayBatch, Array?>(ref room)), BatchSize);

    private void EndBatch()
    {
        SumBatch();
        _batch = default;
    }

    private unsafe void Batch<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        // Kernels of one element type and norm order add the same, whichever assembly they are of; other elements begin another batch.
        int size = Unsafe.SizeOf<T>();
        if (size != _batchedSize || _batched + fields.Length > BatchSize)
        {
            SumBatch();
            _sumBatch = &SumBatchOf<T, TKernel>;
            _batchedSize = size;
        }

        if (fields.Length > BatchSize)
        {
            AddSum<T, TKernel>(TKernel.Sum(fields, ref Unsafe.NullRef<T>(), 0));
            return;
        }

        fields.CopyTo(_batch[_batched..]);
        _batched += fields.Length;
    }

    private unsafe void SumBatch()
    {
        if (_batched > 0)
        {
            _sumBatch(ref this);
            _batched = 0;
        }
    }

    private static void SumBatchOf<T, TKernel>(ref GradientSweep sweep)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        sweep.AddSum<T, TKernel>(TKernel.Sum(sweep._batch[..sweep._batched], ref Unsafe.NullRef<T>(), 0));

    [InlineArray(BatchSize)]
    private struct ArrayBatch
    {
        private Array? _first;
    }
}
