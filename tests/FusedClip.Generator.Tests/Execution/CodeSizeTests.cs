using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>How much machine code the JIT makes of a container's own methods. The kernels are shared by all containers.</summary>
public class CodeSizeTests
{
    private const int Fields = 64;

    // What grows with the members is the list alone: by 15 bytes for each reference that is copied.
    [Fact]
    public Task ContainerOf64Properties_MakesLittleMachineCodeOfItsOwn() => CheckContainer(i => $"public float[]? G{i} {{ get; set; }} = [1, 2, 3];", 1152);

    // Fields lie behind each other, which the JIT knows: the list doesn't grow at all.
#if DEBUG
    [Fact(Skip = "The machine code of a debug build isn't what anybody runs: nothing of the runtime library is inlined there.")]
#else
    [Fact]
#endif
    public Task ContainerOf64Fields_MakesMachineCodeThatDoesNotGrow() => CheckContainer(i => $"public float[]? G{i} = [1, 2, 3];", 320);

    private static async Task CheckContainer(Func<int, string> member, int mostBytesOfList)
    {
        string source =
            $$"""
            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Wide
            {
                {{string.Join("\n    ", Enumerable.Range(0, Fields).Select(member))}}
            }

            internal static class Program
            {
                private static void Main()
                {
                    // By reflection, so that none of them is inlined.
                    var wide = new Wide();
                    System.Type type = typeof(Wide);
                    type.GetMethod("ClipGradients")!.Invoke(wide, [1.0, 1.0]);
                    type.GetMethod("MeasureGradients")!.Invoke(wide, [1.0, 1.0]);
                    type.GetMethod("ScaleGradients")!.Invoke(wide, [2.0]);
                    type.GetMethod("AccumulateNorm")!.Invoke(wide, [new FusedClip.NormAccumulator(2)]);
                    type.GetMethod("ZeroGradients")!.Invoke(wide, []);
                }
            }
            """;
        (_, ImmutableArray<byte> image) = await GoodProject.Check(TestCompilation.Of(source) with { OutputKind = OutputKind.ConsoleApplication });

        (string Method, int Bytes)[] methods = JitLog.Of(image, "Wide");

        string[] expected = ["ClipGradients", "MeasureGradients", "ScaleGradients", "ZeroGradients", "AccumulateNorm"];
        Assert.All(expected, name => Assert.Contains(methods, method => method.Method == name));
        Assert.DoesNotContain(methods, method => method.Method.StartsWith("RefuseShared", StringComparison.Ordinal));
        int bytes = methods.Where(method => method.Method != ".ctor" && !method.Method.StartsWith("get_", StringComparison.Ordinal)).Sum(method => method.Bytes);
        int list = methods.Single(method => method.Method == "SweepGradients").Bytes;

        // The rest is the same for every container.
        Assert.True(list > 0 && list < mostBytesOfList, $"{list} bytes: {string.Join(", ", methods)}");
        Assert.True(bytes - list is > 0 and < 1280, $"{bytes} bytes: {string.Join(", ", methods)}");
    }

    // The budget of docs/what-is-generated.md: what a fixed length may cost at most, and that nothing longer is written out.
#if DEBUG
    [Fact(Skip = "The machine code of a debug build isn't what anybody runs.")]
#else
    [Fact]
#endif
    public async Task FixedLength_StaysWithinTheBudget()
    {
        string source =
            """
            [System.Runtime.CompilerServices.InlineArray(256)] public struct Longest { public float First; }
            [System.Runtime.CompilerServices.InlineArray(255)] public struct MostPieces { public float First; }
            [System.Runtime.CompilerServices.InlineArray(257)] public struct TooLong { public float First; }

            [FusedClip.ClipGradients(MaxNorm = 1)] public partial class A { public Longest G; }
            [FusedClip.ClipGradients(MaxNorm = 1)] public partial class B { public MostPieces G; }
            [FusedClip.ClipGradients(MaxNorm = 1)] public partial class C { public TooLong G; }

            internal static class Program
            {
                private static void Main()
                {
                    var (a, b, c) = (new A(), new B(), new C());
                    (a.G[0], b.G[0], c.G[0]) = (2, 2, 2);
                    if (!a.ClipGradients().IsClipped || !b.ClipGradients().IsClipped || !c.ClipGradients().IsClipped)
                    {
                        throw new System.InvalidOperationException();
                    }
                }
            }
            """;
        TestCompilation project = TestCompilation.Of(source) with { OutputKind = OutputKind.ConsoleApplication };
        (GeneratorRun run, ImmutableArray<byte> image) = await GoodProject.Check(project);

        string text = run.Files["FusedClip.Kernels.g.cs"];
        Assert.DoesNotContain("Of257", text, StringComparison.Ordinal);
        Assert.All(new[] { "Of255", "Of256" }, name =>
        {
            int lines = text.Split('\n')
                .SkipWhile(line => !line.Contains($"struct {name} ", StringComparison.Ordinal))
                .TakeWhile(line => line != "        }")
                .Count();
            Assert.InRange(lines, 112, 200);
        });

        string kernel = "FusedClip.Generated.Demo.SingleL2";
        (string Method, int Bytes)[] longest = JitLog.Of(image, kernel + "+Of256");
        (string Method, int Bytes)[] mostPieces = JitLog.Of(image, kernel + "+Of255");
        (string Method, int Bytes)[] scale =
            [.. JitLog.Of(image, "FusedClip.Generated.Demo.SingleScale").Where(method => method.Method.StartsWith("Of", StringComparison.Ordinal))];
        Assert.Equal(2, scale.Length);
        Assert.All(scale, method => Assert.InRange(method.Bytes, 1, 640));
        Assert.InRange(longest.Single(method => method.Method.StartsWith("Sum", StringComparison.Ordinal)).Bytes, 1, 640);
        Assert.InRange(mostPieces.Sum(method => method.Bytes), 1, 640);
    }
}
