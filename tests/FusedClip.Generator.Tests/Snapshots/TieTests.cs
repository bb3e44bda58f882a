using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>How fields that may be one buffer are compared.</summary>
public class TieTests
{
    private const string Places =
        """
        using System;
        using CommunityToolkit.HighPerformance;
        using FusedClip;
        using MathNet.Numerics.LinearAlgebra;
        using System.Numerics.Tensors;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public unsafe partial class Translator
        {
            [Gradient] public Tensor<float>? Embedding;
            [Gradient(TiedTo = nameof(Embedding))] public Tensor<float>? Head { get; set; }
            [Gradient(TiedTo = nameof(Head))] public float[]? Flat;
            [Gradient] public float[,]? Table;
            [Gradient(TiedTo = nameof(Table))] public Memory2D<float> Rows;
            [Gradient] public Matrix<double>? Weights;
            [Gradient(TiedTo = nameof(Weights))] public Matrix<double>? Decoder;
            [Gradient(Length = nameof(Count))] public float* Native;
            [Gradient(Length = nameof(Count), TiedTo = nameof(Native))] public float* Alias;
            [Gradient(TiedTo = nameof(Native))] public Memory<float> Managed;

            public int Count;
        }
        """;

    [Fact]
    public Task FieldsOfBaseContainers_AreComparedFirst() => Snapshot.Verify(
        TestCompilation.Of(
            """
            using System;
            using System.Collections.Generic;
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 5)]
            public partial class Trunk
            {
                [Gradient] public float[,]? Embedding;
                [Gradient(TiedTo = nameof(Embedding))] protected float[,]? Decoder { get; set; }
            }

            [ClipGradients(MaxNorm = 5)]
            public partial class Translator : Trunk
            {
                [Gradient(TiedTo = nameof(Embedding))] public float[,]? Head;
                [Gradient] public List<Trunk>? Encoder;
                [Gradient(TiedTo = nameof(Encoder))] public List<Trunk>? Other;
            }
            """),
        static hintName => hintName == "Demo.Translator.g.cs");

    [Fact]
    public Task TensorsPointersAndMatrices_AreComparedByTheirPlaces() =>
        Snapshot.Verify(LibraryProject.Of(Places) with { AllowUnsafe = true }, static hintName => hintName == "Demo.Translator.g.cs");

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    public async Task Places_CompileWithoutAWarning(NullableContextOptions nullable) => await GoodProject.Check(
        LibraryProject.Of(nullable == NullableContextOptions.Enable ? Places : Places.Replace("?", "", System.StringComparison.Ordinal)) with
        {
            Nullable = nullable,
            AllowUnsafe = true,
        });
}
