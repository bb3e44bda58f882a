using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Fields whose elements are of a container's type parameter. Its type argument is float or double, which is known to the JIT: of
// each of these methods it keeps the one call.
public ref partial struct GradientSweep
{
    /// <summary>Refuses a type argument that elements of gradients can't be of, before anything is read or written.</summary>
    /// <typeparam name="T">The type argument.</typeparam>
    /// <param name="field">The name of a field with such elements.</param>
    /// <param name="parameter">The name of the type parameter.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireElement<T>(string field, string parameter)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            ThrowElement(field, parameter, typeof(T));
        }
    }

    /// <summary>Fields that are arrays, of any rank; null ones are passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Arrays<T, TSingleKernel, TDoubleKernel>(scoped ReadOnlySpan<Array?> fields)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            Arrays<float, TSingleKernel>(fields);
        }
        else if (typeof(T) == typeof(double))
        {
            Arrays<double, TDoubleKernel>(fields);
        }
    }

    /// <summary>A field that is a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Buffer<T, TSingleKernel, TDoubleKernel>(scoped Span<T> field)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            Buffer<float, TSingleKernel>(Elements<T, float>(field));
        }
        else if (typeof(T) == typeof(double))
        {
            Buffer<double, TDoubleKernel>(Elements<T, double>(field));
        }
    }

    /// <summary>A field that holds its elements itself.</summary>
    public void Copy<T, TSingleKernel, TDoubleKernel>(scoped Span<T> field)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            Copy<float, TSingleKernel>(Elements<T, float>(field));
        }
        else if (typeof(T) == typeof(double))
        {
            Copy<double, TDoubleKernel>(Elements<T, double>(field));
        }
    }

    /// <summary>A field that is a single number.</summary>
    public void Scalar<T, TSingleKernel, TDoubleKernel>(scoped ref T field)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            Scalar<float, TSingleKernel>(ref Unsafe.As<T, float>(ref field));
        }
        else if (typeof(T) == typeof(double))
        {
            Scalar<double, TDoubleKernel>(ref Unsafe.As<T, double>(ref field));
        }
    }

    /// <summary>A field that is an array of arrays, or of arrays of arrays; null ones are passed over.</summary>
    /// <param name="field">The outermost array.</param>
    /// <param name="depth">How many arrays lie around an element: 2 for <c>T[][]</c> and <c>T[][,]</c>.</param>
    public void Jagged<T, TSingleKernel, TDoubleKernel>(Array? field, int depth)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            Jagged<float, TSingleKernel>(field, depth);
        }
        else if (typeof(T) == typeof(double))
        {
            Jagged<double, TDoubleKernel>(field, depth);
        }
    }

    /// <summary>A field that is a flat buffer with dimensions.</summary>
    /// <param name="field">The buffer; the last index varies fastest.</param>
    /// <param name="dimensions">How long its dimensions are.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">The dimensions don't multiply to the number of elements.</exception>
    public void ShapedBuffer<T, TSingleKernel, TDoubleKernel>(scoped Span<T> field, scoped ReadOnlySpan<long> dimensions, string name)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            ShapedBuffer<float, TSingleKernel>(Elements<T, float>(field), dimensions, name);
        }
        else if (typeof(T) == typeof(double))
        {
            ShapedBuffer<double, TDoubleKernel>(Elements<T, double>(field), dimensions, name);
        }
    }

    /// <summary>A flat buffer with dimensions that holds its elements itself.</summary>
    /// <param name="field">The buffer; the last index varies fastest.</param>
    /// <param name="dimensions">How long its dimensions are.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException">The dimensions don't multiply to the number of elements.</exception>
    public void ShapedCopy<T, TSingleKernel, TDoubleKernel>(scoped Span<T> field, scoped ReadOnlySpan<long> dimensions, string name)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double> =>
        ShapedBuffer<T, TSingleKernel, TDoubleKernel>(IsComparing ? default : field, dimensions, name);

    /// <summary>A field that is an array, of any rank, beside its weights; passed over where it is null.</summary>
    /// <param name="field">The array.</param>
    /// <param name="weights">Its weights, an array of the same type.</param>
    /// <param name="name">The field's name, for exceptions.</param>
    /// <param name="weightsName">The weights' name, for exceptions.</param>
    /// <exception cref="InvalidOperationException">The weights are null, or have other dimensions, and the field isn't null.</exception>
    public void AdaptiveArray<T, TSingleKernel, TDoubleKernel>(Array? field, Array? weights, string name, string weightsName)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            AdaptiveArray<float, TSingleKernel>(field, weights, name, weightsName);
        }
        else if (typeof(T) == typeof(double))
        {
            AdaptiveArray<double, TDoubleKernel>(field, weights, name, weightsName);
        }
    }

    /// <summary>A field that is a flat buffer, beside its weights; passed over where it is empty.</summary>
    /// <param name="field">The buffer; the last index varies fastest.</param>
    /// <param name="weights">Its weights, in the same order.</param>
    /// <param name="dimensions">How long its dimensions are; none where it has one.</param>
    /// <param name="name">The field's name, for exceptions.</param>
    /// <param name="weightsName">The weights' name, for exceptions.</param>
    /// <exception cref="InvalidOperationException">There are more weights or fewer, or the dimensions don't multiply to the number of elements.</exception>
    public void AdaptiveBuffer<T, TSingleKernel, TDoubleKernel>(
        scoped Span<T> field, scoped Span<T> weights, scoped ReadOnlySpan<long> dimensions, string name, string weightsName)
        where TSingleKernel : struct, IClipKernel<float>
        where TDoubleKernel : struct, IClipKernel<double>
    {
        if (typeof(T) == typeof(float))
        {
            AdaptiveBuffer<float, TSingleKernel>(Elements<T, float>(field), Elements<T, float>(weights), dimensions, name, weightsName);
        }
        else if (typeof(T) == typeof(double))
        {
            AdaptiveBuffer<double, TDoubleKernel>(Elements<T, double>(field), Elements<T, double>(weights), dimensions, name, weightsName);
        }
    }

    // The same elements under the name that the JIT knows them by: T has no constraint that MemoryMarshal.Cast would take.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<TElement> Elements<T, TElement>(Span<T> field) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, TElement>(ref MemoryMarshal.GetReference(field)), field.Length);

    [DoesNotReturn]
    private static void ThrowElement(string field, string parameter, Type argument) => throw new NotSupportedException(
        $"'{field}' has elements of type {argument}, which can't be clipped: the type argument for '{parameter}' has to be float or double. " +
        "Where the field holds no gradients, mark it [NotGradient].");
}
