using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>FCLIP022 to FCLIP025, and what else clipping by value can get wrong.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("Limit", "0", "0", "above zero and finite")]
    [InlineData("Limit", "-0.5", "-0.5", "above zero and finite")]
    [InlineData("Limit", "double.NaN", "NaN", "above zero and finite")]
    [InlineData("Limit", "double.PositiveInfinity", "Infinity", "above zero and finite")]
    [InlineData("Min", "double.NaN", "NaN", "below infinity")]
    [InlineData("Min", "double.PositiveInfinity", "Infinity", "below infinity")]
    [InlineData("Max", "double.NaN", "NaN", "above minus infinity")]
    [InlineData("Max", "double.NegativeInfinity", "-Infinity", "above minus infinity")]
    public Task LimitThatIsNone_IsReported(string argument, string value, string shown, string rule) => BadProject.Check(
        "FCLIP022", $"{argument} is {shown}, but has to be {rule}; leave it out to give it with every call", Source($"[|{argument} = {value}|]"));

    [Fact]
    public Task MinAboveMax_IsReported() => BadProject.Check(
        "FCLIP023", "Min is 1, which is above Max, -1; no element can be between them", Source("Max = -1, [|Min = 1|]"));

    [Theory]
    [InlineData("Min = -1", "Min")]
    [InlineData("Max = 1", "Max")]
    [InlineData("Min = -1, Max = 1", "Min and Max")]
    public Task LimitBesideARange_IsReported(string others, string named) => BadProject.Check(
        "FCLIP024", $"Limit says both ends of the range, and {named} says otherwise; take one of them away", Source($"{others}, [|Limit = 1|]"));

    [Theory]
    [InlineData("[ClipGradientValues]", "[ClipGradients]", "[ClipGradientValues]")]
    [InlineData("[ClipGradients, ClipGradientValues]", "[ClipGradients]", "[ClipGradientValues]")]
    [InlineData("[ClipGradientValues(Max = 1)]", "[ClipGradientValues(Limit = 1)]", "Min or Max in [ClipGradientValues]")]
    [InlineData("[ClipGradientValues]", "[ClipGradientValues(Min = 1)]", "no Min and no Max in [ClipGradientValues]")]
    public Task WhatTheBaseContainerClipsByValue_HasToBeClippedByTheDerivedOne(string ofBase, string attribute, string missing) => BadProject.Check(
        "FCLIP025",
        $"'A' has to have {missing}, as 'Trunk' has, which it derives from: the inherited ClipGradientValues would pass over its own gradients",
        $$"""
        using FusedClip;
        {{ofBase}} public partial class Trunk { public float[] W = []; }
        {{attribute}} public partial class [|A|] : Trunk { public float[] V = []; }
        """);

    [Fact]
    public Task WhatTheBaseContainerClipsByNorm_HasToBeClippedByTheDerivedOne() => BadProject.Check(
        "FCLIP014",
        "What the base container 'Trunk' clips belongs to the members without a group, which no [ClipGradients] on 'A' clips; add one, or change the group",
        """
        using FusedClip;
        [ClipGradients] public partial class Trunk { public float[] W = []; }
        [ClipGradientValues] public partial class [|A|] : Trunk { public float[] V = []; }
        """);

    [Fact]
    public Task NameThatIsTaken_IsReported() => BadProject.Check(
        "FCLIP007",
        "'A' has a member 'ClipGradientValues' already, which is what a generated one is called; rename it, or choose other names by MethodName",
        """
        using FusedClip;
        [ClipGradientValues] public partial class A { public float[] W = []; public void [|ClipGradientValues|]() { } }
        """);

    [Fact]
    public Task NameThatAnotherAttributeTakes_IsReported() => BadProject.Check(
        "FCLIP007",
        "'A' has a member 'ClipGradientValues' already, which is what a generated one is called; rename it, or choose other names by MethodName",
        """
        using FusedClip;
        [ClipGradientValues, ClipGradients([|MethodName = "ClipGradientValues"|])] public partial class A { public float[] W = []; }
        """);

    [Fact]
    public Task TypeThatIsNotPartial_IsReported() => BadProject.Check(
        "FCLIP001",
        "'A' has to be partial, since it is a container and the generator continues its declaration",
        "[FusedClip.ClipGradientValues] public class [|A|] { public float[] W = []; }");

    [Fact]
    public Task TypeWithoutGradients_IsReported() => BadProject.Check(
        "FCLIP005",
        "'A' has nothing to clip: no instance field or auto-property of it is a buffer of float, double or Half; numbers have to be marked [Gradient]",
        "[FusedClip.ClipGradientValues] public partial class [|A|] { public int Step; }");

    [Theory]
    [InlineData("")]
    [InlineData("Limit = double.Epsilon")]
    [InlineData("Limit = double.MaxValue")]
    [InlineData("Min = 1, Max = 1")]
    [InlineData("Min = -1")]
    [InlineData("Max = 0")]
    [InlineData("Min = double.NegativeInfinity, Max = double.PositiveInfinity")]
    public async Task NumbersAtTheEdgeOfWhatIsAllowed_AreFine(string arguments)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of(Source(arguments)));
        Assert.Equal(["A.g.cs"], run.Files.Keys);
    }

    // Names that only a clip by norm would take, members of groups, and everything that derives.
    [Theory]
    [InlineData("[ClipGradientValues] public partial class A { public float[] W = []; public void ClipGradients() { } public void AccumulateNorm() { } }")]
    [InlineData("[ClipGradientValues] public partial class A { [Gradient(Group = \"x\")] public float[] W = []; [Gradient] public double V; }")]
    [InlineData("[ClipGradientValues] public ref partial struct A { public System.Span<float> W; }")]
    [InlineData("[ClipGradientValues] public partial class A<T> where T : struct { public T[] W = []; }")]
    [InlineData("[ClipGradientValues] public partial class Trunk { public float[] W = []; } [ClipGradientValues] public partial class A : Trunk { public float[] V = []; }")]
    [InlineData("[ClipGradientValues] public partial class Trunk { public float[] W = []; } [ClipGradients, ClipGradientValues] public partial class A : Trunk { public float[] V = []; }")]
    [InlineData("[ClipGradientValues] public partial class Trunk { public float[] W = []; } [ClipGradients] public partial class A { public Trunk[] V = []; public System.Collections.Generic.List<System.Half[]> H = []; }")]
    [InlineData("public class Trunk { public virtual void ClipGradientValues(double limit) { } } [ClipGradientValues] public partial class A : Trunk { public float[] V = []; }")]
    public async Task WhatGoesTogether_IsFine(string types)
    {
        (GeneratorRun run, _) = await GoodProject.Check(TestCompilation.Of("using FusedClip; " + types));
        Assert.Contains(run.Files.Keys, file => file.StartsWith('A'));
    }

    private static string Source(string arguments) =>
        $"using FusedClip; [ClipGradientValues({arguments})] public partial class A {{ public float[] W = []; }}";
}
