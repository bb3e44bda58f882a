using System;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Incrementality;

/// <summary>What is generated anew after an edit, and what isn't.</summary>
public class EditTests
{
    private const string Actor = "Demo.Actor.g.cs";
    private const string Critic = "Demo.Critic.g.cs";
    private const string Kernels = "FusedClip.Kernels.g.cs";

    private static readonly TestCompilation Project = TestCompilation.OfFiles(
        ("Actor.cs",
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 5)]
            public partial class Actor : Model
            {
                public float[] W1 = [];
                public float[] B1 = [];
            }
            """),
        ("Critic.cs",
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(MaxNorm = 5)]
            public partial class Critic
            {
                public float[] W1 = [];
            }
            """),
        ("Model.cs",
            """
            namespace Demo;

            public class Model
            {
                public int Steps;
            }
            """),
        ("Other.cs",
            """
            namespace Demo;

            internal static class Other
            {
                public static int Answer() => 42;
            }
            """));

    [Fact]
    public async Task SecondRun_IsCached()
    {
        (GeneratorRun run, _) = await GoodProject.Check(Project);

        run.AfterClone().AssertCached();
    }

    [Fact]
    public void AddedComment_DoesNotModifyOutput() =>
        AfterEdit("Actor.cs", text => text.Replace("public float[] B1", "/* The bias. */ public float[] B1", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void AddedBlankLines_DoNotModifyOutput() =>
        AfterEdit("Actor.cs", text => text.Replace("\n", "\n\n  ", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void AddedMethodInContainer_DoesNotModifyOutput() =>
        AfterEdit("Actor.cs", text => text.Replace("public float[] B1", "public int Count() => 2; public float[] B1", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void ChangedInitializer_DoesNotModifyOutput() =>
        AfterEdit("Actor.cs", text => text.Replace("W1 = []", "W1 = new float[64]", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void EditedUnrelatedFile_DoesNotModifyOutput() =>
        AfterEdit("Other.cs", text => text.Replace("42", "43", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void AddedUnrelatedType_DoesNotModifyOutput() =>
        AfterEdit("Other.cs", text => text + "internal class Another { public float[] W = []; }").AssertCached();

    [Fact]
    public void AddedUnrelatedAttribute_DoesNotModifyOutput() =>
        AfterEdit("Actor.cs", text => text.Replace("public partial", "[System.Serializable] public partial", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void MaxNormWrittenOtherwise_DoesNotModifyOutput() =>
        AfterEdit("Actor.cs", text => text.Replace("MaxNorm = 5", "MaxNorm = 10.0 / 2", StringComparison.Ordinal)).AssertCached();

    [Fact]
    public void AddedField_ModifiesItsContainerAlone()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("public float[] B1", "public float[] W2 = []; public float[] B1", StringComparison.Ordinal));

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Actor));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Critic));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
        Assert.Contains("W2, // float[]", run.Files[Actor], StringComparison.Ordinal);
    }

    [Fact]
    public void ReorderedFields_ModifyTheirContainer()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("W1", "X", StringComparison.Ordinal)
            .Replace("B1", "W1", StringComparison.Ordinal).Replace("X", "B1", StringComparison.Ordinal));

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Actor));
    }

    [Fact]
    public void ChangedMaxNorm_LeavesTheKernelFileCached()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("MaxNorm = 5", "MaxNorm = 1", StringComparison.Ordinal));

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Actor));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Critic));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
    }

    [Fact]
    public void ChangedNorm_ModifiesTheKernelFile()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("MaxNorm = 5", "MaxNorm = 5, Norm = 1", StringComparison.Ordinal));

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Actor));
        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Kernels));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Critic));
    }

    [Fact]
    public void BaseClassInAnotherFileGainsGradients_ModifiesTheDerivedContainer()
    {
        GeneratorRun run = AfterEdit("Model.cs", text => text.Replace("public int Steps;", "public int Steps; protected float[] Embedding = [];", StringComparison.Ordinal));

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Actor));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Critic));
        Assert.Contains("Embedding, // float[]", run.Files[Actor], StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenContainer_LosesItsFileAndLeavesTheOthersCached()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("MaxNorm = 5", "MaxNorm = -5", StringComparison.Ordinal));

        Assert.DoesNotContain(Actor, run.Files.Keys);
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Critic));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
    }

    [Fact]
    public void RemovedContainer_LosesItsFile()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("[ClipGradients(MaxNorm = 5)]", "", StringComparison.Ordinal));

        // The compiler moves the ones behind it up by one, and so computes their files again: they have to be as they were.
        Assert.Equal([Critic, Kernels], run.Files.Keys);
        Assert.Equal(GeneratorRun.Of(Project).Files[Critic], run.Files[Critic]);
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
    }

    [Fact]
    public void LastContainerRemoved_LosesTheKernelFile()
    {
        GeneratorRun run = AfterEdit("Actor.cs", text => text.Replace("[ClipGradients(MaxNorm = 5)]", "", StringComparison.Ordinal))
            .AfterEdit("Critic.cs", text => text.Replace("[ClipGradients(MaxNorm = 5)]", "", StringComparison.Ordinal));

        Assert.Empty(run.Files);
    }

    private static GeneratorRun AfterEdit(string fileName, Func<string, string> edit) => GeneratorRun.Of(Project).AfterEdit(fileName, edit);
}
