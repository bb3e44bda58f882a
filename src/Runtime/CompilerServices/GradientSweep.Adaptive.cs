using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// ClipScope.Adaptive: a slice's limit is a part of the norm of its weights, which are handed over beside the field. The norm pass and
// the scale pass look at them, and the search, where they leave a limit without a number; to all other passes a field is what it is
// without them.
public ref partial struct GradientSweep
{
    /// <summary>A field that is an array, of any rank, beside its weights; passed over where it is null.</summary>
    /// <param name="field">The array.</param>
    /// <param name="weights">Its weights, an array of the same type.</param>
    /// <param name="name">The field's name, for exceptions.</param>
    /// <param name="weightsName">The weights' name, for exceptions.</param>
    /// <exception cref="InvalidOperationException">The weights are null, or have other dimensions, and the field isn't null.</exception>
    public void AdaptiveArray<T, TKernel>(Array? field, Array? weights, string name, string weightsName)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (!IsAdaptive)
        {
            int position = _position;
            Arrays<T, TKernel>(new ReadOnlySpan<Array?>(in field));
            if (IsSearchingWeights && weights is not null)
            {
                SearchWeights(RunWalk<T>.Of(weights), weights, position, weightsName);
            }

            return;
        }

        if (field is null)
        {
            _position++;
            return;
        }

        Span<nint> lengths = stackalloc nint[field.Rank];
        bool isSame = weights is not null && weights.Rank == field.Rank;
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = field.GetLength(i);
            isSame = isSame && weights!.GetLength(i) == lengths[i];
        }

        if (!isSame)
        {
            ThrowWeights(name, weightsName, Shape(field), weights is null ? null : Shape(weights));
        }

        RowByRow<T, TKernel>(ref RunWalk<T>.FirstOf(field), ref RunWalk<T>.FirstOf(weights!), lengths, name);
    }

    /// <summary>A field that is a flat buffer, beside its weights; passed over where it is empty.</summary>
    /// <param name="field">The buffer; the last index varies fastest.</param>
    /// <param name="weights">Its weights, in the same order.</param>
    /// <param name="dimensions">How long its dimensions are; none where it has one.</param>
    /// <param name="name">The field's name, for exceptions.</param>
    /// <param name="weightsName">The weights' name, for exceptions.</param>
    /// <exception cref="InvalidOperationException">There are more weights or fewer, or the dimensions don't multiply to the number of elements.</exception>
    public void AdaptiveBuffer<T, TKernel>(
        scoped Span<T> field, scoped Span<T> weights, scoped ReadOnlySpan<long> dimensions, string name, string weightsName)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (!IsAdaptive)
        {
            int position = _position;
            if (dimensions.IsEmpty)
            {
                Buffer<T, TKernel>(field);
            }
            else
            {
                ShapedBuffer<T, TKernel>(field, dimensions, name);
            }

            if (IsSearchingWeights)
            {
                SearchWeights(new RunWalk<T>(ref MemoryMarshal.GetReference(weights), weights.Length), null, position, weightsName);
            }

            return;
        }

        scoped ReadOnlySpan<long> lengths = dimensions.IsEmpty ? [field.Length] : dimensions;
        SliceShape.Check(lengths, field.Length, name);
        if (field.IsEmpty)
        {
            _position++;
            return;
        }

        if (weights.Length != field.Length)
        {
            ThrowWeights(name, weightsName, Shape(field.Length), weights.IsEmpty ? null : Shape(weights.Length));
        }

        Shaped<T, TKernel>(ref MemoryMarshal.GetReference(field), ref MemoryMarshal.GetReference(weights), field.Length, lengths, name);
    }

    private readonly bool IsAdaptive => IsSliced && Details.Clipping > 0;

    private readonly bool IsSearchingWeights => _pass == GradientPass.Search && Details.Clipping > 0 && !IsFound;

    // After the field, in which nothing was found: what isn't finite is what its limits were to be taken from.
    private void SearchWeights<T>(scoped RunWalk<T> weights, Array? array, int position, string weightsName)
        where T : unmanaged
    {
        Details.Finding.EnterField();
        foreach (Span<T> run in weights)
        {
            Details.Finding.SearchIn<T>(position, run, array, isPathWanted: Details.Policy == NonFinitePolicy.Throw);
        }

        if (IsFound)
        {
            Details.Finding.WeightsName = weightsName;
        }
    }

    private static string Shape(Array array)
    {
        string[] lengths = new string[array.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = array.GetLength(i).ToString(CultureInfo.InvariantCulture);
        }

        return $"of the dimensions [{string.Join(", ", lengths)}]";
    }

    private static string Shape(int length) => string.Create(CultureInfo.InvariantCulture, $"of {length} elements");

    [DoesNotReturn]
    private static void ThrowWeights(string name, string weightsName, string shape, string? weightsShape) => throw new InvalidOperationException(
        weightsShape is null
            ? $"The weights '{weightsName}' of the gradient field '{name}' are null or empty, and the field is {shape}. Nothing was written."
            : $"The weights '{weightsName}' of the gradient field '{name}' are {weightsShape}, and the field is {shape}. Nothing was written.");

    // Before the limit is looked at: the message is to speak of what the caller has given.
    private static double CheckClipping(double clipping) => clipping > 0
        ? clipping
        : throw new ArgumentOutOfRangeException(nameof(clipping), clipping, "Clipping has to be above zero; infinity never clips.");
}
