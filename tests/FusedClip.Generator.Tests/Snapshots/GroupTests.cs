using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>Containers whose members are clipped in groups.</summary>
public class GroupTests
{
    [Fact]
    public Task ActorAndCritic_HaveMethodsOfTheirOwn() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
        [ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic", Scope = ClipScope.PerField)]
        public partial class ActorCritic
        {
            [Gradient(Group = "actor")] public float[,] PolicyWeights = new float[4, 2];
            [Gradient(Group = "critic")] public float[]? ValueWeights;
            [Gradient(Group = "actor")] public float[] PolicyBias = new float[2];
            [Gradient(Group = "critic")] public double ValueBias { get; set; }
        }

        [ClipGradients(Group = "critic", MethodName = "ClipCritic")]
        [ClipGradients(Group = "actor", MethodName = "ClipActor")]
        [ClipGradients]
        public sealed partial class Agent : ActorCritic
        {
            [Gradient(Group = "actor")] public float[]? Head;
            [Gradient] public float[]? Encoder;
        }
        """);
}
