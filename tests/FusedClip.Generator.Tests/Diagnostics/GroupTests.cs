using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP014, FCLIP015 and FCLIP016, and what else groups can get wrong.</summary>
public class GroupTests
{
    private const string Actor = "[ClipGradients(Group = \"actor\", MethodName = \"ClipActor\")] ";

    [Theory]
    [InlineData("[Gradient(Group = \"critic\")] public float[] [|V|] = [];", "the group 'critic'")]
    [InlineData("[Gradient] public float[] [|V|] = [];", "the members without a group")]
    [InlineData("[field: Gradient(Group = \"Actor\")] public float[] [|V|] { get; set; } = [];", "the group 'Actor'")]
    [InlineData("[Gradient(Group = \"\")] public double [|V|];", "the group ''")]
    public Task MemberOfAGroupThatNoAttributeNames_IsReported(string member, string group) => BadProject.Check(
        "FCLIP014",
        $"'V' belongs to {group}, which no [ClipGradients] on 'A' clips; add one, or change the group",
        Source(Actor, $"[Gradient(Group = \"actor\")] public float[] W = []; {member}"));

    [Fact]
    public Task InheritedMemberOfAGroupThatNoAttributeNames_IsReportedAtTheContainer() => BadProject.Check(
        "FCLIP014",
        "'V' belongs to the group 'critic', which no [ClipGradients] on 'A' clips; add one, or change the group",
        """
        using FusedClip;

        public class Model { [Gradient(Group = "critic")] public float[] V = []; }

        [ClipGradients(MaxNorm = 1)]
        public partial class [|A|] : Model { [Gradient] public float[] W = []; }
        """);

    [Theory]
    [InlineData("[ClipGradients]", "[Gradient]", "the group 'actor'")]
    [InlineData("[ClipGradients(Group = \"critic\", MethodName = \"ClipCritic\")]", "[Gradient(Group = \"critic\")]", "the group 'actor'")]
    public Task GroupOfTheBaseContainerThatTheDerivedOneLeavesOut_IsReported(string attribute, string mark, string group) => BadProject.Check(
        "FCLIP014",
        $"What the base container 'Trunk' clips belongs to {group}, which no [ClipGradients] on 'A' clips; add one, or change the group",
        $$"""
        using FusedClip;

        namespace Demo;

        [ClipGradients(Group = "actor", MethodName = "ClipActor")]
        public partial class Trunk { [Gradient(Group = "actor")] public float[] W = []; }

        {{attribute}}
        public partial class [|A|] : Trunk { {{mark}} public float[] V = []; }
        """);

    [Fact]
    public Task GroupsOnAContainerWhoseBaseHasNone_AreReported() => BadProject.Check(
        "FCLIP014",
        "What the base container 'Trunk' clips belongs to the members without a group, which no [ClipGradients] on 'A' clips; add one, or change the group",
        """
        using FusedClip;

        [ClipGradients]
        public partial class Trunk { public float[] W = []; }

        [ClipGradients(Group = "actor", MethodName = "ClipActor")]
        public partial class [|A|] : Trunk { [Gradient(Group = "actor")] public float[] V = []; }
        """);

    [Fact]
    public Task MemberInTwoGroups_IsReported() => BadProject.Check(
        "FCLIP015",
        "'V' is in the group 'critic' and in the group 'actor'; what two clips scale, neither limits",
        Source(
            Actor + "[ClipGradients(Group = \"critic\", MethodName = \"ClipCritic\")]",
            """
            [Gradient(Group = "actor")] public float[] W = [];
            [Gradient(Group = "critic")] [field: Gradient(Group = "actor")] public float[] [|V|] { get; set; } = [];
            """));

    [Theory]
    [InlineData("[ClipGradients(MaxNorm = 1)] [[|ClipGradients(MaxNorm = 2)|]]", "[Gradient]", "the members without a group")]
    [InlineData("[ClipGradients, [|ClipGradients(MethodName = \"ClipAll\")|]]", "", "the members without a group")]
    [InlineData("[ClipGradients(Group = \"a\")] [ClipGradients([|Group = \"a\"|], MethodName = \"ClipAll\")]", "[Gradient(Group = \"a\")]", "the group 'a'")]
    public Task GroupThatTwoAttributesName_IsReported(string attributes, string mark, string group) => BadProject.Check(
        "FCLIP016",
        $"'A' has [ClipGradients] twice for {group}; take one away, or give it a Group of its own",
        Source(attributes, $"{mark} public float[] W = [];"));

    [Fact]
    public Task AttributesOnTwoParts_AreTwo() => BadProject.Check(
        "FCLIP016",
        "'A' has [ClipGradients] twice for the members without a group; take one away, or give it a Group of its own",
        """
        using FusedClip;

        [ClipGradients] public partial class A { public float[] W = []; }
        [[|ClipGradients|]] public partial class A { public float[] V = []; }
        """);

    [Theory]
    [InlineData("[ClipGradients(Group = \"actor\")] [[|ClipGradients(Group = \"critic\")|]]", "ClipGradients")]
    [InlineData("[ClipGradients(Group = \"actor\", MethodName = \"ClipAll\")] [ClipGradients(Group = \"critic\", [|MethodName = \"ClipAll\"|])]", "ClipAll")]
    [InlineData("[ClipGradients(Group = \"actor\", MethodName = \"ClipAll\")] [ClipGradients(Group = \"critic\", [|MethodName = \"All\"|])]", "MeasureAll")]
    [InlineData("[ClipGradients(Group = \"actor\", MethodName = \"ClipAll\")] [ClipGradients(Group = \"critic\", [|MethodName = \"SweepAll\"|])]", "SweepAll")]
    public Task MethodNamesThatTwoGroupsShare_AreReportedOnce(string attributes, string name) => BadProject.Check(
        "FCLIP007",
        $"'A' has a member '{name}' already, which is what a generated one is called; rename it, or choose other names by MethodName",
        Source(attributes, "[Gradient(Group = \"actor\")] public float[] W = []; [Gradient(Group = \"critic\")] public float[] V = [];"));

    [Theory]
    [InlineData("ClipCritic")]
    [InlineData("SweepActor")]
    [InlineData("ActorFieldName")]
    [InlineData("CriticFieldCount")]
    [InlineData("AccumulateNorm")]
    public Task MemberOfANameThatAGroupGives_IsReported(string name) => BadProject.Check(
        "FCLIP007",
        $"'A' has a member '{name}' already, which is what a generated one is called; rename it, or choose other names by MethodName",
        Source(
            Actor + "[ClipGradients(Group = \"critic\", MethodName = \"ClipCritic\")]",
            $"[Gradient(Group = \"actor\")] public float[] W = []; [Gradient(Group = \"critic\")] public float[] V = []; public void [|{name}|]() {{ }}"));

    [Theory]
    [InlineData("[ClipGradients(Group = \"actor\")]", "public float[] W = [];", "no member is marked [Gradient(Group = \"actor\")]")]
    [InlineData("[ClipGradients] [ClipGradients(Group = \"actor\", MethodName = \"ClipActor\")]", "[Gradient(Group = \"actor\")] public float[] W = [];", "no member is marked [Gradient]")]
    [InlineData("[ClipGradients] [ClipGradients(Group = \"actor\", MethodName = \"ClipActor\")]", "[Gradient] public float[] W = [];", "no member is marked [Gradient(Group = \"actor\")]")]
    public Task GroupWithoutMembers_IsReported(string attributes, string members, string reason) => BadProject.Check(
        "FCLIP005", $"'A' has nothing to clip: {reason}", Source(attributes, members).Replace("class A", "class [|A|]", System.StringComparison.Ordinal));

    [Fact]
    public Task SettingsOfASecondGroup_AreChecked() => BadProject.Check(
        "FCLIP002",
        "MaxNorm is -1, but has to be above zero and finite; leave it out to give the limit with every call",
        Source(
            Actor + "[ClipGradients(Group = \"critic\", MethodName = \"ClipCritic\", [|MaxNorm = -1|])]",
            "[Gradient(Group = \"actor\")] public float[] W = []; [Gradient(Group = \"critic\")] public float[] V = [];"));

    private static string Source(string attributes, string members) =>
        $$"""
        using FusedClip;

        {{attributes}}
        public partial class A
        {
            {{members}}
        }
        """;
}
