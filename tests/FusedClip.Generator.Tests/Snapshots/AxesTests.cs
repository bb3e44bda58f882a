using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>What Axes and Shape change in a container's file.</summary>
public class AxesTests
{
    [Fact]
    public Task ColumnsOfMatricesAndOfAFlatBuffer() => Snapshot.VerifyContainers(
        """
        using System;
        using FusedClip;

        namespace Demo;

        [ClipGradients(Axes = new[] { 0, -1 }, MaxNorm = 1)]
        public partial class Kernels
        {
            [Gradient] public float[,,]? W;
            [Gradient(Shape = new object[] { nameof(Rows), 3, 3 })] public float[]? Flat;
            [Gradient(Shape = new object[] { 3, nameof(Rows), 2 }, Length = nameof(Count))] public Memory<double> Pooled { get; set; }

            public int Rows { get; set; }

            private int Count => 6 * Rows;
        }
        """);
}
