using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>
/// Partial methods that clip their parameters, in every kind of type and with every accessibility: generated, compiled with warnings
/// as errors, and run.
/// </summary>
public class ClipMethodTests
{
    private const string Parameters =
        "float[]? vector, float[,]? matrix, double[,,,]? four, float[][]? jagged, Memory<float> memory, Span<double> span, List<double>? list, ref float bias, ref double temperature, float[]? missing";

    private const string Arguments = "g.Vector, g.Matrix, g.Four, g.Jagged, g.Pooled, g.Buffer.Span, g.Growing, ref g.Bias, ref g.Temperature, null";

    // The gradients are those of a container, too, whose methods have to come to the same answers.
    private const string Gradients =
        """
        {0}
        public partial class Gradients
        {{
            [Gradient] public float[]? Vector;
            [Gradient] public float[,]? Matrix;
            [Gradient] public double[,,,]? Four;
            [Gradient] public float[][]? Jagged;
            [Gradient] public Memory<float> Pooled;
            [Gradient] public Memory<double> Buffer;
            [Gradient] public List<double>? Growing;
            [Gradient] public float Bias;
            [Gradient] public double Temperature;

            public ClipResult ClipAll(double maxNorm, double preScale = 1) => {1}(this, maxNorm, preScale);
        }}
        """;

    private static readonly string[] Names = ["Vector", "Matrix", "Four", "Jagged", "Pooled", "Buffer", "Growing", "Bias", "Temperature"];

    // {0} is the attribute, {1} the parameters, {2} the call's arguments; then how a test calls it.
    private static readonly (string Kind, string Text, string Call)[] Kinds =
    [
        ("private static in a static class", Static("static partial class Net", "private static"), "Net.Run"),
        ("public static", Static("partial class Net", "public static"), "Net.Run"),
        ("internal static in a struct", Static("partial struct Net", "internal static"), "Net.Run"),
        ("protected static", Static("partial class Net", "protected static"), "Net.Run"),
        ("static before private", Static("partial class Net", "static private"), "Net.Run"),
        ("public", Instance("partial class Net", "public"), "new Net().Run"),
        ("private", Instance("sealed partial class Net", "private"), "new Net().Run"),
        ("internal", Instance("partial class Net", "internal"), "new Net().Run"),
        ("protected", Instance("partial class Net", "protected"), "new Net().Run"),
        ("protected internal", Instance("partial class Net", "protected internal"), "new Net().Run"),
        ("private protected", Instance("partial class Net", "private protected"), "new Net().Run"),
        ("in a record", Instance("partial record Net(int Steps = 1)", "private"), "new Net().Run"),
        ("in a record struct", Instance("partial record struct Net(int Steps)", "private"), "new Net().Run"),
        ("in a struct", Instance("partial struct Net", "public"), "new Net().Run"),
        ("readonly in a struct", Instance("partial struct Net", "public readonly"), "new Net().Run"),
        ("in a readonly struct", Instance("readonly partial struct Net", "public"), "new Net().Run"),
        ("in a ref struct", Instance("ref partial struct Net", "public"), "new Net().Run"),
        ("static in an interface", Static("partial interface INet", "private static"), "INet.Run"),
        ("in nested types", "public static partial class Outer { public partial struct Middle { " + Instance("partial record Net", "private") + " } }", "new Outer.Middle.Net().Run"),
        ("in generic types", "public partial class Outer<T> where T : struct, IComparable<T> { " + Static("partial class Net<TKey, TValue>", "private static") + " }", "Outer<int>.Net<string, int>.Run"),
        ("generic", Static("partial class Net", "private static", "Clip<T, TOther>", "Clip<int, string>", " where T : struct, IComparable<T> where TOther : class?, IEnumerable<char>?"), "Net.Run"),
        ("virtual", Instance("partial class Net", "public virtual"), "new Net().Run"),
        ("override", "public abstract class Model { public abstract ClipResult Clip({1}); } " + Instance("partial class Net : Model", "public sealed override"), "new Net().Run"),
        ("generic override", "public abstract class Model { public abstract ClipResult Clip<T>({1}) where T : struct; } " + Instance("partial class Net : Model", "public override", "Clip<T>", "Clip<int>"), "new Net().Run"),
        ("hiding", "public class Model { public ClipResult Clip({1}) => throw new InvalidOperationException(); } " + Instance("partial class Net : Model", "public new"), "new Net().Run"),
        ("with a keyword for a name", Static("partial class @class", "private static", "@checked", "@checked"), "@class.Run"),
        ("in two parts", "public partial class Net; " + Static("partial class Net", "private static"), "Net.Run"),
        ("obsolete", "public partial class Net { [Obsolete(\"Old.\")] {0} private static partial ClipResult Clip({1});\n#pragma warning disable CS0612, CS0618\n public static ClipResult Run(Gradients g, double maxNorm, double preScale) => Clip({2});\n#pragma warning restore\n }", "Net.Run"),
    ];

    public static TheoryData<string, NullableContextOptions, string> All
    {
        get
        {
            var data = new TheoryData<string, NullableContextOptions, string>();
            foreach ((int i, (string kind, _, _)) in Kinds.Index())
            {
                data.Add(kind, i % 2 == 0 ? NullableContextOptions.Enable : NullableContextOptions.Disable, i % 3 == 0 ? "PerField" : "Global");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task ClipMethod_ClipsLikeTheReference(string kind, NullableContextOptions nullable, string scope)
    {
        (_, string text, string call) = Array.Find(Kinds, candidate => candidate.Kind == kind);
        using GeneratedAssembly assembly = await Load(text, call, $"Scope = ClipScope.{scope}", Parameters + ", double maxNorm, double preScale", nullable);

        new ContainerExercise(IsPerField: scope == "PerField").Run(() => assembly.Create("Demo.Gradients", Names));
    }

    [Theory]
    [InlineData("Norm = 1", 1)]
    [InlineData("Norm = double.PositiveInfinity, NonFinite = NonFinitePolicy.Skip", double.PositiveInfinity)]
    [InlineData("Norm = 2.5, NonFinite = NonFinitePolicy.Poison", 2.5)]
    [InlineData("Epsilon = 1e-6", 2, 1e-6)]
    public async Task Settings_AreThoseOfContainers(string settings, double order, double epsilon = 0)
    {
        using GeneratedAssembly assembly = await Load(
            Static("partial class Net", "private static"), "Net.Run", settings, $"{Parameters}, double maxNorm, double preScale");

        new ContainerExercise(order, Epsilon: epsilon).Run(() => assembly.Create("Demo.Gradients", Names));
    }

    [Fact]
    public async Task FirstFieldThatIsNotFinite_IsNamedLikeItsParameter()
    {
        using GeneratedAssembly assembly = await Load(
            Static("partial class Net", "private static"), "Net.Run", "NonFinite = NonFinitePolicy.Throw", $"{Parameters}, double maxNorm, double preScale");

        foreach ((string name, int position) in new[] { "vector", "matrix", "four", "jagged", "memory", "span", "list", "bias", "temperature" }.Select((name, i) => (name, i)))
        {
            ContainerObject gradients = assembly.Create("Demo.Gradients", Names);
            gradients.Plant(position, double.NegativeInfinity);
            IReadOnlyList<double[]> before = gradients.Gradients;

            Exception exception = Assert.ThrowsAny<Exception>(() => gradients.Clip(1));

            Assert.Equal(name, exception.GetType().GetProperty(nameof(NonFiniteGradientException.FieldName))!.GetValue(exception));
            Assert.Equal(before, gradients.Gradients);
        }
    }

    private static Task<GeneratedAssembly> Load(
        string text, string call, string settings, string parameters, NullableContextOptions nullable = NullableContextOptions.Enable)
    {
        string source = "using System; using System.Collections.Generic; using FusedClip;\nnamespace Demo;\n"
            + text.Replace("{0}", $"[ClipGradients({settings})]", StringComparison.Ordinal)
                .Replace("{1}", parameters, StringComparison.Ordinal)
                .Replace("{2}", $"{Arguments}, maxNorm, preScale", StringComparison.Ordinal)
            + string.Format(CultureInfo.InvariantCulture, Gradients, $"[ClipGradients(MethodName = \"All\", {settings})]", call);
        string annotated = nullable == NullableContextOptions.Disable ? source.Replace("?", "", StringComparison.Ordinal) : source;
        return GeneratedAssembly.Load(TestCompilation.Of(annotated) with { Nullable = nullable });
    }

    private static string Static(string type, string modifiers, string name = "Clip", string called = "Clip", string constraints = "") => Type(type, modifiers, "static ", name, called, constraints);

    private static string Instance(string type, string modifiers, string name = "Clip", string called = "Clip") => Type(type, modifiers, "", name, called, "");

    private static string Type(string type, string modifiers, string run, string name, string called, string constraints) =>
        "public " + type + " { {0} " + modifiers + " partial ClipResult " + name + "({1})" + constraints + "; public " + run + "ClipResult Run(Gradients g, double maxNorm, double preScale) => " + called + "({2}); }\n";
}
