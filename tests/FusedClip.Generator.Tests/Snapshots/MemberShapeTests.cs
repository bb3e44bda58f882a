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
}
