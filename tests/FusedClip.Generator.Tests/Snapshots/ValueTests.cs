using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>What <c>[ClipGradientValues]</c> has written, alone and beside <c>[ClipGradients]</c>.</summary>
public class ValueTests
{
    [Fact]
    public Task Alone_HasTheListAndOneMethod() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradientValues(Limit = 0.5)]
        public partial class Layer
        {
            public float[,] W = new float[3, 4];
            public System.Half[] B = new System.Half[4];
            public Layer? Next;
        }
        """);

    [Fact]
    public Task BesideGroups_CoversAllOfThem() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
        [ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic")]
        [ClipGradientValues(Min = -1)]
        public sealed partial class ActorCritic
        {
            [Gradient(Group = "actor")] public float[]? Actor;
            [Gradient(Group = "critic")] public double Critic { get; set; }
        }
        """);
}
