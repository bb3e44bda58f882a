using System;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>A power of one element, 2^(p · log2|x|), in lanes of float or of double: see docs/numerics.md.</summary>
internal abstract class PowerTerm
{
    /// <summary>Whether the lanes are floats.</summary>
    public abstract bool IsSingle { get; }

    /// <inheritdoc cref="LaneSum.RelativeError"/>
    public abstract double RelativeError { get; }

    /// <inheritdoc cref="LaneSum.ErrorReason"/>
    public abstract string ErrorReason { get; }

    /// <inheritdoc cref="LaneSum.SmallestSafeSum"/>
    public abstract double SmallestSafeSum { get; }

    /// <inheritdoc cref="LaneSum.SafeReason"/>
    public abstract string SafeReason { get; }

    /// <summary>
    /// The bits of the largest element whose power is in the range of double, of a double their upper half; null where larger ones, and
    /// NaN, have an infinite power of themselves.
    /// </summary>
    public abstract int? LargestBits { get; }

    /// <summary>The sums are 2^this times too large.</summary>
    public virtual int Scale => 0;

    /// <summary>Writes from <c>x</c>, not negative, to <c>whole</c> and <c>fraction</c>.</summary>
    public abstract void WriteLogarithm(IndentedWriter writer, LaneText text);

    /// <summary>Writes <c>q</c> = 2^x.</summary>
    public abstract void WriteExp2(IndentedWriter writer, LaneText text);

    /// <summary>Writes what adds the powers of one vector of logarithms to the sums.</summary>
    public abstract void WriteAdd(IndentedWriter writer, KernelShape shape, int k, string at);

    /// <summary>2^whole as a double.</summary>
    public abstract string ScalarScale(string whole);

    /// <summary>p as a sum of two, of which the first has so few bits that its product with an exponent is exact.</summary>
    protected static (double Head, double Tail) Split(double norm, int bits)
    {
        double unit = Math.Pow(2, Exponent(norm) + 1 - bits);
        double head = Math.Round(norm / unit) * unit;
        return (head, norm - head);
    }

    /// <summary>2^(exponent / p), rounded down to 20 bits: nothing is left of the last digits, in which C libraries differ.</summary>
    protected static double Bound(double exponent, double norm) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(Math.Pow(2, exponent / norm)) & (-1L << 33));

    private static int Exponent(double value) => (int)((BitConverter.DoubleToInt64Bits(value) >> 52) & 0x7FF) - 1023;
}
