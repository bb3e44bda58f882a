using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>How declarations of different kinds are continued.</summary>
public class ContainerKindTests
{
    [Fact]
    public Task GenericNestedRecordStruct_IsContinuedInItsOuterTypes() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo.Models;

        public partial class Network<TInput>
            where TInput : struct
        {
            internal partial interface IParts
            {
                [ClipGradients(MaxNorm = 1)]
                internal partial record struct Layer<T>(float[] W, float[]? B)
                    where T : class;
            }
        }
        """);

    [Fact]
    public Task DerivedFromContainer_ListsTheBasesFieldsFirst() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 5)]
        public partial class Trunk
        {
            public float[] W = [];
        }

        [ClipGradients(MaxNorm = 1, Scope = ClipScope.PerField)]
        public partial class Head : Trunk
        {
            public float[] Out = [];
        }

        [ClipGradients(MethodName = "ClipAll", Norm = 1)]
        public sealed partial class Alias : Trunk;
        """);

    [Fact]
    public Task UnannotatedBase_GivesItsFieldsToTheContainer() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace Demo;

        public abstract class Model
        {
            public float[] W = [];
            protected float[] B = [];

            public abstract void ZeroGradients();

            public virtual double ClipGradients(double maxNorm, double preScale) => maxNorm * preScale;
        }

        [ClipGradients(MaxNorm = 5)]
        public partial class Mlp : Model
        {
            public new double[] W = [];
        }
        """);

    [Fact]
    public Task Keywords_AreEscaped() => Snapshot.VerifyContainers(
        """
        using FusedClip;

        namespace @namespace.@record;

        [ClipGradients(MaxNorm = 1, MethodName = "checked")]
        public partial class @class<@in>
        {
            public float[] @float = [];
            public float[] @value = [];
            public System.Collections.Generic.List<double> @params = [];
        }
        """);
}
