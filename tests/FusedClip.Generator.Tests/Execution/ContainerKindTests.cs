using System.Globalization;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Every kind of container, with members of every shape: generated, compiled with warnings as errors, and run.</summary>
public class ContainerKindTests
{
    // {0} is the attribute, {1} the members.
    private static readonly (string Kind, string Type, string Text)[] Kinds =
    [
        ("class", "Demo.Net", "namespace Demo; {0} public partial class Net {{ {1} }}"),
        ("sealed class", "Demo.Net", "namespace Demo; {0} public sealed partial class Net {{ {1} }}"),
        ("internal class", "Demo.Net", "namespace Demo; {0} internal partial class Net {{ {1} }}"),
        ("struct", "Demo.Net", "namespace Demo; {0} public partial struct Net {{ {1} }}"),
        ("record", "Demo.Net", "namespace Demo; {0} public partial record Net {{ {1} }}"),
        ("sealed record with parameters", "Demo.Net", "namespace Demo; {0} public sealed partial record class Net(int Steps) {{ {1} }}"),
        ("record struct", "Demo.Net", "namespace Demo; {0} public partial record struct Net {{ {1} }}"),
        ("class in a class", "Demo.Outer+Net", "namespace Demo {{ public static partial class Outer {{ {0} public partial class Net {{ {1} }} }} }}"),
        ("private class in a struct", "Demo.Outer+Net", "namespace Demo; public partial struct Outer {{ {0} private partial class Net {{ {1} }} }}"),
        ("protected struct in a record", "Demo.Outer+Net", "namespace Demo; public abstract partial record Outer {{ {0} protected partial struct Net {{ {1} }} }}"),
        ("class in an interface", "Demo.IOuter+Net", "namespace Demo; public partial interface IOuter {{ {0} public partial class Net {{ {1} }} }}"),
        ("class in a generic interface", "Demo.IOuter`1+Net", "namespace Demo; public partial interface IOuter<T> {{ {0} public partial class Net {{ {1} }} }}"),
        ("generic class", "Demo.Layer`1", "namespace Demo; {0} public partial class Layer<T> where T : struct, System.IComparable<T> {{ {1} }}"),
        ("generic struct in a generic class", "Demo.Outer`2+Net`1", "namespace Demo; public partial class Outer<T, TKey> where T : notnull {{ {0} public partial struct Net<TValue> {{ {1} }} }}"),
        ("class of the global namespace", "Net", "{0} public partial class Net {{ {1} }}"),
        ("class with keywords for names", "namespace.event+class", "namespace @namespace {{ public partial class @event {{ {0} public partial class @class {{ {1} }} }} }}"),
        ("class in a namespace named like ours", "Demo.FusedClip.System.Net", "namespace Demo.FusedClip.System {{ {0} public partial class Net {{ {1} }} }}"),
        ("class with parameters and an interface", "Demo.Net", "namespace Demo; {0} public partial class Net(int steps) : IGradientSource {{ public int Steps => steps; {1} }}"),
        ("class in two parts", "Demo.Net", "namespace Demo; public partial class Net; {0} partial class Net {{ {1} }} public partial class Net;"),
        ("obsolete class", "Demo.Net", "namespace Demo; {0} [Obsolete(\"Old.\")] public partial class Net {{ {1} }}"),
    ];

    public static TheoryData<string, string, NullableContextOptions, string> All
    {
        get
        {
            var data = new TheoryData<string, string, NullableContextOptions, string>();
            foreach ((string kind, _, _) in Kinds)
            {
                data.Add(kind, "every buffer", NullableContextOptions.Enable, "Global");
                data.Add(kind, "every buffer", NullableContextOptions.Disable, "PerField");
                data.Add(kind, "marked", NullableContextOptions.Enable, "PerField");
                data.Add(kind, "marked", NullableContextOptions.Disable, "Global");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Container_ClipsLikeTheReference(string kind, string which, NullableContextOptions nullable, string scope)
    {
        (_, string type, string text) = System.Array.Find(Kinds, candidate => candidate.Kind == kind);
        Members members = which == "marked" ? Members.Marked : Members.Buffers;
        string source = "using System; using System.Collections.Generic; using FusedClip;\n" + string.Format(
            CultureInfo.InvariantCulture, text, $"[global::FusedClip.ClipGradients(Scope = global::FusedClip.ClipScope.{scope})]", members.For(nullable));
        if (kind.Contains("named like ours", System.StringComparison.Ordinal))
        {
            source = source.Replace("[Gradient]", "[global::FusedClip.Gradient]", System.StringComparison.Ordinal);
        }

        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(source) with { Nullable = nullable });

        new ContainerExercise(IsPerField: scope == "PerField").Run(() => assembly.Create(type, members.Names));
    }

    [Fact]
    public async Task ReadonlyKinds_ClipWhatTheirArraysHold()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using System;
            using FusedClip;

            namespace Demo;

            [ClipGradients]
            public readonly partial struct Plain
            {
                public readonly float[,]? W;
                public double[]? B { get; init; }
                public readonly Memory<float> Pooled;
            }

            [ClipGradients]
            public readonly partial record struct Positional(float[]? W, double[,]? B, Memory<float> Pooled);

            [ClipGradients]
            public sealed partial record Reference(float[]? W, double[,]? B, [property: NotGradient] float[]? Weights)
            {
                public required Memory<float> Pooled { get; init; }
            }
            """));

        Assert.All(
            ["Demo.Plain", "Demo.Positional", "Demo.Reference"],
            type => new ContainerExercise().Run(() => assembly.Create(type, "W", "B", "Pooled")));
    }
}
