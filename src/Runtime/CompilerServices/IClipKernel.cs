using System;
using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>
/// The two passes over buffers of one element type for one norm order. The generator emits an implementation for each
/// pair that an assembly uses, so that the norm order is a constant in it.
/// </summary>
/// <typeparam name="T">The element type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
/// <remarks>
/// <see cref="Sum"/> and <see cref="Scale"/> take several fields in one call, so that sums stay in registers from field to field: arrays
/// of any rank (null ones are passed over) and, behind them, one more buffer that needn't be an array. <see cref="SumRuns"/> and
/// <see cref="ScaleRuns"/> take several runs of equally many neighbours, each of which is by itself.
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

    /// <summary>The norm pass of runs that have a norm each: for each of them what <see cref="Sum"/> gives for it alone, to the bit.</summary>
    /// <param name="origin">The element that the offsets count from.</param>
    /// <param name="offsets">The distance of each run's first element from it, in elements.</param>
    /// <param name="length">The number of elements of a run.</param>
    /// <param name="sums">Where the sums go, one for each run; at least as long as <paramref name="offsets"/>.</param>
    static abstract void SumRuns(ref T origin, ReadOnlySpan<nint> offsets, nuint length, Span<double> sums);

    /// <summary>
    /// The scale pass of runs that have a coefficient each: multiplies the elements of each as <see cref="Scale"/> does. A run whose
    /// coefficient is 1 is neither read nor written.
    /// </summary>
    /// <param name="origin">The element that the offsets count from.</param>
    /// <param name="offsets">The distance of each run's first element from it, in elements. No two runs overlap.</param>
    /// <param name="length">The number of elements of a run.</param>
    /// <param name="coefficients">
    /// The clip coefficient of each run, which the kernel rounds to the type that it multiplies in; at least as long as <paramref name="offsets"/>.
    /// </param>
    static abstract void ScaleRuns(ref T origin, ReadOnlySpan<nint> offsets, nuint length, ReadOnlySpan<double> coefficients);
}
