using System.Threading.Tasks;
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
}
