using System;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>The check of debug builds: fields that share memory without saying so throw before anything is written.</summary>
public class SharedMemoryTests
{
    private const string Source =
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1)]
        public partial class Trunk
        {
            public float[]? W;
        }

        [System.Runtime.CompilerServices.InlineArray(4)]
        public struct Row
        {
            public float First;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct Point
        {
            [Gradient] public float[]? V;
            [Gradient] public float X { get; set; }
            [Gradient] public Row Y { get; set; }
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct Held
        {
            [Gradient] public float[]? V;
            [Gradient] public float X;
            [Gradient] public Row Y;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class Holder
        {
            [Gradient] public Held Held { get; set; }
            [Gradient] public Held Other { get; set; }
            [Gradient] public readonly Trunkless Read = new();
        }

        [ClipGradients(MaxNorm = 1)]
        public readonly partial struct Trunkless
        {
            public readonly float[]? W;
            public Trunkless(float[] w) => W = w;
        }

        [ClipGradients(MaxNorm = 1, MethodName = "ClipNet", Scope = ClipScope.SCOPE)]
        public sealed partial class Net<T> : Trunk
            where T : struct
        {
            [Gradient] public float[]? Embedding;
            [Gradient] public float[]? Head { get; set; }
            [Gradient] public double[,]? Matrix;
            [Gradient] public double[,]? OtherMatrix;
            [Gradient] public float[][]? Rows;
            [Gradient] public T[][][,]? Deep;
            [Gradient] public Memory<float> Pool;
            [Gradient] public Memory<float> OtherPool;
            [Gradient] public List<T>? List;
            [Gradient] public List<T>? OtherList;
            [Gradient(TiedTo = nameof(Embedding))] public float[]? Tied;
            [Gradient] public Trunk? Layer;
            [Gradient(TiedTo = nameof(Layer))] public Trunk? TiedLayer { get; set; }
            [Gradient] public List<Trunk?[]>? Layers;
            [Gradient] public Point[]? Points;
            [Gradient] public List<List<float[]>>? Lists;
            [Gradient] public Span<float> Slice => Sliced;
            [NotGradient] public float[]? Sliced;
            [Gradient] public Row FirstRow { get; set; }
            [Gradient] public Row SecondRow { get; set; }
            [Gradient] public List<Holder> Holders = [new(), new()];
            [Gradient] public Trunkless ReadOnly { get; init; }
            [Gradient] public float Scalar { get; set; } = 1;
            [Gradient] public float OtherScalar { get; set; } = 1;
            [Gradient] private double _number = 2;
            [Gradient] private T _other;

            public double Number => _number;
            public T Other { get => _other; set => _other = value; }
        }

        public static class Cases
        {
            private static readonly float[] Array = [3, 4, 5, 6];
            private static readonly double[,] Two = { { 1 }, { 2 } };

            public static string Same() => Check(new() { Embedding = Array, Head = Array });
            public static string Base() => Check(new() { W = Array, Head = Array });
            public static string Matrices() => Check(new() { Matrix = Two, OtherMatrix = Two });
            public static string Row() => Check(new() { Rows = [Array, [], null!, [1], Array] });
            public static string RowAndField() => Check(new() { Embedding = Array, Rows = [[1], Array] });
            public static string Deep() => Check(new() { Deep = [[Two], [null!, Two]] });
            public static string Pools() => Check(new() { Pool = Array.AsMemory(0, 2), OtherPool = Array.AsMemory(1, 2) });
            public static string PoolsBackwards() => Check(new() { Pool = Array.AsMemory(1, 2), OtherPool = Array.AsMemory(0, 2) });
            public static string PoolInArray() => Check(new() { Embedding = Array, OtherPool = Array.AsMemory(3, 1) });
            public static string Lists() { List<double> list = [1]; return Check(new() { List = list, OtherList = list }); }
            public static string TiedToAnother() => Check(new() { Embedding = [1], Head = Array, Tied = Array });
            public static string TiedInPart() => Check(new() { Pool = Array.AsMemory(1), Tied = Array });

            public static string Layers() { Trunk layer = new() { W = Array }; return Check(new() { Layers = [[layer, null], [new() { W = [1] }, layer]] }); }
            public static string LayerAndField() => Check(new() { Pool = Array.AsMemory(3), Layer = new() { W = Array } });
            public static string Points() => Check(new() { Points = [new() { V = [1] }, new() { V = Array }, new() { V = Array }] });
            public static string BufferLists() => Check(new() { Lists = [[[1], Array], [[2]], [[3], [4], Array]] });
            public static string Slice() => Check(new() { Layers = [[new() { W = Array }]], Sliced = Array });

            public static string StructProperty() => Check(new() { Embedding = Array, Holders = [new(), new() { Held = new() { V = Array } }] });
            public static string StructProperties() => Check(new() { Holders = [new() { Other = new() { V = Array } }, new() { Held = new() { V = Array } }] });
            public static string ReadOnlyStruct() => Check(new() { Embedding = Array, ReadOnly = new(Array) });

            public static string TiedLayer() { Trunk layer = new() { W = Array }; return Check(new() { Layer = layer, TiedLayer = layer }); }
            public static string Neighbours() => Check(new() { Pool = Array.AsMemory(0, 2), OtherPool = Array.AsMemory(2, 2) });
            public static string NeighboursBackwards() => Check(new() { Pool = Array.AsMemory(2, 2), OtherPool = Array.AsMemory(0, 2) });
            public static string Tied() => Check(new() { Embedding = Array, Tied = Array });
            public static string Empty() { float[] empty = []; return Check(new() { Embedding = empty, Head = empty, Rows = [empty, empty], Pool = Array.AsMemory(1, 0), OtherPool = Array }); }
            public static string Nothing() => Check(new());

            public static long AllocatedBytes()
            {
                Net<double> net = new() { W = [1], Embedding = Array, Tied = Array, Matrix = Two, Rows = [[3], [4], [5]], Deep = [[new double[1, 1]]], Pool = new float[3], List = [1] };
                for (int i = 0; i < 100; i++)
                {
                    Call(net);
                }

                // The least of a few calls: the runtime allocates, too, where it compiles a method anew.
                long least = long.MaxValue;
                for (int i = 0; i < 10; i++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Call(net);
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                }

                return least;

                static void Call(Net<double> net)
                {
                    net.ClipNet(1000);
                    net.ClipNet(net.MeasureNet().TotalNorm / 2);
                    net.ScaleNet(2);
                }
            }

            // What is thrown by every method that clips, measures or scales; nothing where none throws.
            private static string Check(Net<double> net)
            {
                var messages = new HashSet<string>();
                foreach (Action call in new Action[] { () => net.ClipNet(0.5), () => net.MeasureNet(), () => net.ScaleNet(0.5), () => ((IGradientSource)net).ScaleGradients(0.5) })
                {
                    (Array[0], Array[1], Array[2], Array[3]) = (3, 4, 5, 6);
                    (net.Scalar, net.Other) = (1, 1);
                    try
                    {
                        call();
                        messages.Add("");
                    }
                    catch (InvalidOperationException exception)
                    {
                        bool isWritten = (Array[0], Array[1], Array[2], Array[3], net.Scalar, net.Other, net.Number) != (3, 4, 5, 6, 1, 1, 2);
                        messages.Add(isWritten ? "Something was written." : exception.Message);
                    }
                }

                net.ZeroNet();
                return string.Join("; ", messages);
            }
        }
        """;

    private static readonly (string Method, string Names)[] Shared =
    [
        ("Same", "'Embedding' and 'Head'"),
        ("Base", "'W' and 'Head'"),
        ("Matrices", "'Matrix' and 'OtherMatrix'"),
        ("Row", "'Rows[0]' and 'Rows[4]'"),
        ("RowAndField", "'Embedding' and 'Rows[1]'"),
        ("Deep", "'Deep[0][0]' and 'Deep[1][1]'"),
        ("Pools", "'Pool' and 'OtherPool'"),
        ("PoolsBackwards", "'Pool' and 'OtherPool'"),
        ("PoolInArray", "'Embedding' and 'OtherPool'"),
        ("Lists", "'List' and 'OtherList'"),
        ("TiedToAnother", "'Head' and 'Tied'"),
        ("TiedInPart", "'Pool' and 'Tied'"),
        ("Layers", "'Layers[0][0].W' and 'Layers[1][1].W'"),
        ("LayerAndField", "'Pool' and 'Layer.W'"),
        ("Points", "'Points[1].V' and 'Points[2].V'"),
        ("BufferLists", "'Lists[0][1]' and 'Lists[2][2]'"),
        ("Slice", "'Layers[0][0].W' and 'Slice'"),
        ("StructProperty", "'Embedding' and 'Holders[1].Held.V'"),
        ("StructProperties", "'Holders[0].Other.V' and 'Holders[1].Held.V'"),
        ("ReadOnlyStruct", "'Embedding' and 'ReadOnly.W'"),
    ];

    private static readonly string[] NotShared = ["Neighbours", "NeighboursBackwards", "Tied", "TiedLayer", "Empty", "Nothing"];

    [Theory]
    [InlineData("Global")]
    [InlineData("PerField")]
    public async Task SharedMemory_IsRefusedInDebugBuilds(string scope)
    {
        using GeneratedAssembly debug = await Load(scope, definesDebug: true);

        Assert.All(Shared, shared => Assert.Equal(
            $"{shared.Names} share memory: what they have in common would be counted and scaled twice. Where they are meant to be one buffer, "
            + "mark one of them [Gradient(TiedTo = nameof(...))]; otherwise give each a buffer of its own. This is checked in debug builds only.",
            debug.Call("Demo.Cases", shared.Method)));
        Assert.All(NotShared, method => Assert.Equal("", debug.Call("Demo.Cases", method)));
    }

    [Fact]
    public async Task SharedMemory_IsCountedAsOftenAsItStandsInReleaseBuilds()
    {
        using GeneratedAssembly release = await Load("Global", definesDebug: false);

        Assert.All(Shared.Select(shared => shared.Method).Concat(NotShared), method => Assert.Equal("", release.Call("Demo.Cases", method)));
    }

    [Theory]
    [InlineData("Global")]
    [InlineData("PerField")]
    public async Task Check_AllocatesNothing(string scope)
    {
        using GeneratedAssembly debug = await Load(scope, definesDebug: true);

        Assert.Equal(0L, debug.Call("Demo.Cases", "AllocatedBytes"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Check_IsCalledOnlyWhereDebugIsDefined(bool definesDebug)
    {
        using GeneratedAssembly assembly = await Load("Global", definesDebug);

        Assert.All(["ClipGradients", "MeasureGradients", "ScaleGradients"], method =>
            Assert.Equal(definesDebug, assembly.Calls("Demo.Trunk", method, "RefuseSharedGradients")));
        Assert.All(["ZeroGradients", "AccumulateNorm"], method => Assert.False(assembly.Calls("Demo.Trunk", method, "RefuseSharedGradients")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ParametersOfAClip_AreRefusedInDebugBuilds(bool definesDebug)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using System;
            using FusedClip;

            namespace Demo;

            public partial interface ICases
            {
                [ClipGradients(MaxNorm = 1)]
                private static partial ClipResult Clip<T>(float[]? sweep, Span<float> RefuseShared, ref float bias, T[][]? rows)
                    where T : struct;

                public static string Shared() => Try([3, 4], 1);
                public static string Apart() => Try([3, 4], 2);

                private static string Try(float[] array, int from)
                {
                    float bias = 1;
                    try
                    {
                        Clip(array[..2], [], ref bias, new float[][] { [1] });
                        Clip(array, array.AsSpan(from), ref bias, new double[][] { [1] });
                        return "";
                    }
                    catch (InvalidOperationException exception)
                    {
                        return (array[0], array[1]) == (3, 4) ? exception.Message : "Something was written.";
                    }
                }
            }
            """) with
        { DefinesDebug = definesDebug });

        Assert.StartsWith(definesDebug ? "'sweep' and 'RefuseShared' share memory" : "", (string)assembly.Call("Demo.ICases", "Shared")!, StringComparison.Ordinal);
        Assert.Equal("", assembly.Call("Demo.ICases", "Apart"));
        if (!definesDebug)
        {
            Assert.Equal("", assembly.Call("Demo.ICases", "Shared"));
        }
    }

    private static Task<GeneratedAssembly> Load(string scope, bool definesDebug) => GeneratedAssembly.Load(
        TestCompilation.Of(Source.Replace("SCOPE", scope, StringComparison.Ordinal)) with { DefinesDebug = definesDebug });
}
