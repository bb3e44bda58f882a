using System;
using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>
/// The two passes over buffers of one element type for one norm order. The generator emits an implementation for each
/// pair that an assembly uses, so that the norm order is a constant in it.
/// </summary>
/// <typeparam name="T">The element type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
/// <remarks>
/// Both methods take several fields in one call, so that sums stay in registers from field to field: arrays of
/// any rank (null ones are passed over) and, behind them, one more buffer that needn't be an array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IClipKernel<T>
    where T : unmanaged
{
    /// <summary>The norm order p.</summary>
    static abstract double Order { get; }

    /// <summary>
    /// An upper bound of the relative error of the norm, (Σ|x|ᵖ)^(1/p), over all inputs whose sum stays in the range of
    /// the kernel's arithmetic.
    /// </summary>
    static abstract double RelativeError { get; }

    /// <summary>A sum below this may have lost small elements to underflow, and is taken again in double.</summary>
    static abstract double SmallestSafeSum { get; }

    /// <summary>The norm pass: Σ|x|ᵖ over all elements, or the largest |x| for p = ∞.</summary>
    /// <param name="fields">Arrays whose elements are of type <typeparamref name="T"/>, of any rank, or null.</param>
    /// <param name="last">The first element of a further buffer.</param>
    /// <param name="lastLength">The number of elements of the further buffer; 0 where there is none.</param>
    static abstract double Sum(ReadOnlySpan<Array?> fields, ref T last, nuint lastLength);

    /// <summary>The scale pass: multiplies every element.</summary>
    /// <param name="fields">Arrays whose elements are of type <typeparamref name="T"/>, of any rank, or null.</param>
    /// <param name="last">The first element of a further buffer.</param>
    /// <param name="lastLength">The number of elements of the further buffer; 0 where there is none.</param>
    /// <param name="coefficient">The clip coefficient, which the kernel rounds to the type that it multiplies in.</param>
    static abstract void Scale(ReadOnlySpan<Array?> fields, ref T last, nuint lastLength, double coefficient);
}
