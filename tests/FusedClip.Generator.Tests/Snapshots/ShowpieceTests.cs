using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>The example of the README, with its kernels.</summary>
public class ShowpieceTests
{
    [Fact]
    public Task MlpGradients_ReadsLikeHandWrittenCode() => Snapshot.Verify(
        """
        using FusedClip;

        namespace Demo;

        /// <summary>The gradients of a perceptron with one hidden layer.</summary>
        [ClipGradients(MaxNorm = 5, Norm = 2)]
        public partial class MlpGradients
        {
            public readonly float[,] W1 = new float[784, 128];
            public readonly float[]  B1 = new float[128];
            public float[,]? W2;
            public float[]?  B2;
        }
        """);
}
