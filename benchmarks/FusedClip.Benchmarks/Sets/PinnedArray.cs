using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.Benchmarks.Sets;

/// <summary>Arrays whose first element lies at a chosen place in a 64-byte line.</summary>
internal static class PinnedArray
{
    private const int Line = 64;

    // Every third of them comes to lie anywhere, at one of eight places: that all miss doesn't happen.
    private const int Attempts = 512;

    // What an array takes beside its elements: a header, its type and its length.
    private const int Overhead = 24;

    public static unsafe nint AddressOf<T>(T[] array)
        where T : unmanaged =>
        (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    private const int LongestRandomPad = 32 << 10;

    /// <summary>Allocates one at a residue of 64 bytes, a multiple of 8; or, where <paramref name="residue"/> is null, anywhere.</summary>
    public static T[] Allocate<T>(int length, int? residue)
        where T : unmanaged
    {
        var random = new Random(length);

        // What missed is kept until the end, or the next one might be put where it was.
        List<object> missed = [];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            T[] array = GC.AllocateUninitializedArray<T>(length, pinned: true);
            int found = (int)(AddressOf(array) % Line);
            if (residue is null || found == residue)
            {
                GC.KeepAlive(missed);
                return array;
            }

            // The heap mostly hands out addresses in a row: a pad behind the array that missed moves the next one into place.
            // Where it doesn't, because it fills a gap, a pad of any length brings another place, or one that fits no gap that the array doesn't fit.
            int next = (found + Overhead + ((length * Unsafe.SizeOf<T>()) + 7 & ~7)) % Line;
            int pad = (residue.Value - next + (2 * Line) - Overhead) % Line;
            missed.Add(array);
            int padLength = (attempt % 3) switch { 0 => pad, 1 => random.Next(LongestRandomPad), _ => (length * Unsafe.SizeOf<T>()) + pad };
            missed.Add(GC.AllocateUninitializedArray<byte>(padLength, pinned: true));
        }

        throw new InvalidOperationException($"No array of {length} elements came to lie at {residue} bytes of a {Line}-byte line");
    }
}
