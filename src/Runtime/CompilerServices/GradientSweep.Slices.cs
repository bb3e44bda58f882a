using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Axes: of a field with dimensions, each slice has a norm and a coefficient of its own. Two passes are of that kind, the norm pass and
// the scale pass; to all others a field is what it is without axes.
public ref partial struct GradientSweep
{
    /// <summary>Begins to clip, or to measure, every slice of every field by its own norm.</summary>
    /// <param name="details">Room for what it remembers, all zeros; as long-lived as the sweep.</param>
    /// <param name="operation">Whether to write.</param>
    /// <param name="scope">Over what a norm is taken, and so what <paramref name="maxNorm"/> is the limit of: with <see cref="ClipScope.BlockRms"/>, of a slice's root mean square, or power mean.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="maxNorm">The limit; with <see cref="ClipScope.Adaptive"/>, the part of its weights' norm that a slice's norm may be.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to a norm in the coefficient.</param>
    /// <param name="policy">What happens to a slice whose norm, or that of whose weights, isn't finite.</param>
    /// <param name="axes">The dimensions over which a norm is taken; negative ones count from the end. As long-lived as the sweep.</param>
    /// <param name="coefficients">Room for the coefficients of slices, not empty; slices beyond it are measured again before they are scaled.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public GradientSweep(
        scoped ref SweepDetails details,
        GradientOperation operation,
        ClipScope scope,
        double normOrder,
        double maxNorm,
        double preScale,
        double epsilon,
        NonFinitePolicy policy,
        scoped ReadOnlySpan<int> axes,
        scoped Span<double> coefficients)
        : this(ref details, operation, scope, normOrder, scope == ClipScope.Adaptive ? CheckClipping(maxNorm) : maxNorm, preScale, epsilon, policy, coefficients)
    {
        Details.Clipping = scope == ClipScope.Adaptive ? maxNorm : 0;
        Details.Axes = Unscoped.Of(axes);
        Details.SmallestCoefficient = double.PositiveInfinity;
    }

    /// <summary>A field that is a flat buffer with dimensions; passed over where it is empty.</summary>
    /// <param name="field">The buffer; the last index varies fastest.</param>
    /// <param name="dimensions">How long its dimensions are.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">The dimensions don't multiply to the number of elements.</exception>
    public void ShapedBuffer<T, TKernel>(scoped Span<T> field, scoped ReadOnlySpan<long> dimensions, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        SliceShape.Check(dimensions, field.Length, name);
        if (IsSliced)
        {
            Shaped<T, TKernel>(ref MemoryMarshal.GetReference(field), ref Unsafe.NullRef<T>(), field.Length, dimensions, name);
        }
        else
        {
            Buffer<T, TKernel>(field);
        }
    }

    /// <summary>A flat buffer with dimensions that holds its elements itself, so that it shares memory with no other.</summary>
    /// <param name="field">The buffer; the last index varies fastest.</param>
    /// <param name="dimensions">How long its dimensions are.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">The dimensions don't multiply to the number of elements.</exception>
    public void ShapedCopy<T, TKernel>(scoped Span<T> field, scoped ReadOnlySpan<long> dimensions, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        ShapedBuffer<T, TKernel>(IsComparing ? default : field, dimensions, name);

    /// <summary>A flat buffer with dimensions that lies behind a pointer; passed over where that is null.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="dimensions">How long the dimensions are.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException"><paramref name="length"/> is negative, or the dimensions don't multiply to it.</exception>
    public void ShapedPointer<T, TKernel>(scoped ref T first, long length, scoped ReadOnlySpan<long> dimensions, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        long elements = Unsafe.IsNullRef(ref first) ? 0 : LogicalLength.Check(length, nint.MaxValue, name);
        SliceShape.Check(dimensions, elements, name);
        if (IsSliced)
        {
            Shaped<T, TKernel>(ref first, ref Unsafe.NullRef<T>(), (nint)elements, dimensions, name);
        }
        else
        {
            Pointer<T, TKernel>(ref first, length, name);
        }
    }

    private readonly bool IsSliced => _fieldsPass != GradientPass.None && !Details.Axes.IsEmpty;

    private void Shaped<T, TKernel>(scoped ref T first, scoped ref T weights, nint length, scoped ReadOnlySpan<long> dimensions, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        Span<nint> lengths = stackalloc nint[dimensions.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = length == 0 ? 0 : (nint)dimensions[i];
        }

        RowByRow<T, TKernel>(ref first, ref weights, lengths, name);
    }

    // An array, which may be null, or a buffer behind none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SlicedField<T, TKernel>(scoped ReadOnlySpan<Array?> arrays, scoped Span<T> buffer)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (arrays.IsEmpty)
        {
            RowByRow<T, TKernel>(ref MemoryMarshal.GetReference(buffer), [buffer.Length], "");
            return;
        }

        if (arrays[0] is not { } array)
        {
            _position++;
            return;
        }

        Span<nint> lengths = stackalloc nint[array.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = array.GetLength(i);
        }

        RowByRow<T, TKernel>(ref RunWalk<T>.FirstOf(array), lengths, "");
    }

    private void RowByRow<T, TKernel>(scoped ref T first, scoped ReadOnlySpan<nint> lengths, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        RowByRow<T, TKernel>(ref first, ref Unsafe.NullRef<T>(), lengths, name);

    private void RowByRow<T, TKernel>(scoped ref T first, scoped ref T weights, scoped ReadOnlySpan<nint> lengths, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        Span<nint> strides = stackalloc nint[lengths.Length];
        nint stride = 1;
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= lengths[i];
        }

        Sliced<T, TKernel>(ref first, ref weights, lengths, strides, name);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Sliced<T, TKernel>(
        scoped ref T first, scoped ref T weights, scoped ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<nint> strides, string name)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        // A tensor that is null has no dimensions.
        if (!lengths.IsEmpty)
        {
            bool isTaken = IsAdaptive != Unsafe.IsNullRef(ref weights);
            if (TryReduce(lengths.Length, out ulong reduced) && isTaken)
            {
                Span<nint> room = lengths.Length <= MostDimensionsOnStack
                    ? stackalloc nint[SliceLayout.RoomFor(lengths.Length)]
                    : new nint[SliceLayout.RoomFor(lengths.Length)];
                var clip = new SliceClip(
                    SliceRule(lengths, reduced), Details.Policy, _order, _fieldsPass == GradientPass.FieldScale, Details.FieldCoefficients, Details.FieldIndex, Details.Clipping);
                SliceWalk.Visit<T, TKernel>(ref first, ref weights, SliceLayout.Of(lengths, strides, reduced, room, name), ref clip);
                TakeSlices(ref clip);
            }
            else
            {
                Refuse(lengths.Length);
            }
        }

        _position++;
    }

    // With weights, a field of one dimension is one unit, whatever the axes.
    private readonly bool TryReduce(int rank, out ulong reduced)
    {
        reduced = 1;
        return (IsAdaptive && rank == 1) || SliceShape.TryReduce(Details.Axes, rank, out reduced);
    }

    private void TakeSlices(scoped ref SliceClip clip)
    {
        Details.FieldIndex = clip.Taken;
        if (!clip.Writes)
        {
            Details.IsFinite &= clip.IsFinite;
            Details.IsClipped |= clip.IsAnyClipped;
            Details.IsAnyWritten |= clip.IsAnyWritten;
            Details.SmallestCoefficient = Math.Min(Details.SmallestCoefficient, clip.SmallestCoefficient);
            Details.AllFields.Add(clip.AllSlices);
        }
    }

    // This walk is the first, so that nothing was written. It goes on to where the field's container names it.
    private void Refuse(int rank)
    {
        Details.RefusedRank = rank;
        Details.Finding.StopHere(_position);
        _pass = GradientPass.NameRefused;
        _fieldsPass = GradientPass.None;
    }

    private readonly InvalidOperationException Refused()
    {
        if (Details.Axes.IsEmpty)
        {
            return WithoutCount();
        }

        string axes = string.Join(", ", Array.ConvertAll(Details.Axes.ToArray(), axis => axis.ToString(CultureInfo.InvariantCulture)));
        string why = Details.RefusedRank == 0
            ? "it has no dimensions: it is a number, a jagged array, a list of buffers, or a source that measures its gradients itself"
            : string.Create(CultureInfo.InvariantCulture, $"it has {Details.RefusedRank} dimension{(Details.RefusedRank == 1 ? "" : "s")}, and each axis has to be another one of them");
        return new InvalidOperationException($"The gradient field '{Details.Finding.FullName}' can't be clipped over the axes [{axes}], since {why}. Nothing was written.");
    }
}
