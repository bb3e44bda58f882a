using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FusedClip.CompilerServices;

/// <summary>
/// Loads for the two ends of a buffer that read nothing outside it, with zeros in the lanes that have no element. For
/// generated code.
/// </summary>
/// <remarks>
/// The elements are loaded with a mask, where the instruction set and the framework have one, or else from where a whole vector of them is, and
/// moved to their lanes. Every method here becomes a few instructions in its caller.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    // Indices for a permutation of 32-bit lanes with zero fill: from 16 − s on they move every lane up by s, from 16 + s on down by s.
    // 16 is the first lane of a second operand, zero. Bytes, because a span of anything else is made by a call, and one that allocates,
    // wherever the JIT doesn't optimise; they are widened in the load.
    private static ReadOnlySpan<byte> Shifts =>
    [
        16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
    ];

    // Indices for a permutation of 32-bit lanes: from s on they move every lane down by s. A permutation minds as many of their lowest
    // bits as it needs, so that lanes come in again at the other end.
    private static ReadOnlySpan<byte> Ascending =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    ];

    // Masks of eight 32-bit lanes: from 8 − s on those of the lanes from s on, from 16 − s on those of the lowest s.
    private static ReadOnlySpan<byte> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Moves every lane up by <paramref name="lanes"/>, 0 to 16; zeros come in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftUp(Vector512<float> vector, nuint lanes) =>
        Avx512F.PermuteVar16x32x2(vector, Indices512(16 - lanes), Vector512<float>.Zero);

    /// <summary>Moves every lane down by <paramref name="lanes"/>, 0 to 16; zeros come in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftDown(Vector512<float> vector, nuint lanes) =>
        Avx512F.PermuteVar16x32x2(vector, Indices512(16 + lanes), Vector512<float>.Zero);

    /// <inheritdoc cref="ShiftUp(Vector512{float}, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ShiftUp(Vector512<double> vector, nuint lanes) => ShiftUp(vector.AsSingle(), 2 * lanes).AsDouble();

    /// <inheritdoc cref="ShiftDown(Vector512{float}, nuint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ShiftDown(Vector512<double> vector, nuint lanes) => ShiftDown(vector.AsSingle(), 2 * lanes).AsDouble();

    /// <summary>The indices by which <see cref="Turn(Vector256{float}, Vector256{int})"/> moves every lane down by <paramref name="lanes"/>, 0 to 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Turn256Single(nuint lanes) =>
        Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Ascending), lanes));

    /// <summary>The indices by which <see cref="Turn(Vector512{float}, Vector512{int})"/> moves every lane down by <paramref name="lanes"/>, 0 to 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Turn512Single(nuint lanes) =>
        Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Ascending), lanes));

    /// <summary>The indices by which <see cref="Turn(Vector512{double}, Vector512{int})"/> moves every lane down by <paramref name="lanes"/>, 0 to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Turn512Double(nuint lanes) => Turn512Single(2 * lanes);

    /// <inheritdoc cref="Turn(Vector512{float}, Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Turn(Vector256<float> vector, Vector256<int> indices) => Avx2.PermuteVar8x32(vector, indices);

    /// <summary>Turns lanes back that are rotated: what comes out below comes in above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Turn(Vector512<float> vector, Vector512<int> indices) => Avx512F.PermuteVar16x32(vector, indices);

    /// <inheritdoc cref="Turn(Vector512{float}, Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Turn(Vector512<double> vector, Vector512<int> indices) => Turn(vector.AsSingle(), indices).AsDouble();

    /// <summary>Moves every lane down by <paramref name="lanes"/>, 0 to 7; the lowest of <paramref name="above"/> come in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Slide(Vector256<float> vector, Vector256<float> above, nuint lanes)
    {
        Vector256<int> indices = Turn256Single(lanes);
        return Vector256.ConditionalSelect(
            Vector256.GreaterThan(indices, Vector256.Create(7)).AsSingle(),
            Avx2.PermuteVar8x32(above, indices),
            Avx2.PermuteVar8x32(vector, indices));
    }

    /// <summary>Moves every lane down by <paramref name="lanes"/>, 0 to 3; the lowest of <paramref name="above"/> come in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Slide(Vector256<double> vector, Vector256<double> above, nuint lanes) =>
        Slide(vector.AsSingle(), above.AsSingle(), 2 * lanes).AsDouble();

    /// <summary>All bits set in the lanes from <paramref name="lanes"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> From512Single(nuint lanes) =>
        Vector512.GreaterThanOrEqual(Indices512(16), Vector512.Create((int)lanes)).AsSingle();

    /// <inheritdoc cref="From512Single"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> From512Double(nuint lanes) => From512Single(2 * lanes).AsDouble();

    /// <inheritdoc cref="From512Single"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> From256Single(nuint lanes) => Mask256(8 - lanes);

    /// <inheritdoc cref="From512Single"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> From256Double(nuint lanes) => From256Single(2 * lanes).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Indices512(nuint start) =>
        Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Shifts), start));

    // The mask from an index of the table on: its bytes' signs fill the lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask256(nuint start) =>
        Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), start).AsSByte()).AsSingle();
}
