using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>The bodies of partial methods that clip their parameters.</summary>
public class ClipMethodTests
{
    [Fact]
    public Task PrivateStaticMethod_ReadsLikeHandWrittenCode() => Snapshot.VerifyContainers(
        """
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        public static partial class Trainer
        {
            [ClipGradients(MaxNorm = 10)]
            private static partial ClipResult Clip(float[,] dW1, Span<float> dB1, float[]? dW2, List<double> dB2, ref float slope);

            public static void Step(float[,] dW1, Span<float> dB1, List<double> dB2, ref float slope) => Clip(dW1, dB1, null, dB2, ref slope);
        }
        """);

    [Fact]
    public Task GenericInstanceMethodPerField_IsContinuedInItsOuterTypes() => Snapshot.VerifyContainers(
        """
        using System;
        using FusedClip;

        namespace Demo;

        public partial class Network<TInput>
        {
            protected internal readonly partial record struct Layer(int Size)
            {
                [ClipGradients(Norm = 1, Scope = ClipScope.PerField, NonFinite = NonFinitePolicy.Zero)]
                public readonly partial ClipResult Clip<T>(scoped Span<double> sweep, double preScale, Memory<float> result, double maxNorm, params float[][] @in)
                    where T : class, new();
            }
        }
        """);

    [Fact]
    public Task Overloads_HaveFilesOfTheirOwn() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        public partial class Net
        {
            /// <summary>Documented.</summary>
            [ClipGradients(MaxNorm = 1)] public static partial ClipResult Clip(float[] w);

            [ClipGradients(MaxNorm = 1, Epsilon = 1e-6)] public static partial ClipResult Clip(double[] w);
        }
        """);
}
