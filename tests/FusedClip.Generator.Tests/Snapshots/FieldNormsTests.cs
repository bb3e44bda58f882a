using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>What FieldNorms adds to a container's file.</summary>
public class FieldNormsTests
{
    [Fact]
    public Task ModelOfALayer_HasItsStructInItsOwn() => Snapshot.VerifyContainers(
        """
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, FieldNorms = true)]
        public partial class Layer
        {
            public float[] W = [];
            public float[]? B;
        }

        [ClipGradients(MaxNorm = 5, FieldNorms = true)]
        public partial class Model
        {
            public float[] Embedding = [];
            public Layer Encoder = new();
            public List<Layer> Layers = [];
            public Layer Decoder = new();
            public double[] Bias = [];
        }
        """);

    [Fact]
    public Task DerivedPerFieldWithoutMaxNorm_HidesItsBasesStruct() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MethodName = "ClipActor", FieldNorms = true, Scope = ClipScope.PerField, Metrics = true)]
        public partial class Actor
        {
            public float[] W = [];
        }

        [ClipGradients(MethodName = "ClipActor", FieldNorms = true, Scope = ClipScope.PerField)]
        public partial class GatedActor : Actor
        {
            public float[] @class = [];
        }
        """);
}
