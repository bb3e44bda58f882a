using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>What <c>Metrics</c> adds to a clip.</summary>
public class MetricsTests
{
    [Fact]
    public Task Container_RecordsEveryWayOutOfAClip() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5, Metrics = true)]
        public sealed partial class MlpGradients
        {
            public float[] W = new float[10];
        }
        """);

    [Fact]
    public Task Groups_AreTaggedWithTheirMethods() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        public partial class @class<T>
        {
            [ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor", Scope = ClipScope.PerField, Metrics = true)]
            [ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic", NonFinite = NonFinitePolicy.Skip, Metrics = true)]
            [ClipGradients(MaxNorm = 9, Group = "world", MethodName = "ClipWorld", Metrics = false)]
            public partial record struct Agent
            {
                [Gradient(Group = "actor")] public float[] Policy;
                [Gradient(Group = "critic")] public float[] Value;
                [Gradient(Group = "world")] public float[] Model;
            }
        }
        """);

    [Fact]
    public Task Method_HasItsNameBehindItsTypes() => Snapshot.VerifyContainers(
        """
        using System;
        using FusedClip;

        public static partial class Trainer
        {
            [ClipGradients(MaxNorm = 10, Metrics = true)]
            public static partial ClipResult Clip(float[] sweep, Span<float> result);

            [ClipGradients(MaxNorm = 10, Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Zero, Metrics = true)]
            public static partial ClipResult ClipEach<T>(float[] w, T[] result)
                where T : struct;
        }
        """);
}
