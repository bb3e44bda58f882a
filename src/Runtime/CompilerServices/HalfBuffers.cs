using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FusedClip.CompilerServices;

/// <summary>The two passes over buffers of <see cref="Half"/>, which are done in float. For generated code.</summary>
/// <remarks>
/// Every Half is a float. A piece of a field is widened into a buffer on the stack and handed to the float kernel of the norm order:
/// so the sums have the range and the error of those of floats.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HalfBuffers
{
    /// <summary>The elements of a piece.</summary>
    internal const int Piece = 1024;

    // The halves in a vector of 256 bits, and of 512.
    private const int Small = 16;
    private const int Large = 32;

    private const double SmallestNormalSingle = 1.1754943508222875e-38;

    /// <summary>The norm pass: Σ|x|ᵖ over all elements, or the largest |x| for p = ∞.</summary>
    /// <typeparam name="TKernel">The float kernel of the norm order.</typeparam>
    /// <param name="fields">Arrays whose elements are halves, of any rank, or null.</param>
    /// <param name="last">The first element of a further buffer.</param>
    /// <param name="lastLength">The number of elements of the further buffer; 0 where there is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit] // A short field would take longer to clear the piece than to sum.
    public static double Sum<TKernel>(ReadOnlySpan<Array?> fields, ref Half last, nuint lastLength)
        where TKernel : struct, IClipKernel<float>
    {
        Span<float> piece = stackalloc float[Piece];
        ref float widened = ref MemoryMarshal.GetReference(piece);
        double total = 0;
        for (int i = 0; i <= fields.Length; i++)
        {
            ref Half first = ref FieldAt(fields, i, ref last, lastLength, out nuint length);
            for (nuint at = 0; at < length;)
            {
                nuint count = Math.Min(length - at, Piece);
                Widen(ref Unsafe.Add(ref first, at), ref widened, count);
                double sum = TKernel.Sum(default, ref widened, count);
                total = double.IsPositiveInfinity(TKernel.Order) ? Math.Max(total, sum) : total + sum;
                at += count;
            }
        }

        return total;
    }

    /// <summary>The scale pass: multiplies every element, in float, and rounds the product to nearest.</summary>
    /// <param name="fields">Arrays whose elements are halves, of any rank, or null.</param>
    /// <param name="last">The first element of a further buffer.</param>
    /// <param name="lastLength">The number of elements of the further buffer; 0 where there is none.</param>
    /// <param name="coefficient">The clip coefficient; rounded to float.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<Array?> fields, ref Half last, nuint lastLength, double coefficient)
    {
        float factor = Factor(coefficient);
        for (int i = 0; i <= fields.Length; i++)
        {
            ref Half first = ref FieldAt(fields, i, ref last, lastLength, out nuint length);
            Scale(ref first, length, factor);
        }
    }

    /// <summary>Adds elements to a norm in double.</summary>
    internal static void AddTo(ref NormAccumulator accumulator, ReadOnlySpan<Half> elements)
    {
        Span<float> piece = stackalloc float[Piece];
        while (!elements.IsEmpty)
        {
            int count = Math.Min(elements.Length, Piece);
            Widen(ref MemoryMarshal.GetReference(elements), ref MemoryMarshal.GetReference(piece), (nuint)count);
            accumulator.Add(piece[..count]);
            elements = elements[count..];
        }
    }

    /// <summary>Copies halves to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Widen(ref Half first, ref float widened, nuint length)
    {
        nuint at = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref short bits = ref Unsafe.As<Half, short>(ref first);
            if (length < Small)
            {
                (Vector256<float> lower, Vector256<float> upper) = HalfLanes.Widen(Short(ref bits, length));
                for (; at < length; at++)
                {
                    Unsafe.Add(ref widened, at) = at < Small / 2 ? lower[(int)at] : upper[(int)at - (Small / 2)];
                }

                return;
            }

            if (Vector512.IsHardwareAccelerated)
            {
                for (; at + Large <= length; at += Large)
                {
                    (Vector512<float> lower, Vector512<float> upper) = HalfLanes.Widen(Vector512.LoadUnsafe(ref bits, at));
                    lower.StoreUnsafe(ref widened, at);
                    upper.StoreUnsafe(ref widened, at + (Large / 2));
                }
            }

            // The last vector may overlap the one before it.
            for (; at < length; at += Small)
            {
                at = Math.Min(at, length - Small);
                (Vector256<float> lower, Vector256<float> upper) = HalfLanes.Widen(Vector256.LoadUnsafe(ref bits, at));
                lower.StoreUnsafe(ref widened, at);
                upper.StoreUnsafe(ref widened, at + (Small / 2));
            }
        }

        for (; at < length; at++)
        {
            Unsafe.Add(ref widened, at) = (float)Unsafe.Add(ref first, at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ref Half first, nuint length, float factor)
    {
        nuint at = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref short bits = ref Unsafe.As<Half, short>(ref first);
            Vector256<float> factors = Vector256.Create(factor);
            if (length < Small)
            {
                Vector256<short> product = Product(Short(ref bits, length), factors);
                for (; at < length; at++)
                {
                    Unsafe.Add(ref bits, at) = product[(int)at];
                }

                return;
            }

            // The last vector is multiplied before anything is stored and stored last, so that it may overlap the one before it.
            Vector256<short> last = Product(Vector256.LoadUnsafe(ref bits, length - Small), factors);
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512<float> wideFactors = Vector512.Create(factor);
                for (; at + Large <= length; at += Large)
                {
                    (Vector512<float> lower, Vector512<float> upper) = HalfLanes.Widen(Vector512.LoadUnsafe(ref bits, at));
                    HalfLanes.Narrow(lower * wideFactors, upper * wideFactors).StoreUnsafe(ref bits, at);
                }
            }

            for (; at + Small < length; at += Small)
            {
                Product(Vector256.LoadUnsafe(ref bits, at), factors).StoreUnsafe(ref bits, at);
            }

            last.StoreUnsafe(ref bits, length - Small);
            return;
        }

        for (; at < length; at++)
        {
            ref Half element = ref Unsafe.Add(ref first, at);
            element = (Half)((float)element * factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Product(Vector256<short> halves, Vector256<float> factors)
    {
        (Vector256<float> lower, Vector256<float> upper) = HalfLanes.Widen(halves);
        return HalfLanes.Narrow(lower * factors, upper * factors);
    }

    // Fewer elements than a vector has, with zeros behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Short(ref short bits, nuint length)
    {
        Vector256<short> lanes = default;
        ref short lane = ref Unsafe.As<Vector256<short>, short>(ref lanes);
        for (nuint at = 0; at < length; at++)
        {
            Unsafe.Add(ref lane, at) = Unsafe.Add(ref bits, at);
        }

        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Half FieldAt(ReadOnlySpan<Array?> fields, int index, ref Half last, nuint lastLength, out nuint length)
    {
        if (index == fields.Length)
        {
            length = lastLength;
            return ref last;
        }

        if (fields[index] is not { } field)
        {
            length = 0;
            return ref last;
        }

        length = (nuint)field.LongLength;
        return ref Unsafe.As<byte, Half>(ref MemoryMarshal.GetArrayDataReference(field));
    }

    // What a float can't hold makes of any Half but 0, infinity and NaN the same as the last coefficient that it can: 0 or infinity.
    // Those three it leaves what they are, which 0 and infinity, as factors, wouldn't.
    internal static float Factor(double coefficient)
    {
        double size = Math.Abs(coefficient);
        if (!SingleRange.Holds(coefficient))
        {
            size = size < 1 ? SmallestNormalSingle : float.MaxValue;
        }

        return (float)Math.CopySign(size, coefficient);
    }
}
