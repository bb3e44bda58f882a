using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.Benchmarks.Sets;

/// <summary>The addresses of all fields of all copies, for native code, and the fields' lengths.</summary>
/// <remarks>The fields are pinned arrays; so are the tables.</remarks>
internal readonly unsafe struct PinnedTable
{
    private readonly nint[] _addresses;
    private readonly long[] _lengths;

    private PinnedTable(nint[] addresses, long[] lengths)
    {
        _addresses = addresses;
        _lengths = lengths;
    }

    public int Fields => _lengths.Length;

    public long* Lengths => (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_lengths));

    /// <summary>The addresses of one copy's fields.</summary>
    public nint* Copy(int copy) =>
        (nint*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_addresses)) + ((nint)copy * _lengths.Length);

    public static PinnedTable Of<T>(T[][][] copies)
        where T : unmanaged
    {
        int fields = copies[0].Length;
        nint[] addresses = GC.AllocateArray<nint>(copies.Length * fields, pinned: true);
        long[] lengths = GC.AllocateArray<long>(fields, pinned: true);
        for (int i = 0; i < addresses.Length; i++)
        {
            T[] field = copies[i / fields][i % fields];
            addresses[i] = PinnedArray.AddressOf(field);
            lengths[i % fields] = field.Length;
        }

        return new PinnedTable(addresses, lengths);
    }

    /// <summary>The rows of each copy's first field, as if each of them were a field.</summary>
    public static PinnedTable OfRows(float[][][] copies, int rowLength)
    {
        int rows = copies[0][0].Length / rowLength;
        nint[] addresses = GC.AllocateArray<nint>(copies.Length * rows, pinned: true);
        long[] lengths = GC.AllocateArray<long>(rows, pinned: true);
        Array.Fill(lengths, rowLength);
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = PinnedArray.AddressOf(copies[i / rows][0]) + ((nint)(i % rows) * rowLength * sizeof(float));
        }

        return new PinnedTable(addresses, lengths);
    }
}
