using System;
using System.Collections.Immutable;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Containers that hold containers: of another assembly, and in a circle.</summary>
public class NestingTests
{
    private const string Circles =
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1)]
        public partial class Node
        {
            public float[] W = [3, 4];
            public Node? Next;
            public List<Node?[]>? Children;
            public IGradientSource? Source;
            public Link Link;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial struct Link
        {
            public Node? Target;
        }

        public static class Cases
        {
            public static string Itself() { var node = new Node(); node.Next = node; return Check(node); }
            public static string InAList() { var node = new Node(); node.Children = [[new()], [null, node]]; return Check(node); }
            public static string BehindAnInterface() { var node = new Node(); node.Source = new Node { Source = node }; return Check(node); }
            public static string InAStruct() { var node = new Node(); node.Link.Target = new Node { Next = new Node { Link = new() { Target = node } } }; return Check(node); }
            public static string FartherDown() { var node = new Node(); node.Next = node; return Check(new Node { Next = new Node { Next = node } }); }

            // One node in two places is no circle; its gradients are shared memory, though.
            public static string Twice() { var node = new Node(); return Check(new Node { Next = node, Link = new() { Target = node } }); }

            public static string Chain()
            {
                var first = new Node();
                Node last = first;
                for (int i = 0; i < 100; i++)
                {
                    last = last.Next = new Node { Children = [[new(), null]] };
                }

                return Check(first);
            }

            private static string Check(Node node)
            {
                var messages = new HashSet<string>();
                foreach (Action call in new Action[] { () => node.ClipGradients(), () => node.MeasureGradients(), () => node.ScaleGradients(0.5), () => node.ZeroGradients() })
                {
                    try
                    {
                        call();
                        messages.Add("");
                    }
                    catch (InvalidOperationException exception)
                    {
                        messages.Add((node.W[0], node.W[1]) == (3, 4) ? exception.Message : "Something was written.");
                    }
                }

                return string.Join("; ", messages);
            }
        }
        """;

    [Theory]
    [InlineData("Itself")]
    [InlineData("InAList")]
    [InlineData("BehindAnInterface")]
    [InlineData("InAStruct")]
    [InlineData("FartherDown")]
    public async Task CircleOfContainers_IsRefusedInDebugBuilds(string circle)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(Circles) with { DefinesDebug = true });

        Assert.Equal(
            "The container of type 'Demo.Node' holds itself, directly or through what it holds, so that its gradients have no end. "
            + "Break the circle, or mark the member that closes it [NotGradient].",
            assembly.Call("Demo.Cases", circle));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ChainOfContainers_IsNoCircle(bool definesDebug)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(Circles) with { DefinesDebug = definesDebug });

        Assert.Equal("", assembly.Call("Demo.Cases", "Chain"));
        string twice = (string)assembly.Call("Demo.Cases", "Twice")!;
        Assert.StartsWith(definesDebug ? "'Next.W' and 'Link.Target.W' share memory" : "", twice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Global", 2)]
    [InlineData("PerField", 1)]
    public async Task ContainersOfAnotherAssembly_ClipLikeTheReference(string scope, double order)
    {
        (_, ImmutableArray<byte> library) = await GoodProject.Check(TestCompilation.Of(
            """
            using System.Collections.Generic;
            using FusedClip;

            namespace Library;

            public interface ILayer : IGradientSource;

            public abstract class Plain;

            [ClipGradients(MaxNorm = 1, Norm = 1)]
            public partial class Layer : Plain, ILayer
            {
                [Gradient] public float[] W = [3, -4];
                [Gradient] private readonly double[] _hidden = [0.5];

                public double Hidden => _hidden[0];
            }

            [ClipGradients(MaxNorm = 1, MethodName = "ClipPoint")]
            public readonly partial record struct Point(float[] Values);

            [ClipGradients(MaxNorm = 1)]
            public partial struct Cell
            {
                [Gradient] public float X { get; set; }
            }
            """) with
        { AssemblyName = "Library" });
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using FusedClip;
            using Library;

            namespace Demo;

            [ClipGradients(Scope = ClipScope.{{scope}}, Norm = {{order}})]
            public partial class Net
            {
                [Gradient] public float[] Own = [2];
                [Gradient] public Layer? Head = new();
                [Gradient] public List<List<Layer?>?> Blocks = [[new(), null], null];
                [Gradient] public List<ILayer> Layers = [new Layer()];
                [Gradient] public List<Plain> Plain = [new Layer()];
                [Gradient] public readonly Point Point = new([6, 7]);
                [Gradient] public Cell Cell { get; set; } = new() { X = 8 };
                [Gradient] public Cell[,] Cells = { { new() { X = 9 } } };

                public IEnumerable<double[]> Fields =>
                [
                    [.. Own.Select(x => (double)x)],
                    .. new Layer[] { Head!, Blocks[0]![0]!, (Layer)Layers[0], (Layer)Plain[0] }.SelectMany(layer => new double[][] { [.. layer.W.Select(x => (double)x)], [layer.Hidden] }),
                    [.. Point.Values.Select(x => (double)x)],
                    [Cell.X],
                    [Cells[0, 0].X],
                ];
            }

            public static class Cases
            {
                public static string Clip()
                {
                    var net = new Net();
                    double[][] before = [.. net.Fields];
                    double norm = Norm(before.SelectMany(field => field));
                    double limit = norm / 9;
                    double measured = net.MeasureGradients(limit).TotalNorm;
                    if (Math.Abs(measured - norm) > norm * 1e-6) return $"{measured}, not {norm}";
                    net.ClipGradients(limit);
                    double[] expected = [.. before.SelectMany(field => field.Select(x => x * Math.Min(1, limit / {{(scope == "Global" ? "norm" : "Norm(field)")}})))];
                    double[] actual = [.. net.Fields.SelectMany(field => field)];
                    return expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= 2e-6 * Math.Abs(pair.First)) ? "" : string.Join(" ", actual);
                }

                private static double Norm(IEnumerable<double> elements) => Math.Pow(elements.Sum(x => Math.Pow(Math.Abs(x), {{order}})), 1.0 / {{order}});
            }
            """) with
        { Others = [library] });

        Assert.Equal("", assembly.Call("Demo.Cases", "Clip"));
    }
}
