using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>What the attribute's arguments change in a container's file.</summary>
public class SettingsTests
{
    [Fact]
    public Task PerFieldWithoutMaxNorm_AsksForTheLimitAndKeepsEveryFieldsCoefficient() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(Scope = ClipScope.PerField, Norm = 1, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Skip)]
        public sealed partial class Layer
        {
            public float[]? Kernel { get; set; }
            public float[]? Bias { get; set; }
        }
        """);

    [Fact]
    public Task BlockRms_IsTheLimitOfEveryFieldsMean() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Scope = ClipScope.BlockRms)]
        public sealed partial class Layer
        {
            public float[]? Kernel;
            public Layer[]? Inner;

            [ClipGradients(MaxNorm = 2, Norm = 3, Scope = ClipScope.BlockRms)]
            private static partial ClipResult Clip(float[,] w, float[][] rows);
        }
        """);

    [Fact]
    public Task MethodName_GivesItsStemToTheSiblings() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 0.5, MethodName = "ClipActor")]
        public partial class ActorGradients
        {
            public double[,] W = new double[4, 4];
        }
        """);

    [Fact]
    public Task MaxNormOfManyDigits_RoundTrips() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        [ClipGradients(MaxNorm = 0.1 + 0.2, Norm = double.PositiveInfinity, NonFinite = NonFinitePolicy.Propagate)]
        public partial struct Gradients
        {
            public float[] W;
        }
        """);
}
