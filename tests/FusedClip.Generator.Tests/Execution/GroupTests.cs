using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Containers whose members are clipped in groups.</summary>
public class GroupTests
{
    private const string ActorCritic =
        """
        using FusedClip;

        namespace Library;

        [ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
        [ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic", Norm = 1)]
        public partial class Model
        {
            [Gradient(Group = "actor")] public float[]? ActorW;
            [Gradient(Group = "critic")] public float[]? CriticW;
            [Gradient(Group = "actor")] public double[]? ActorB { get; set; }
            [field: Gradient(Group = "critic")] public float[][]? CriticB { get; set; }
            public float[]? Activations;
        }
        """;

    private static readonly string[] Actor = ["ActorW", "ActorB"];
    private static readonly string[] Critic = ["CriticW", "CriticB"];

    [Fact]
    public async Task EachGroup_ClipsLikeAContainerOfItsMembers()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(ActorCritic));

        new ContainerExercise().Run(() => assembly.CreateGroup("Library.Model", "Actor", Actor));
        new ContainerExercise(1).Run(() => assembly.CreateGroup("Library.Model", "Critic", Critic));
    }

    [Fact]
    public async Task ClippedGroup_LeavesTheOthersAlone()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(ActorCritic));
        ContainerObject model = assembly.CreateGroup("Library.Model", "Critic", [.. Actor, .. Critic, "Activations"]);
        IReadOnlyList<double[]> before = model.Gradients;

        ClipResult result = model.Clip(0.25);
        model.Scale(0.5);
        model.Zero();

        Assert.Equal(ScalarReference.Norm(before[2].Concat(before[3]), 1), result.TotalNorm, 1e-5);
        Assert.Equal([before[0], before[1], before[4]], [model.Gradients[0], model.Gradients[1], model.Gradients[4]]);
        Assert.All(model.Gradients[2].Concat(model.Gradients[3]), element => Assert.Equal(0, element));
    }

    [Fact]
    public async Task Source_SpeaksOfAllGroups()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(ActorCritic));

        Assert.All([1, 2, 3, double.PositiveInfinity], order =>
        {
            ContainerObject model = assembly.CreateGroup("Library.Model", "Actor", [.. Actor, .. Critic]);
            double before = Norm(model, order);
            Assert.Equal(before, model.AccumulatedNorm(order), before * 1e-6);

            model.ScaleAsSource(0.5);
            Assert.Equal(before / 2, Norm(model, order), before * 1e-6);

            model.ZeroAsSource();
            Assert.Equal(0, Norm(model, order));
        });
    }

    [Fact]
    public async Task FieldThatIsNotFinite_IsNamedInItsGroup()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            ActorCritic.Replace("Norm = 1)", "NonFinite = NonFinitePolicy.Skip, Scope = ClipScope.PerField)", System.StringComparison.Ordinal)));
        ContainerObject model = assembly.CreateGroup("Library.Model", "Critic", [.. Actor, .. Critic]);
        model.Plant(0, double.NaN);
        Assert.Null(model.Measure(1).NonFiniteField);

        model.Plant(3, double.NaN);
        Assert.Equal("CriticB", model.Measure(1).NonFiniteField);
    }

    [Fact]
    public async Task AttributeWithoutAGroup_ClipsTheMembersWithoutOne()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.OfFiles(
            ("Model.cs",
                """
                using FusedClip;

                namespace Library;

                [ClipGradients]
                public partial struct Model
                {
                    [Gradient] public float[]? W;
                    [Gradient(Group = "\"\n</c>\u2028head")] public float Temperature { get; set; }
                    [Gradient(Group = null)] public double[]? B;
                    public float[]? Activations;
                }
                """),
            ("Model.Head.cs",
                """
                namespace Library;

                [FusedClip.ClipGradients(Group = "\"\n</c>\u2028head", MethodName = "ClipHead", Scope = FusedClip.ClipScope.PerField)]
                public partial struct Model;
                """)));

        new ContainerExercise().Run(() => assembly.CreateGroup("Library.Model", "Gradients", "W", "B"));
        new ContainerExercise(IsPerField: true).Run(() => assembly.CreateGroup("Library.Model", "Head", "Temperature"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DerivedContainer_CoversTheGroupsOfItsBaseAndMore(bool isBaseInAnotherAssembly)
    {
        const string Derived =
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(Group = "critic", MethodName = "ClipValue", Scope = ClipScope.PerField)]
            [ClipGradients(Group = "encoder", MethodName = "ClipEncoder")]
            [ClipGradients(Group = "actor", MethodName = "ClipActor")]
            public partial class Net : Library.Model
            {
                [Gradient(Group = "actor")] public float[]? Policy;
                [Gradient(Group = "encoder")] public float[]? Encoder;
            }

            [ClipGradients(Group = "critic", MethodName = "ClipValue")]
            [ClipGradients(Group = "encoder", MethodName = "ClipEncoder")]
            [ClipGradients(Group = "actor", MethodName = "ClipPolicy")]
            public sealed partial class Same : Net;
            """;
        TestCompilation project = TestCompilation.OfFiles(("Model.cs", ActorCritic), ("Net.cs", Derived));
        if (isBaseInAnotherAssembly)
        {
            (_, ImmutableArray<byte> library) = await GoodProject.Check(TestCompilation.Of(ActorCritic) with { AssemblyName = "Library" });
            project = TestCompilation.Of(Derived) with { Others = [library] };
        }

        using GeneratedAssembly assembly = await GeneratedAssembly.Load(project);

        new ContainerExercise().Run(() => assembly.CreateGroup("Demo.Net", "Actor", [.. Actor, "Policy"]));
        new ContainerExercise(IsPerField: true).Run(() => assembly.CreateGroup("Demo.Net", "Value", Critic));
        new ContainerExercise().Run(() => assembly.CreateGroup("Demo.Net", "Encoder", "Encoder"));
        new ContainerExercise().Run(() => assembly.CreateGroup("Demo.Same", "Policy", [.. Actor, "Policy"]));
        new ContainerExercise().Run(() => assembly.CreateGroup("Demo.Same", "Encoder", "Encoder"));

        ContainerObject net = assembly.CreateGroup("Demo.Net", "Actor", [.. Actor, .. Critic, "Policy", "Encoder"]);
        Assert.Equal(Norm(net, 2), net.AccumulatedNorm(2), 1e-5);
    }

    private static double Norm(ContainerObject model, double order) => ScalarReference.Norm(model.Gradients.SelectMany(field => field), order);
}
