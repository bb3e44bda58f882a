using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>The part of a buffer that counts, where it is longer than its contents. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogicalLength
{
    /// <summary>The first elements of an array; nothing where it is null.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="length">How many of its elements count.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException"><paramref name="length"/> is negative, or larger than the array.</exception>
    public static Span<T> First<T>(T[]? buffer, long length, string name) => buffer is null ? default : First(buffer.AsSpan(), length, name);

    /// <summary>The first elements of a list; nothing where it is null.</summary>
    /// <param name="buffer">The list.</param>
    /// <param name="length">How many of its elements count.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException"><paramref name="length"/> is negative, or larger than the list.</exception>
    public static Span<T> First<T>(List<T>? buffer, long length, string name) =>
        buffer is null ? default : First(CollectionsMarshal.AsSpan(buffer), length, name);

    /// <summary>The first elements of a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="length">How many of its elements count.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="InvalidOperationException"><paramref name="length"/> is negative, or larger than the buffer.</exception>
    public static Span<T> First<T>(Span<T> buffer, long length, string name) => buffer[..(int)Check(length, buffer.Length, name)];

    /// <summary>A length, unless it makes no sense.</summary>
    internal static long Check(long length, long most, string name)
    {
        if (length < 0 || length > most)
        {
            Throw(length, most, name);
        }

        return length;
    }

    [DoesNotReturn]
    private static void Throw(long length, long most, string name) => throw new InvalidOperationException(
        length < 0
            ? $"The Length of the gradient field '{name}' is {length}, but can't be negative. Nothing was written."
            : $"The Length of the gradient field '{name}' is {length}, but its buffer has only {most} elements. Nothing was written.");
}
