using System;
using System.Globalization;

namespace FusedClip;

/// <summary>
/// A gradient is NaN or infinite, and the container's policy is <see cref="NonFinitePolicy.Throw"/>.
/// Nothing was written before it was thrown.
/// </summary>
public sealed class NonFiniteGradientException : ArithmeticException
{
    /// <summary>Makes an exception that says which element it was.</summary>
    /// <param name="fieldName">The name of the gradient field.</param>
    /// <param name="index">The element's index in the field, counted in memory order (row by row).</param>
    /// <param name="value">The element: NaN, ∞ or −∞.</param>
    /// <param name="totalNorm">The norm over all fields.</param>
    /// <param name="position">The element as it would be written in code, such as <c>W2[3, 17]</c>; the name and the index where it is null.</param>
    public NonFiniteGradientException(string? fieldName, long index, double value, double totalNorm, string? position = null)
        : base(Describe(fieldName, index, value, totalNorm, position))
    {
        FieldName = fieldName;
        Index = index;
        Value = value;
        TotalNorm = totalNorm;
    }

    internal NonFiniteGradientException(string message, string fieldName, long index, double value, double totalNorm)
        : base(message)
    {
        FieldName = fieldName;
        Index = index;
        Value = value;
        TotalNorm = totalNorm;
    }

    /// <summary>The name of the gradient field. Null where every element is finite, but the norm is beyond the range of <see cref="double"/>.</summary>
    public string? FieldName { get; }

    /// <summary>The element's index in the field, counted in memory order (row by row); −1 where there is no such element.</summary>
    public long Index { get; }

    /// <summary>The element: NaN, ∞ or −∞; the norm of a source of gradients whose elements can't be seen. With
    /// <see cref="ClipScope.Adaptive"/>, where every element of the field is finite, one of its weights.</summary>
    public double Value { get; }

    /// <summary>The norm over all fields, after the pre-scale: NaN or infinite.</summary>
    public double TotalNorm { get; }

    private static string Describe(string? fieldName, long index, double value, double totalNorm, string? position)
    {
        if (fieldName is null)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Every gradient is finite, but their norm is beyond the range of double ({totalNorm}). Nothing was written.");
        }

        if (index < 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The gradients of '{fieldName}', which measures them itself, aren't finite: their norm is {value}, which makes the norm {totalNorm}. Nothing was written.");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"The gradient field '{fieldName}' isn't finite: {position ?? $"{fieldName}[{index}]"} is {value} (index {index} in memory order), which makes the norm {totalNorm}. Nothing was written.");
    }
}
