using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Clipping by value: one pass that writes, over elements that don't ask for each other.
public ref partial struct GradientSweep
{
    /// <summary>Begins to bring every element into [−limit, limit].</summary>
    /// <param name="limit">The largest absolute value; infinity changes nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> isn't above zero.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static GradientSweep ClampingValues(double limit) => ClampingValues(new ValueRange(limit));

    /// <summary>Begins to bring every element into [min, max].</summary>
    /// <param name="min">The smallest value; minus infinity for none.</param>
    /// <param name="max">The largest value; infinity for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="min"/> is above <paramref name="max"/>, one of them is NaN, or no finite number is between them.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static GradientSweep ClampingValues(double min, double max) => ClampingValues(new ValueRange(min, max));

    /// <summary>
    /// Begins a walk that writes nothing, and throws where something can't be clipped by value: an <see cref="IGradientSource"/> that
    /// is no container doesn't show its elements.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static GradientSweep CheckingValues() => new(GradientPass.CheckValues, 1);

    private static GradientSweep ClampingValues(ValueRange range) =>
        new(range.IsUnlimited ? GradientPass.None : GradientPass.ClampValues, 1) { _range = range };

    private readonly void Clamp<T>(scoped Span<T> elements)
        where T : unmanaged
    {
        ref T first = ref MemoryMarshal.GetReference(elements);
        nuint length = (nuint)elements.Length;
        if (typeof(T) == typeof(float))
        {
            _range.RoundTo(out float lower, out float upper);
            ValueClamp.Clamp(ref Unsafe.As<T, float>(ref first), length, lower, upper);
        }
        else if (typeof(T) == typeof(Half))
        {
            _range.RoundTo(out Half lower, out Half upper);
            HalfClamp.Clamp(ref Unsafe.As<T, Half>(ref first), length, lower, upper);
        }
        else
        {
            _range.RoundTo(out double lower, out double upper);
            ValueClamp.Clamp(ref Unsafe.As<T, double>(ref first), length, lower, upper);
        }
    }

    [DoesNotReturn]
    private static void ThrowNoValues(Type source) => throw new NotSupportedException(
        $"A gradient source of type '{source}' can't be clipped by value: its {nameof(IGradientSource)} is written by hand, and doesn't show its elements. "
        + "Annotate that type with [ClipGradientValues] or [ClipGradients] instead, or mark the member that holds it [NotGradient]. Nothing was written.");
}
