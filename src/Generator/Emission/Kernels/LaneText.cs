namespace FusedClip.Generator.Emission.Kernels;

/// <summary>How one instruction set's numbers are written: the same formulas become vectors, or single numbers.</summary>
/// <param name="Shape">The shape of the vectors; null for the scalar fallback.</param>
/// <param name="IsSingle">Whether the lanes are floats, or doubles.</param>
internal sealed record LaneText(KernelShape? Shape, bool IsSingle)
{
    /// <summary>The type of numbers.</summary>
    public string Type => TypeOf(IsSingle ? "float" : "double");

    /// <summary>The type of their bits.</summary>
    public string BitsType => TypeOf(IsSingle ? "int" : "ulong");

    /// <summary>A constant in all lanes.</summary>
    public string Constant(double value) => Constant(IsSingle ? Literals.Of((float)value) : Literals.Of(value));

    /// <summary>A constant in all lanes, given as text.</summary>
    public string Constant(string text) => Shape is null ? text : $"{Shape.Vector}.Create({text})";

    /// <summary>The bits of numbers.</summary>
    public string ToBits(string numbers) => (Shape, IsSingle) switch
    {
        (null, true) => $"BitConverter.SingleToInt32Bits({numbers})",
        (null, false) => $"BitConverter.DoubleToUInt64Bits({numbers})",
        (_, true) => $"{numbers}.AsInt32()",
        _ => $"{numbers}.AsUInt64()",
    };

    /// <summary>The numbers that bits are.</summary>
    public string OfBits(string bits) => (Shape, IsSingle) switch
    {
        (null, true) => $"BitConverter.Int32BitsToSingle({bits})",
        (null, false) => $"BitConverter.UInt64BitsToDouble({bits})",
        (_, true) => $"({bits}).AsSingle()",
        _ => $"({bits}).AsDouble()",
    };

    /// <summary>Numbers where a is above b, or not below it; 0 elsewhere.</summary>
    public string Where(string a, string comparison, string b, string numbers) => (Shape, comparison) switch
    {
        (null, _) => $"{a} {comparison} {b} ? {numbers} : 0",
        (_, ">") => $"{numbers} & {Shape.Vector}.GreaterThan({a}, {b}){(IsSingle ? ".AsSingle()" : "")}",
        _ => $"{numbers} & {Shape.Vector}.LessThan({a}, {b}){(IsSingle ? ".AsSingle()" : "")}",
    };

    /// <summary>a · b + c: of floats rounded once, of doubles as two operations, for which no processor lacks the instructions.</summary>
    public string MultiplyAdd(string a, string b, string c) => (Shape, IsSingle) switch
    {
        (_, false) => $"({a} * {b}) + {c}",
        (null, _) => $"MathF.FusedMultiplyAdd({a}, {b}, {c})",
        _ => $"{Shape.MultiplyAdd}({a}, {b}, {c})",
    };

    /// <summary>a · b + c where a · b is exact: however it is written, it is rounded once.</summary>
    public string AddExact(string a, string b, string c) =>
        IsSingle && Shape is { Bits: > 128 } ? MultiplyAdd(a, b, c) : $"(({a} * {b}) + {c})";

    /// <summary>Bits between two others.</summary>
    public string Clamp(string bits, string least, string most) => Shape is null
        ? $"Math.Clamp({bits}, {least}, {most})"
        : $"{Shape.Vector}.Min({Shape.Vector}.Max({bits}, {Constant(least)}), {Constant(most)})";

    /// <summary>Bits shifted down, the sign coming in.</summary>
    public string ShiftRight(string bits, int count) =>
        Shape is null ? $"{bits} >> {count}" : $"{Shape.Vector}.ShiftRightArithmetic({bits}, {count})";

    /// <summary>Integers as floats.</summary>
    public string ToSingle(string integers) => Shape is null ? integers : $"{Shape.Vector}.ConvertToSingle({integers})";

    /// <summary>Writes a polynomial in x, by Horner's rule, as a new local <paramref name="name"/>.</summary>
    public void WritePolynomial(IndentedWriter writer, string name, string x, params double[] coefficients)
    {
        writer.Write($"{Type} {name} = {Constant(coefficients[coefficients.Length - 1])};");
        for (int k = coefficients.Length - 2; k >= 0; k--)
        {
            writer.Write($"{name} = {MultiplyAdd(name, x, Constant(coefficients[k]))};");
        }
    }

    private string TypeOf(string number) => Shape is null ? number : $"{Shape.Vector}<{number}>";
}
