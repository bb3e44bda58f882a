using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP035, FCLIP036 and FCLIP037: where there can be no struct of norms.</summary>
public class FieldNormsTests
{
    [Theory]
    [InlineData("Count")]
    [InlineData("Item")]
    [InlineData("NameOf")]
    [InlineData("SlotCount")]
    public Task FieldNamedAsAMemberOfTheStruct_IsReported(string name) => BadProject.Check(
        "FCLIP035",
        $"'{name}' can't have a norm of its name in 'GradientNorms': the struct has a member of that name itself; rename it, or take FieldNorms away",
        $$"""
        using FusedClip;

        [ClipGradients(FieldNorms = true)]
        public partial class A
        {
            public float[] [|{{name}}|] = new float[1];
        }
        """);

    [Fact]
    public Task FieldThatHidesOneOfItsBase_IsReported() => BadProject.Check(
        "FCLIP035",
        "'W' can't have a norm of its name in 'GradientNorms': another field has that name; rename it, or take FieldNorms away",
        """
        using FusedClip;

        [ClipGradients(FieldNorms = true)]
        public partial class Trunk
        {
            public float[] W = new float[1];
        }

        [ClipGradients(FieldNorms = true)]
        public partial class A : Trunk
        {
            public new float[] [|W|] = new float[1];
        }
        """);

    [Fact]
    public Task MemberNamedAsTheStruct_IsReported() => BadProject.Check(
        "FCLIP007",
        "'A' has a member 'ActorNorms' already, which is what a generated one is called; rename it, or choose other names by MethodName",
        """
        using FusedClip;

        [ClipGradients(MethodName = "ClipActor", FieldNorms = true)]
        public partial class A
        {
            public float[] W = new float[1];
            public int [|ActorNorms|] => 1;
        }
        """);

    [Fact]
    public Task BaseWithFieldNormsOnly_IsReported() => BadProject.Check(
        "FCLIP036",
        "'A' has to have FieldNorms for the members without a group, as its base container 'Trunk' has",
        Derived("FieldNorms = true", ""));

    [Fact]
    public Task DerivedWithFieldNormsOnly_IsReported() => BadProject.Check(
        "FCLIP036",
        "'A' can't have FieldNorms for the members without a group, which its base container 'Trunk' hasn't",
        Derived("", "FieldNorms = true"));

    [Fact]
    public Task GroupMoreThanTheBase_IsReported() => BadProject.Check(
        "FCLIP036",
        "'A' can't have a group more than its base container 'Trunk', which has FieldNorms and one group",
        """
        using FusedClip;

        [ClipGradients(FieldNorms = true)]
        public partial class Trunk
        {
            [Gradient] public float[] W = new float[1];
        }

        [ClipGradients(FieldNorms = true)]
        [ClipGradients(Group = "more", MethodName = "ClipMore")]
        public partial class [|A|] : Trunk
        {
            [Gradient(Group = "more")] public float[] V = new float[1];
        }
        """);

    [Fact]
    public Task FieldNormsBesideAxes_IsReported() => BadProject.Check(
        "FCLIP037",
        "With Axes = { 1 } a field has as many norms as slices; take FieldNorms away",
        """
        using FusedClip;

        [ClipGradients(Axes = new[] { 1 }, [|FieldNorms = true|])]
        public partial class A
        {
            public float[,] W = new float[1, 1];
        }
        """);

    [Fact]
    public Task FieldNormsOnAMethod_IsReported() => BadProject.Check(
        "FCLIP017",
        "'Clip' can't be a clip: FieldNorms is for types; hold the gradients in a container to have a norm for each",
        """
        using FusedClip;

        public static partial class A
        {
            [ClipGradients(MaxNorm = 1, [|FieldNorms = true|])]
            public static partial ClipResult Clip(float[] w);
        }
        """);

    // A member of a type that others don't see has one norm, and so has one by which a struct would hold itself.
    [Fact]
    public Task CirclesAndPrivateTypes_HaveOneNorm() => GoodProject.Check(TestCompilation.Of(
            """
            using System.Collections.Generic;
            using FusedClip;

            [ClipGradients(MaxNorm = 1, FieldNorms = true)]
            public partial class Node
            {
                public float[] W = new float[1];
                public Node? Left { get; set; }
                public Branch? Branch;
                public Leaf? Leaf;
                internal Hidden? Hidden;
                public Box<float>? Box;
                internal Box<Hidden>? Other;
                private Inner? inner;

                public Node(bool isInner) => inner = isInner ? new Inner() : null;

                public static double Sum(Node node)
                {
                    node.MeasureGradients(out var norms);
                    double left = norms.Left, branch = norms.Branch, hidden = norms.Hidden, other = norms.Other, inner = norms.inner;
                    return left + branch + hidden + norms.Leaf.V + norms.Box.V + other + inner;
                }

                [ClipGradients(MaxNorm = 1, FieldNorms = true)]
                private sealed partial class Inner
                {
                    public float[] V = new float[1];
                    private Sibling sibling = new();

                    public double First => MeasureGradients(out var norms).TotalNorm + norms.sibling.V;
                }

                [ClipGradients(MaxNorm = 1, FieldNorms = true)]
                private sealed partial class Sibling
                {
                    public float[] V = new float[1];
                }
            }

            [ClipGradients(MaxNorm = 1, FieldNorms = true)]
            public partial class Branch
            {
                public List<Node> Nodes = new();
                public DerivedNode? Node;
            }

            [ClipGradients(MaxNorm = 1, FieldNorms = true)]
            public partial class DerivedNode : Node
            {
                public DerivedNode() : base(false)
                {
                }

                public Leaf? Second;
            }

            [ClipGradients(MaxNorm = 1, FieldNorms = true)]
            public partial class Leaf
            {
                public float[] V = new float[1];
            }

            [ClipGradients(MaxNorm = 1, FieldNorms = true)]
            internal partial class Hidden
            {
                public float[] V = new float[1];
            }

            [ClipGradients(MaxNorm = 1, FieldNorms = true)]
            public partial class Box<T>
            {
                public float[] V = new float[1];
            }
            """));

    private static string Derived(string ofBase, string ofDerived) => $$"""
        using FusedClip;

        [ClipGradients({{ofBase}})]
        public partial class Trunk
        {
            public float[] W = new float[1];
        }

        [ClipGradients({{ofDerived}})]
        public partial class [|A|] : Trunk
        {
            public float[] V = new float[1];
        }
        """;
}
