using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>The kernel file: one type for each element type and norm order.</summary>
public class KernelTests
{
    [Fact]
    public Task L1OfDouble_AddsAbsolutes() => VerifyOrder("1");

    [Fact]
    public Task L2OfDouble_AddsSquares() => VerifyOrder("2");

    [Fact]
    public Task MaxOfDouble_ComparesAbsolutes() => VerifyOrder("double.PositiveInfinity");

    [Fact]
    public Task HalvesOfDouble_MultiplyAndTakeRoots() => VerifyOrder("2.5");

    [Fact]
    public Task AnyOtherOrderOfDouble_AddsPowers() => VerifyOrder("2.7");

    [Fact]
    public Task Halves_AreSummedByTheFloatKernel() => VerifyKernels(
        """
        using System;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Norm = 2.7)]
        public partial class Gradients
        {
            public Half[] W = [];
        }
        """);

    [Fact]
    public Task FixedLengths_AreSummedWithoutLoops() => VerifyKernels(
        """
        using System.Runtime.CompilerServices;
        using FusedClip;

        namespace Demo;

        [InlineArray(36)]
        public struct Row
        {
            public float First;
        }

        [InlineArray(2)]
        public struct Pair
        {
            public double First;
        }

        [ClipGradients(MaxNorm = 1)]
        public partial class A
        {
            public Row W;
            public Pair V;
            public Row B;
        }

        [ClipGradients(MaxNorm = 2)]
        public partial class B
        {
            public Row W { get; set; }
        }
        """);

    [Fact]
    public Task TwoContainers_ShareTheKernelsThatTheyHaveInCommon() => VerifyKernels(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Norm = double.PositiveInfinity)]
        public partial class A
        {
            public float[] W = [];
        }

        [ClipGradients(MaxNorm = 2, Norm = double.PositiveInfinity)]
        public partial class B
        {
            public float[] W = [];
            public double[] V = [];
        }
        """);

    [Fact]
    public Task KernelsOverAxes_HaveLoopsOverRuns() => VerifyKernels(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Axes = new[] { 1 })]
        public partial class Rows
        {
            public float[,] W = new float[3, 4];
        }

        [ClipGradients(MaxNorm = 1, Norm = 1)]
        public partial class Other
        {
            public float[] W = [];
        }
        """);

    private static Task VerifyOrder(string norm, [CallerMemberName] string method = "") => VerifyKernels(
        $$"""
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Norm = {{norm}})]
        public partial class Gradients
        {
            public double[] W = [];
        }
        """,
        method);

    private static Task VerifyKernels(string source, [CallerMemberName] string method = "") =>
        Snapshot.Verify(TestCompilation.Of(source), static hintName => hintName == "FusedClip.Kernels.g.cs", method: method);
}
