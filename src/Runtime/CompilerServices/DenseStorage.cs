using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace FusedClip.CompilerServices;

/// <summary>The array behind a vector or a matrix of MathNet.Numerics. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DenseStorage
{
    /// <summary>The elements themselves, no copy; nothing where the field is null.</summary>
    /// <param name="field">The vector or matrix.</param>
    /// <param name="elements">The array that it says it is stored in; null where it isn't stored in one.</param>
    /// <param name="name">The field's name, for the exception.</param>
    /// <exception cref="NotSupportedException">There is no such array: the storage is sparse or diagonal.</exception>
    public static Span<T> Of<T>(object? field, T[]? elements, string name)
    {
        if (field is not null && elements is null)
        {
            Throw(field, name);
        }

        return elements;
    }

    [DoesNotReturn]
    private static void Throw(object field, string name) => throw new NotSupportedException(
        $"The gradient field '{name}' is a {field.GetType().Name}, whose elements don't all lie in one array, so that it can't be clipped. "
        + "Make it dense, or hold it in a type of your own that implements IGradientSource. Nothing was written.");
}
