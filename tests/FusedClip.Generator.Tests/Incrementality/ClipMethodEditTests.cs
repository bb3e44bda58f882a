using System;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Incrementality;

/// <summary>What is generated anew after an edit of a method that clips its parameters, or of a container with groups.</summary>
public class ClipMethodEditTests
{
    private const string Clip = "Demo.Trainer.Clip.g.cs";
    private const string ClipHead = "Demo.Trainer.ClipHead.g.cs";
    private const string Model = "Demo.Model.g.cs";
    private const string Kernels = "FusedClip.Kernels.g.cs";

    private static readonly TestCompilation Project = TestCompilation.OfFiles(
        ("Trainer.cs",
            """
            using System;
            using FusedClip;

            namespace Demo;

            public static partial class Trainer
            {
                [ClipGradients(MaxNorm = 10)]
                private static partial ClipResult Clip(float[,] dW1, Span<float> dB1);

                [ClipGradients]
                private static partial ClipResult ClipHead(float[,] dW1, double maxNorm = 5, double preScale = 1);

                public static void Step(float[,] dW1) => _ = (Clip(dW1, default), ClipHead(dW1));
            }
            """),
        ("Model.cs",
            """
            using FusedClip;

            namespace Demo;

            [ClipGradients(Group = "actor", MethodName = "ClipActor")]
            [ClipGradients(Group = "critic", MethodName = "ClipCritic")]
            public partial class Model
            {
                [Gradient(Group = "actor")] public float[] Policy = [];
                [Gradient(Group = "critic")] public float[] Value = [];
            }
            """));

    [Fact]
    public async Task SecondRun_IsCached()
    {
        (GeneratorRun run, _) = await GoodProject.Check(Project);

        Assert.Equal(4, run.Files.Count);
        run.AfterClone().AssertCached();
    }

    [Theory]
    [InlineData("public static void Step", "/* A comment. */ public static void Step")]
    [InlineData("public static void Step", "public static int Steps; public static void Step")]
    [InlineData("Clip(dW1, default)", "Clip(dW1, new float[3])")]
    [InlineData("\n", "\n\n  ")]
    [InlineData("MaxNorm = 10", "MaxNorm = 20.0 / 2")]
    [InlineData("double maxNorm = 5", "double maxNorm = 7")]
    [InlineData("[ClipGradients(MaxNorm = 10)]", "/// <summary>Clips.</summary>\n[ClipGradients(MaxNorm = 10)]")]
    public void EditBesideWhatMatters_DoesNotModifyOutput(string before, string after) =>
        AfterEdit("Trainer.cs", before, after).AssertCached();

    [Theory]
    [InlineData("Span<float> dB1", "Span<float> dBias")]
    [InlineData("Span<float> dB1", "float[] dB1")]
    [InlineData("Span<float> dB1", "Span<float> dB1, float[]? dB2 = null")]
    [InlineData("MaxNorm = 10", "MaxNorm = 20")]
    [InlineData("private static partial ClipResult Clip(", "internal static partial ClipResult Clip(")]
    public void EditOfAMethod_ModifiesItsFileAlone(string before, string after)
    {
        GeneratorRun run = AfterEdit("Trainer.cs", before, after);

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Clip));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(ClipHead));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Model));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
    }

    [Fact]
    public void ChangedNormOfAMethod_ModifiesTheKernelFile()
    {
        GeneratorRun run = AfterEdit("Trainer.cs", "MaxNorm = 10", "MaxNorm = 10, Norm = 1");

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Kernels));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Model));
        Assert.Contains("SingleL1", run.Files[Kernels], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Group = \"critic\"", "Group = \"value\"")]
    [InlineData("[Gradient(Group = \"actor\")] public float[] Policy = [];", "[Gradient(Group = \"actor\")] public float[] Policy = []; [Gradient(Group = \"actor\")] public float[] Bias = [];")]
    [InlineData("MethodName = \"ClipActor\"", "MethodName = \"ClipPolicy\"")]
    [InlineData("MethodName = \"ClipActor\"", "MethodName = \"ClipActor\", MaxNorm = 1")]
    public void EditOfAGroup_ModifiesItsContainerAlone(string before, string after)
    {
        GeneratorRun run = AfterEdit("Model.cs", before, after);

        Assert.Equal(IncrementalStepRunReason.Modified, run.ReasonOf(Model));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Clip));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
    }

    [Fact]
    public void BrokenMethod_LosesItsFileAndLeavesTheOthersCached()
    {
        GeneratorRun run = AfterEdit("Trainer.cs", "double preScale = 1", "int steps = 1");

        Assert.DoesNotContain(ClipHead, run.Files.Keys);
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Clip));
        Assert.Equal(IncrementalStepRunReason.Cached, run.ReasonOf(Kernels));
    }

    private static GeneratorRun AfterEdit(string fileName, string before, string after) =>
        GeneratorRun.Of(Project).AfterEdit(fileName, text => text.Replace(before, after, StringComparison.Ordinal));
}
