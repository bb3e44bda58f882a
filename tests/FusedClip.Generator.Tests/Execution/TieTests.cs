using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>TiedTo: what is one buffer is counted and scaled once, what isn't counts as its own. In debug builds, too.</summary>
public class TieTests
{
    /// <summary>A type, and a value of it with the elements 3 and 4.</summary>
    public static TheoryData<string, string> Shapes => new()
    {
        { "float[]", "new float[] { 3, 4 }" },
        { "double[,]", "new double[,] { { 3, 4 } }" },
        { "float[][]", "new float[][] { [3], [4] }" },
        { "double[][,]", "new double[][,] { new double[,] { { 3, 4 } } }" },
        { "Memory<float>", "new float[] { 9, 3, 4 }.AsMemory(1)" },
        { "List<double>", "new List<double> { 3, 4 }" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task OneBuffer_IsCountedAndScaledOnce(string type, string value)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(Project(type, $"var value = {value};", "value", "value"));

        Assert.Equal("5 2.5 1.25", assembly.Call("Cases", "Norms"));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task TwoBuffers_AreCountedEach(string type, string value)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(Project(type, "", value, value));

        Assert.Equal("7.071 2.5 1.25", assembly.Call("Cases", "Norms"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FieldOfABaseContainer_IsCountedOnce(bool isOtherAssemblys)
    {
        const string Trunk =
            """
            using FusedClip;

            namespace Library;

            [ClipGradients(Group = "all", MethodName = "ClipAll")]
            public partial class Trunk<T>
                where T : struct
            {
                [Gradient(Group = "all")] protected T[,]? Embedding;
                [Gradient(Group = "all")] private protected float[]? Unreachable;

                public T[,]? Matrix { get => Embedding; set => Embedding = value; }

                public void Set(float[]? value) => Unreachable = value;
            }
            """;
        const string Net =
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(Group = "all", MethodName = "ClipAll")]
            public partial class Net : Library.Trunk<float>
            {
                [Gradient(Group = "all", TiedTo = nameof(Embedding))] public float[,]? Head;
            }

            public static class Cases
            {
                private static readonly float[,] A = { { 3, 4 } };
                private static readonly float[,] B = { { 12 } };

                public static double Same() => Norm(A, A);
                public static double Apart() => Norm(A, B);
                public static double NoBase() => Norm(null, A);

                private static double Norm(float[,]? embedding, float[,]? head) => new Net { Matrix = embedding, Head = head }.ClipAll(1000).TotalNorm;
            }
            """;
        TestCompilation project = TestCompilation.OfFiles(("Net.cs", Net), ("Trunk.cs", Trunk)) with { DefinesDebug = true };
        if (isOtherAssemblys)
        {
            (_, System.Collections.Immutable.ImmutableArray<byte> library) = await GoodProject.Check(
                TestCompilation.Of(Trunk) with { AssemblyName = "Library", DefinesDebug = true });
            project = TestCompilation.Of(Net) with { DefinesDebug = true, Others = [library] };
        }

        using GeneratedAssembly assembly = await GeneratedAssembly.Load(project);

        Assert.Equal(5.0, assembly.Call("Demo.Cases", "Same"));
        Assert.Equal(13.0, assembly.Call("Demo.Cases", "Apart"));
        Assert.Equal(5.0, assembly.Call("Demo.Cases", "NoBase"));
    }

    [Fact]
    public async Task ArrayAndItsMemory_AreCountedOnce()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using System;
            using FusedClip;

            [ClipGradients]
            public partial class Net
            {
                [Gradient(TiedTo = nameof(Pool))] public float[]? Array;
                [Gradient] public Memory<float> Pool;
                [Gradient(TiedTo = nameof(Pool))] public Memory<float> Other;
            }

            public static class Cases
            {
                public static double Same() { float[] array = [3, 4]; return Norm(array, array, array.AsMemory()); }
                public static double Part() { float[] array = [3, 4]; return Norm(array[..1], array.AsMemory(), array); }
                public static double ArrayIsOther() { float[] array = [3, 4]; return Norm(array, new float[] { 12 }, array); }
                public static double Empty() => Norm(null, default, Memory<float>.Empty);

                private static double Norm(float[]? array, Memory<float> pool, Memory<float> other) =>
                    new Net { Array = array, Pool = pool, Other = other }.ClipGradients(1000).TotalNorm;
            }
            """) with
        { DefinesDebug = true });

        Assert.Equal(5.0, assembly.Call("Cases", "Same"));
        Assert.Equal(System.Math.Sqrt(34), (double)assembly.Call("Cases", "Part")!, 1e-6);
        Assert.Equal(13.0, assembly.Call("Cases", "ArrayIsOther"));
        Assert.Equal(0.0, assembly.Call("Cases", "Empty"));
    }

    [Fact]
    public async Task ChainsAndSiblings_AreCountedOnceWhicheverAreTheSame()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using FusedClip;

            [ClipGradients]
            public partial class Net
            {
                [Gradient(TiedTo = nameof(Second))] public float[]? Third { get; set; }
                [Gradient(TiedTo = nameof(First))] public float[]? Second;
                [Gradient] public float[]? First;
                [Gradient(TiedTo = nameof(First))] public float[]? Sibling;
                [field: Gradient(TiedTo = "Third")] public float[]? Fourth { get; set; }
            }

            public static class Cases
            {
                private static readonly float[] A = [3, 4];
                private static readonly float[] B = [12];

                public static double All() => Norm(A, A, A, A, A);
                public static double NoFirst() => Norm(A, A, null, A, A);
                public static double Ends() => Norm(A, B, A, B, A);
                public static double Siblings() => Norm(null, A, null, A, null);
                public static double Last() => Norm(null, B, A, null, A);

                private static double Norm(float[]? third, float[]? second, float[]? first, float[]? sibling, float[]? fourth) =>
                    new Net { Third = third, Second = second, First = first, Sibling = sibling, Fourth = fourth }.ClipGradients(1000).TotalNorm;
            }
            """) with
        { DefinesDebug = true });

        Assert.Equal(5.0, assembly.Call("Cases", "All"));
        Assert.Equal(5.0, assembly.Call("Cases", "NoFirst"));
        Assert.Equal(13.0, assembly.Call("Cases", "Ends"));
        Assert.Equal(5.0, assembly.Call("Cases", "Siblings"));
        Assert.Equal(13.0, assembly.Call("Cases", "Last"));
    }

    // The norm of both fields; then that of the second one alone, after a clip to the half and after another half.
    private static TestCompilation Project(string type, string before, string embedding, string head) => TestCompilation.Of(
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using FusedClip;

        [ClipGradients]
        public partial class Net
        {
            [Gradient] public {{type}} Embedding = default!;
            [Gradient(TiedTo = nameof(Embedding))] public {{type}} Head = default!;
        }

        public static class Cases
        {
            public static string Norms()
            {
                {{before}}
                var net = new Net { Embedding = {{embedding}}, Head = {{head}} };
                ClipResult all = net.ClipGradients(1000);
                ClipResult clip = net.ClipGradients(all.TotalNorm / 2);
                var one = new Net { Embedding = net.Head, Head = default! };
                double clipped = one.MeasureGradients().TotalNorm;
                net.ScaleGradients(0.5);
                double scaled = one.MeasureGradients().TotalNorm;
                return string.Create(CultureInfo.InvariantCulture, $"{all.TotalNorm:0.###} {clipped:0.###} {scaled:0.###}");
            }
        }
        """) with
    { DefinesDebug = true };
}
