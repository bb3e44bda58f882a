using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>Pieces of text that several kernels have in common.</summary>
internal static class KernelText
{
    // Up to so many fields a sweep back is no faster: one of them often has most elements.
    private const int FewFields = 8;

    /// <summary>
    /// Compiled at once and in full: at tier 0 the first calls would take ten times as long.
    /// </summary>
    public const string Optimize = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    public const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    /// <summary>Declares a total that is compensated.</summary>
    public const string CompensatedTotal = "double total = 0, lost = 0;";

    /// <summary>
    /// Opens a kernel's method. Its offsets wrap where a field begins inside a vector, which a project that checks for overflow
    /// would take for a mistake, and pay for.
    /// </summary>
    public static IDisposable Method(IndentedWriter writer, string signature)
    {
        IDisposable method = writer.Write(Optimize).Block(signature);
        return new Both(writer.Block("unchecked"), method);
    }

    /// <summary>The parameters of a kernel.</summary>
    public static string Parameters(Element element) => $"ReadOnlySpan<Array?> fields, ref {element.Name} last, nuint lastLength";

    /// <summary>The method that chooses a shape: a choice that the JIT makes, once.</summary>
    public static void WriteDispatch(IndentedWriter writer, string returnType, string name, string parameters, string arguments)
    {
        using (writer.Block($"public static {returnType} {name}({parameters})"))
        {
            string jump = returnType == "void" ? "" : "return ";
            foreach (KernelShape shape in KernelShape.All)
            {
                using (writer.Block($"if ({shape.Guard})"))
                {
                    writer.Write($"{jump}{name}{shape.Bits}({arguments});");
                    if (returnType == "void")
                    {
                        writer.Write("return;");
                    }
                }

                writer.Blank();
            }

            writer.Write($"{jump}{name}Scalar({arguments});");
        }

        writer.Blank();
    }

    /// <summary>The same for the norm pass of a kernel.</summary>
    public static void WriteSumDispatch(IndentedWriter writer, Element element)
    {
        writer.Write("/// <inheritdoc/>");
        WriteDispatch(writer, "double", "Sum", Parameters(element), "fields, ref last, lastLength");
    }

    /// <summary>The loop over the fields: the arrays, and behind them the one buffer that may not be an array.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="element">The type of the elements.</param>
    /// <param name="turnsBack">Whether many arrays are taken from the last one on.</param>
    public static IDisposable FieldLoop(IndentedWriter writer, Element element, bool turnsBack = false)
    {
        writer.Write("scoped ref Array? next = ref MemoryMarshal.GetReference(fields);");
        if (turnsBack)
        {
            // A branch, which the processor guesses: the first load doesn't wait for the number of fields.
            writer
                .Write("// Many fields are taken from the last one on: what the norm pass read last is still in the cache. Few go forward, since")
                .Write("// one of them often has most elements.")
                .Write("nint step = 1;");
            using (writer.Block($"if (fields.Length > {FewFields})"))
            {
                writer
                    .Write("next = ref Unsafe.Add(ref next, fields.Length - 1);")
                    .Write("step = -1;");
            }

            writer.Blank();
        }

        writer.Write("int lastRound = lastLength > 0 ? 0 : 1;");
        IDisposable block = writer.Block("for (int left = fields.Length; left >= lastRound; left--)");
        writer
            .Write($"ref {element.Name} first = ref last;")
            .Write("nuint length = lastLength;");
        using (writer.Block("if (left > 0)"))
        {
            writer
                .Write("Array? field = next;")
                .Write($"next = ref Unsafe.Add(ref next, {(turnsBack ? "step" : "1")});");
            using (writer.Block("if (field is null)"))
            {
                writer.Write("continue;");
            }

            writer
                .Blank()
                .Write($"first = ref ArrayData.First<{element.Name}>(field);")
                .Write("length = (nuint)field.LongLength;");
        }

        writer.Blank();
        return block;
    }

    /// <summary>The parameters of a kernel for several runs, but for what it has or gives for each of them.</summary>
    public static string RunParameters(Element element) => $"ref {element.Name} origin, ReadOnlySpan<nint> offsets, nuint length";

    /// <summary>The loop over the runs.</summary>
    public static IDisposable RunLoop(IndentedWriter writer, Element element)
    {
        IDisposable block = writer.Block("for (int i = 0; i < offsets.Length; i++)");
        writer.Write($"ref {element.Name} first = ref Unsafe.Add(ref origin, offsets[i]);");
        return block;
    }

    /// <summary>The method that adds up registers of sums by halving, whatever registers the lanes fill.</summary>
    public static void WriteTotal(IndentedWriter writer, KernelShape shape, int count)
    {
        string type = $"{shape.Vector}<double>";
        List<string> names = [.. Names("s", count)];
        writer.Write(Inline);
        using (writer.Block($"private static double Total({string.Join(", ", names.Select(name => $"{type} {name}"))})"))
        {
            // s0 + s2 and s1 + s3 before their sum: lane j and lane j + half, then + a quarter.
            while (names.Count > 1)
            {
                int half = names.Count / 2;
                names = [.. Enumerable.Range(0, half).Select(k => $"({names[k]} + {names[k + half]})")];
            }

            string halved = names[0];
            for (int bits = shape.Bits; bits > 128; bits /= 2)
            {
                writer.Write($"Vector{bits}<double> sum{bits} = {halved};");
                halved = $"sum{bits}.GetLower() + sum{bits}.GetUpper()";
            }

            writer
                .Write($"Vector128<double> sum128 = {halved};")
                .Write("return sum128[0] + sum128[1];");
        }

        writer.Blank();
    }

    /// <summary>The method that says what an addition of two numbers of a type loses.</summary>
    public static void WriteLost(IndentedWriter writer, string type)
    {
        writer
            .Write("// What the rounding of sum = s + x loses, exactly: Knuth's TwoSum.")
            .Write(Inline);
        using (writer.Block($"private static {type} Lost({type} s, {type} x, {type} sum)"))
        {
            writer
                .Write($"{type} seen = sum - s;")
                .Write("return (s - (sum - seen)) + (x - seen);");
        }
    }

    /// <summary>Adds to such a total, and to what its roundings have lost.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">What the summand is called.</param>
    /// <param name="value">Its expression.</param>
    public static void AddToTotal(IndentedWriter writer, string name, string value) => writer
        .Write($"double {name} = {value};")
        .Write($"double newTotal = total + {name};")
        .Write($"lost += Lost(total, {name}, newTotal);")
        .Write("total = newTotal;");

    /// <summary><c>a0, a1, a2</c>, each declared with a value.</summary>
    public static string Declare(string type, string name, int count, string value) =>
        $"{type} {string.Join(", ", Names(name, count).Select(item => $"{item} = {value}"))};";

    /// <summary><c>a0</c>, <c>a1</c>, <c>a2</c>.</summary>
    public static IEnumerable<string> Names(string name, int count) => Enumerable.Range(0, count).Select(i => name + i);

    private sealed class Both(IDisposable inner, IDisposable outer) : IDisposable
    {
        public void Dispose()
        {
            inner.Dispose();
            outer.Dispose();
        }
    }

    /// <summary>An offset: <c>at</c>, <c>at + 16</c>.</summary>
    public static string At(string index, int offset) => offset == 0 ? index : $"{index} + {offset}";
}
