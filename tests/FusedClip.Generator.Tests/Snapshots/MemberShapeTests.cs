using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>How members of every shape are handed to a sweep.</summary>
public class MemberShapeTests
{
    [Fact]
    public Task EveryBuffer_IsTakenWithoutBeingMarked() => Snapshot.VerifyContainers(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Shapes
        {
            public float[]? Vector;
            public float[,]? Matrix;
            public float[,,]? Cube;
            public float[,,,]? Kernel { get; init; }
            public double[]? Doubles;
            public double[,] DoubleMatrix { get; } = new double[2, 2];
            public float[][]? Jagged;
            public float[]?[,]?[]? Deep;
            public double[][][][]? Deepest;
            public Memory<float> Pooled;
            public List<double>? Growing;
            public float LearningRate;
            [NotGradient] public float[]? Weights;
            public static float[]? Shared;
        }
        """);

    [Fact]
    public Task Halves_AreTakenInEveryShape() => Snapshot.VerifyContainers(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Halves
        {
            [Gradient] public Half[]? Vector;
            [Gradient] public Half[,]? Matrix;
            [Gradient] public float[]? Singles;
            [Gradient] public Half[][]? Jagged;
            [Gradient] public Memory<Half> Pooled;
            [Gradient] public List<Half>? Growing;
            [Gradient] private Half _bias;
            [Gradient] public Half Scale { get; set; }

            public void Backward(Half slope) => _bias = slope;
        }
        """);

    [Fact]
    public Task MarkedMembers_AreTakenAloneScalarsToo() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Marked
        {
            [Gradient] private readonly float[] _w = new float[3];
            [Gradient] private float _bias;
            [Gradient] private double _temperature;
            [Gradient] public float Scale { get; set; }
            public float[]? Activations;

            public float Bias => _bias + (float)_temperature + _w[0];

            public void Backward(float slope) => (_bias, _temperature) = (slope, slope);
        }
        """);

    [Fact]
    public Task ContainersSourcesAndLists_AreWalkedOneByOne() => Snapshot.VerifyContainers(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Model
        {
            public float[]? Own;
            public Layer? Head;
            public List<Layer> Layers = [];
            public List<List<Layer?>?> Blocks = [];
            public Layer[,]? Grid;
            public Scale Scale;
            public Scale[] Scales = [];
            public IGradientSource? Embedding;
            public List<IGradientSource> Others = [];
            public List<Plain> Plain = [];
            public List<float[,]> Matrices = [];
            public List<List<float[]?>> Heads = [];
            public Model? Next;
        }

        [ClipGradients]
        public partial class Layer
        {
            public float[]? W;
        }

        [ClipGradients]
        public partial struct Scale
        {
            [Gradient] public float Value;
        }

        public abstract class Plain;

        [ClipGradients]
        public partial class Dense : Plain
        {
            public double[]? W;
        }
        """);

    [Fact]
    public Task StructsOfGradients_AreSweptWhereTheyLieOrByACopy() => Snapshot.Verify(
        TestCompilation.Of(
            """
            using System;
            using System.Collections.Generic;
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 5)]
            public partial class Model
            {
                public Scale Field;
                public Scale Property { get; set; }
                public readonly Layer ReadOnly;
                public Layer Init { get; init; }
                public Sparse Measured;
                public Sparse MeasuredProperty { get; set; }
                public Sparse[] Several = [];
            }

            [ClipGradients]
            public partial struct Scale
            {
                [Gradient] public float Value;
            }

            [ClipGradients]
            public partial struct Layer
            {
                public float[]? W;
            }

            public struct Sparse : IGradientSource
            {
                public void AccumulateNorm(ref NormAccumulator accumulator) { }
                public void ScaleGradients(double coefficient) { }
                public void ZeroGradients() { }
            }
            """),
        static hintName => hintName == "Demo.Model.g.cs");

    [Fact]
    public Task TiedMembers_AreHandedOverWhereTheyAreNotTheSameBuffer() => Snapshot.VerifyContainers(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Translator
        {
            [Gradient] public float[,]? Embedding;
            [Gradient(TiedTo = nameof(Embedding))] public float[,]? Decoder { get; set; }
            [Gradient(TiedTo = nameof(Decoder))] public float[,]? Head;
            [Gradient(TiedTo = nameof(Rows))] public double[][]? OtherRows;
            [Gradient] public double[][]? Rows;
            [Gradient] public float[]? Bias;
            [Gradient(TiedTo = nameof(Bias))] public Memory<float> Pool;
            [Gradient(TiedTo = nameof(Pool))] public float[]? Slice;
            [Gradient] public List<double>? List;
            [Gradient(TiedTo = nameof(List))] public List<double>? OtherList;
        }
        """);

    [Fact]
    public Task ElementsOfATypeParameter_AreOfTwoKernels() => Snapshot.VerifyContainers(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Layer<T>
            where T : struct
        {
            [Gradient] public T[]? W;
            [Gradient] public T[,]? V;
            [Gradient] public float[]? Mask;
            [Gradient] public T[][]? Jagged;
            [Gradient] public Memory<T> Pool;
            [Gradient] public List<T>? List;
            [Gradient] public List<T[]>? Rows;
            [Gradient] public List<T>[]? Lists;
            [Gradient] public List<Memory<T>[]>? Pools;
            [Gradient] public T Bias;
            [Gradient] public T Slope { get; set; }
        }
        """);
}
