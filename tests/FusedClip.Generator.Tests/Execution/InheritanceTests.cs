using System.Collections.Immutable;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Containers that derive from containers, and from types that aren't.</summary>
public class InheritanceTests
{
    private const string Trunk =
        """
        using FusedClip;

        namespace Library;

        [ClipGradients(MaxNorm = 5)]
        public partial class Trunk
        {
            public float[]? W;
            public double[]? V;
            private float[]? _hidden;
            public object? Use() => _hidden = W;
        }
        """;

    private static readonly string[] TrunkFields = ["W", "V", "_hidden"];

    [Theory]
    [InlineData("MaxNorm = 1", 2, false)]
    [InlineData("Norm = 1", 1, false)]
    [InlineData("Norm = double.PositiveInfinity, MethodName = \"ClipAll\"", double.PositiveInfinity, false)]
    [InlineData("Norm = 2.5, Scope = ClipScope.PerField", 2.5, true)]
    public async Task DerivedContainer_CoversTheBaseFirst(string arguments, double order, bool isPerField)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.OfFiles(("Trunk.cs", Trunk), ("Head.cs", Head(arguments))));

        new ContainerExercise(order, isPerField).Run(() => assembly.Create("Demo.Head", [.. TrunkFields, "Out", "Bias"]));
        new ContainerExercise().Run(() => assembly.Create("Library.Trunk", TrunkFields));
    }

    [Theory]
    [InlineData("MaxNorm = 1", 2, false)]
    [InlineData("Norm = 1, MethodName = \"ClipAll\"", 1, false)]
    [InlineData("Scope = ClipScope.PerField", 2, true)]
    public async Task ContainerThatDerivesFromAnotherAssemblys_CoversTheBaseFirst(string arguments, double order, bool isPerField)
    {
        (_, ImmutableArray<byte> library) = await GoodProject.Check(TestCompilation.Of(Trunk) with { AssemblyName = "Library" });
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(
            TestCompilation.Of(Head(arguments)) with { Others = [library] });

        new ContainerExercise(order, isPerField).Run(() => assembly.Create("Demo.Head", [.. TrunkFields, "Out", "Bias"]));
    }

    [Fact]
    public async Task UnannotatedBaseInAnotherAssembly_GivesWhatIsAccessible()
    {
        TestCompilation library = TestCompilation.Of(
            """
            namespace Library;

            public abstract class Model
            {
                public float[]? W;
                protected float[]? B { get; set; }
                protected internal double[]? V;
                public float[]? Computed => W;
            }
            """) with
        { AssemblyName = "Library" };
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(
            TestCompilation.Of("namespace Demo; [FusedClip.ClipGradients] public partial class Net : Library.Model { public float[]? Out; }") with
            {
                Others = [GoodProject.Compile(library.Create())],
            });

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", "W", "B", "V", "Out"));
    }

    [Theory]
    [InlineData("every member", "public float[]? W; protected double[,]? B { get; set; } internal float[][]? J; private protected float[]? P;", "W", "B", "J", "P")]
    [InlineData("marked members", "[Gradient] protected float Bias; [Gradient] protected float Slope { get; set; } public float[]? Weights;", "Bias", "Slope")]
    public async Task UnannotatedBase_GivesItsFieldsFirst(string which, string members, params string[] names)
    {
        string mark = which == "marked members" ? "[Gradient] " : "";
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Demo;

            public class Root { {{members}} }

            public class Model : Root;

            [ClipGradients]
            public partial class Net : Model { {{mark}}public float[]? Out; }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", [.. names, "Out"]));
    }

    [Theory]
    [InlineData("public", "public")]
    [InlineData("public", "private")]
    [InlineData("internal", "public")]
    [InlineData("protected", "public")]
    [InlineData("protected", "private")]
    public async Task HiddenFieldOfAnUnannotatedBase_IsStillCovered(string ofBase, string ofContainer)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Demo;

            public class Model { {{ofBase}} float[]? W; }

            [ClipGradients]
            public partial class Net : Model { {{ofContainer}} new double[]? W; }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", "Base.W", "W"));
    }

    [Fact]
    public Task ProtectedFieldHiddenByATypeBetween_CannotBeReachedAndIsReported() => BadProject.Check(
        "FCLIP006",
        ["'W' of type 'float[]' looks like a gradient, but can't be clipped: it isn't accessible from 'A'; make it protected, annotate 'Model' too, or mark the gradients with [Gradient]"],
        """
        using FusedClip;

        public class Model { protected float[] W = []; }

        public class Between : Model { public new int W; }

        [ClipGradients]
        public partial class [|A|] : Between { public float[] B = []; }
        """,
        static project => project);

    [Theory]
    [InlineData("public abstract class Model", "public abstract void ZeroGradients(); public abstract void ScaleGradients(double factor);")]
    [InlineData("public class Model", "public virtual void ZeroGradients() { } public virtual void ScaleGradients(double factor) { } public virtual ClipResult ClipGradients(double maxNorm = 1, double preScale = 1) => default;")]
    [InlineData("public class Model", "public void ZeroGradients() { } public void ScaleGradients(double factor) { } public void ClipGradients(double maxNorm, double preScale) { }")]
    [InlineData("public class Model", "public static void ZeroGradients() { } public int ScaleGradients; public class MeasureGradients; public int GradientFieldCount; private protected void GradientFieldName(int position) { }")]
    [InlineData("public class Model", "protected virtual void ZeroGradients() { } internal virtual int ScaleGradients(double factor) => 1; public void ClipGradients(string name) { }")]
    [InlineData("public abstract class Model : IGradientSource", "public abstract void AccumulateNorm(ref NormAccumulator accumulator); public abstract void ZeroGradients(); public abstract void ScaleGradients(double coefficient);")]
    [InlineData("public class Model : IGradientSource", "public void AccumulateNorm(ref NormAccumulator accumulator) { } public void ZeroGradients() { } void IGradientSource.ScaleGradients(double coefficient) { }")]
    public async Task BaseWithMethodsOfTheSameNames_IsOverriddenOrHidden(string type, string members)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Demo;

            {{type}} { {{members}} }

            [ClipGradients(MaxNorm = 1)]
            public partial class Net : Model { public float[]? W; public float[]? B; }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", "W", "B"));
    }

    [Fact]
    public async Task OverriddenProperty_IsCoveredOnce()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using FusedClip;

            namespace Demo;

            public abstract class Model
            {
                public abstract float[]? W { get; set; }
                public virtual float[]? B { get; set; }
            }

            [ClipGradients]
            public partial class Net : Model
            {
                public override float[]? W { get; set; }
                public override float[]? B { get; set; }
            }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", "W", "B"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[Gradient] ")]
    public async Task OverriddenPropertyOfABaseContainer_IsCoveredOnce(string mark)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;

            namespace Demo;

            [ClipGradients]
            public partial class Model
            {
                {{mark}}public virtual float[]? W { get; set; }
                {{mark}}public float[]? V;
            }

            [ClipGradients]
            public partial class Net : Model
            {
                {{mark}}public override float[]? W { get; set; }
                {{mark}}public float[]? B;
            }
            """));

        new ContainerExercise().Run(() => assembly.Create("Demo.Net", "W", "V", "B"));
    }

    [Fact]
    public async Task GenericBaseContainers_AreCoveredOverThreeLevels()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 1)]
            public abstract partial record Root<T> { public float[]? A; }

            [ClipGradients(MaxNorm = 2, Norm = 1)]
            public abstract partial record Middle<T> : Root<T[]> { public double[]? B; }

            public record Plain : Middle<int> { public float[]? C; }

            [ClipGradients(Scope = ClipScope.PerField)]
            public sealed partial record Leaf : Plain { public float[]? D; }
            """));

        new ContainerExercise(IsPerField: true).Run(() => assembly.Create("Demo.Leaf", "A", "B", "C", "D"));
    }

    [Fact]
    public async Task FieldOfTheBase_IsNamedWhereItIsNotFinite()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.OfFiles(("Trunk.cs", Trunk), ("Head.cs", Head("MaxNorm = 1"))));

        for (int field = 0; field < 5; field++)
        {
            ContainerObject container = assembly.Create("Demo.Head", [.. TrunkFields, "Out", "Bias"]);
            container.Plant(field, double.NaN);

            var exception = Assert.Throws<NonFiniteGradientException>(() => container.Clip(1));
            Assert.Equal(new[] { "W", "V", "_hidden", "Out", "Bias" }[field], exception.FieldName);
            Assert.Equal(0, exception.Index);
        }
    }

    private static string Head(string arguments) =>
        $$"""
        using FusedClip;

        namespace Demo;

        [ClipGradients({{arguments}})]
        public partial class Head : Library.Trunk
        {
            public float[][]? Out;
            public float[]? Bias { get; set; }
        }
        """;
}
