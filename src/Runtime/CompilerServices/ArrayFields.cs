using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>
/// Array fields of an object that lie behind each other: their references are read where they are, instead of being copied to the stack.
/// For generated code.
/// </summary>
/// <remarks>
/// The runtime decides where fields lie, and as a rule puts references behind each other, in the order of their declaration. Whether it did is
/// asked here by their addresses, so that the answer is right whatever the rule; the JIT knows it, and compiles the copying only where it is no.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayFields
{
    /// <summary>Whether two fields lie directly behind each other.</summary>
    /// <remarks>Of two, since the JIT sees through a comparison of two addresses; of more it would compare them at run time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNeighbours<TFirst, TSecond>(in TFirst? first, in TSecond? second)
        where TFirst : class
        where TSecond : class =>
        Unsafe.AreSame(ref Unsafe.Add(ref ReferenceIn(in first), 1), ref ReferenceIn(in second));

    /// <summary>The arrays of fields that lie directly behind each other, where they are.</summary>
    /// <param name="first">The first field.</param>
    /// <param name="count">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<Array?> InPlace<T>(in T? first, int count)
        where T : class =>
        MemoryMarshal.CreateReadOnlySpan(ref ReferenceIn(in first), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Array? ReferenceIn<T>(in T? field)
        where T : class =>
        ref Unsafe.As<T?, Array?>(ref Unsafe.AsRef(in field));
}
