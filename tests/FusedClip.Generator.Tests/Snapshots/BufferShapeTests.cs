using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>How spans, inline arrays, fixed-size buffers, pointers and other libraries' types are handed to a sweep.</summary>
public class BufferShapeTests
{
    private const string Libraries =
        """
        using CommunityToolkit.HighPerformance;
        using FusedClip;
        using MathNet.Numerics.LinearAlgebra;
        using System.Numerics.Tensors;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Shapes
        {
            public Tensor<float>? Tensor;
            public Memory2D<double> Rows { get; set; }
            public Vector<double>? Bias;
            public Matrix<float>? Matrix;
        }

        [ClipGradients(MaxNorm = 5)]
        public ref partial struct Spans
        {
            public TensorSpan<double> Tensor;
            public Span2D<float> Rows { get; set; }
        }
        """;

    [Fact]
    public Task EveryBuffer_IsTakenWithoutBeingMarked() => VerifyUnsafe(
        """
        using System;
        using System.Runtime.CompilerServices;
        using FusedClip;

        namespace Demo;

        [InlineArray(16)]
        public struct Row
        {
            public float First;
        }

        [ClipGradients(MaxNorm = 5)]
        public unsafe partial struct Shapes
        {
            public ArraySegment<float> Segment;
            public Memory<float>? Maybe;
            public Row Inline;
            public Row InlineProperty { get; set; }
            public fixed double Fixed[3];
        }
        """);

    [Fact]
    public Task NeighboursOfKnownLength_AreHandedOverTogether() => VerifyUnsafe(
        """
        using System.Runtime.CompilerServices;
        using FusedClip;

        namespace Demo;

        [InlineArray(16)]
        public struct Row
        {
            public float First;
        }

        [InlineArray(1000)]
        public struct Long
        {
            public float First;
        }

        [ClipGradients(MaxNorm = 5)]
        public unsafe partial struct Shapes
        {
            public Row A;
            public Row B;
            public Row C;
            public Row D;
            public Row E;
            public Long F;
            public Long G;
            public fixed float H[16];
            public fixed float I[16];
            public fixed double J[3];
        }
        """);

    [Fact]
    public Task LongInlineArraysAlone_AreClippedWithoutASweep() => VerifyUnsafe(
        """
        using System.Runtime.CompilerServices;
        using FusedClip;

        namespace Demo;

        [InlineArray(500)]
        public struct Long
        {
            public float First;
        }

        [ClipGradients(MaxNorm = 5)]
        public partial class Shapes
        {
            [Gradient] public Long A;
            [Gradient] public Long B;
        }
        """);

    [Fact]
    public Task Length_LimitsABufferToItsContents() => VerifyUnsafe(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public unsafe partial class Pooled
        {
            private const int Most = 10;

            [Gradient] private readonly float[] _w = new float[3];
            [Gradient(Length = nameof(Count))] private readonly float[] _pooled = new float[64];
            [Gradient(Length = nameof(Count))] public Memory<float> Memory { get; set; }
            [Gradient(Length = nameof(Most))] public List<double>? List;
            [Gradient(Length = nameof(_native))] public float* Pointer { get; init; }
            [Gradient] public Span<float> Span => _w;

            private readonly long _native = 4;

            public int Count { get; set; }
        }
        """);

    [Fact]
    public Task RefStruct_IsContinuedWithoutAnInterface() => VerifyUnsafe(
        """
        using System;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5, Scope = ClipScope.PerField, MethodName = "ClipActor")]
        public ref partial struct Actor
        {
            public Span<float> W;
            public Span<double> B { get; set; }
        }
        """);

    [Fact]
    public Task TypesOfOtherLibraries_AreKnownByTheirNames() =>
        Snapshot.Verify(LibraryProject.Of(Libraries), static hintName => hintName != "FusedClip.Kernels.g.cs");

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    public async Task TypesOfOtherLibraries_CompileWithoutAWarning(NullableContextOptions nullable) => await GoodProject.Check(
        LibraryProject.Of(nullable == NullableContextOptions.Enable ? Libraries : Libraries.Replace("?", "", System.StringComparison.Ordinal)) with { Nullable = nullable });

    private static Task VerifyUnsafe(
        string source, [System.Runtime.CompilerServices.CallerFilePath] string file = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(TestCompilation.Of(source) with { AllowUnsafe = true }, static hintName => hintName != "FusedClip.Kernels.g.cs", file, method);
}
