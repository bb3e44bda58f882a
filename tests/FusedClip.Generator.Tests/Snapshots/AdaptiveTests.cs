using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>What ClipScope.Adaptive changes in a container's file.</summary>
public class AdaptiveTests
{
    [Fact]
    public Task KernelsAndBiasesBesideTheirWeights() => Snapshot.VerifyContainers(
        """
        using System;
        using FusedClip;

        namespace Demo;

        [ClipGradients(Scope = ClipScope.Adaptive, Axes = new[] { 0, 1, 2 }, Clipping = 0.01)]
        public partial class Convolution
        {
            [Gradient(Weight = nameof(Kernel))] public float[,,,]? DKernel;
            [Gradient(Weight = nameof(Bias))] public float[]? DBias;
            [Gradient(Weight = nameof(Flat), Shape = new object[] { 3, 3, nameof(Channels), 8 })] public Memory<double> DFlat;

            public float[,,,]? Kernel;
            public float[]? Bias;
            public Memory<double> Flat;

            public int Channels { get; set; }
        }
        """);
}
