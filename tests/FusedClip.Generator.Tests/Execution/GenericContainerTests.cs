using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Containers whose gradients are of a type parameter: float and double at run time, anything else refused.</summary>
public class GenericContainerTests
{
    private static readonly string[] Names =
        ["Vector", "Matrix", "Jagged", "Deep", "Pool", "List", "Single", "Bias", "Slope"];

    [Theory]
    [InlineData("struct", "2", "Global")]
    [InlineData("unmanaged", "1", "PerField")]
    [InlineData("INumber<T>", "2.5", "Global")]
    [InlineData("IFloatingPointIeee754<T>", "double.PositiveInfinity", "PerField")]
    [InlineData("struct, IFloatingPointIeee754<T>", "2.7", "Global")]
    [InlineData("struct, IComparable<T>, IEquatable<T>", "2", "PerField")]
    public async Task FloatAndDouble_ClipLikeTheReference(string constraint, string norm, string scope)
    {
        foreach (bool isNet8 in new[] { false, true })
        {
            using GeneratedAssembly assembly = await GeneratedAssembly.Load(
                TestCompilation.Of(Source(constraint, $"Norm = {norm}, Scope = ClipScope.{scope}")) with { IsNet8 = isNet8 });
            var exercise = new ContainerExercise(
                norm[0] == 'd' ? double.PositiveInfinity : double.Parse(norm, System.Globalization.CultureInfo.InvariantCulture), scope == "PerField");

            exercise.Run(() => assembly.CreateOver(typeof(float), "Demo.Layer`1", Names));
            exercise.Run(() => assembly.CreateOver(typeof(double), "Demo.Layer`1", Names));
            exercise.Run(() => assembly.CreateOver(typeof(float), "Demo.Outer`1+Inner`1", "Own", "Others", "Fixed"));
        }
    }

    [Fact]
    public async Task NonFiniteElement_IsNamed()
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(Source("struct", "MaxNorm = 1")));

        foreach (Type argument in new[] { typeof(float), typeof(double) })
        {
            for (int field = 0; field < Names.Length; field++)
            {
                ContainerObject container = assembly.CreateOver(argument, "Demo.Layer`1", Names);
                container.Plant(field, double.NaN);
                Assert.Equal(Names[field], Assert.Throws<NonFiniteGradientException>(() => container.Clip(1)).FieldName);
            }
        }
    }

    [Theory]
    [InlineData("struct", typeof(int))]
    [InlineData("struct", typeof(decimal))]
    [InlineData("struct", typeof(Guid))]
    [InlineData("IComparable<T>, IFloatingPointIeee754<T>", typeof(Half))]
    [InlineData("INumber<T>", typeof(System.Numerics.BigInteger))]
    public async Task AnyOtherTypeArgument_IsRefusedBeforeAnythingIsWritten(string constraint, Type argument)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(Source(constraint, "MaxNorm = 1")));
        ContainerObject container = assembly.CreateOver(argument, "Demo.Layer`1", "Single");
        double[] before = container.Gradients[0];

        Assert.All<Action>([() => container.Clip(1), () => container.Measure(1), () => container.Scale(2), container.Zero, () => container.AccumulatedNorm(2)], call =>
            Assert.Equal(
                $"'Vector' has elements of type {argument}, which can't be clipped: the type argument for 'T' has to be float or double. "
                + "Where the field holds no gradients, mark it [NotGradient].",
                Assert.Throws<NotSupportedException>(call).Message));
        Assert.Equal(before, container.Gradients[0]);
    }

    // A debug build of the runtime library isn't inlined: .ci/run has this test run on a release build.
#if DEBUG
    [Fact(Skip = "The machine code of a debug build isn't what anybody runs.")]
#else
    [Fact]
#endif
    public async Task KnownTypeArgument_LeavesNoDispatch()
    {
        const string Members = "public ELEMENT[]? A = [1], B = [2]; public ELEMENT[][]? Rows = [[3]]; public System.Collections.Generic.List<ELEMENT>? List = [4]; [FusedClip.NotGradient] public float[]? C;";
        string source =
            $$"""
            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Over<T> where T : struct { {{Members.Replace("ELEMENT", "T").Replace("= [1]", "").Replace("= [2]", "").Replace("= [[3]]", "").Replace("= [4]", "")}} }

            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Single { {{Members.Replace("ELEMENT", "float")}} }

            [FusedClip.ClipGradients(MaxNorm = 1)]
            public partial class Double { {{Members.Replace("ELEMENT", "double")}} }

            internal static class Program
            {
                private static void Main()
                {
                    Call(new Over<float>());
                    Call(new Over<double>());
                    Call(new Single());
                    Call(new Double());
                }

                private static void Call(object container) => container.GetType().GetMethod("ClipGradients")!.Invoke(container, [0.5, 1.0]);
            }
            """;
        (_, ImmutableArray<byte> image) = await GoodProject.Check(TestCompilation.Of(source) with { OutputKind = OutputKind.ConsoleApplication });

        // What is left of a dispatch would come on top.
        Assert.InRange(Size("Over`1[float]"), 1, Size("Single"));
        Assert.InRange(Size("Over`1[double]"), 1, Size("Double"));

        int Size(string type) => JitLog.Of(image, type).Single(method => method.Method == "SweepGradients").Bytes;
    }

    private static string Source(string constraint, string arguments) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Numerics;
        using FusedClip;

        namespace Demo;

        [ClipGradients({{arguments}})]
        public partial class Layer<T>
            where T : {{constraint}}
        {
            [Gradient] public float[]? Single;
            [Gradient] public T[]? Vector;
            [Gradient] public T[,]? Matrix { get; set; }
            [Gradient] public T[][]? Jagged;
            [Gradient] public T[][,][]? Deep;
            [Gradient] public Memory<T> Pool;
            [Gradient] public List<T>? List;
            [Gradient] public T Bias = default!;
            [Gradient] public T Slope { get; set; } = default!;
        }

        public partial class Outer<@in>
            where @in : struct
        {
            [ClipGradients({{arguments}})]
            public partial class Inner<T> : Layer<T>
                where T : {{constraint}}
            {
                public @in[]? Own;
                public T[]? Others;
                public double[]? Fixed;
            }
        }
        """;
}
