using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>Where the elements of an array are. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayData
{
    /// <summary>The first element of an array of any rank, or where it would be.</summary>
    /// <param name="array">An array whose elements are of type <typeparamref name="T"/>.</param>
    // Behind an array's header there may be the lengths of its dimensions: how far its elements are away takes two loads, one after the
    // other, before the first of them can be loaded. With one dimension it is a constant, and the processor needn't wait for the answer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First<T>(Array array)
        where T : unmanaged
    {
        if (array.GetType() == typeof(T[]))
        {
            return ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(array));
        }

        return ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
    }
}
