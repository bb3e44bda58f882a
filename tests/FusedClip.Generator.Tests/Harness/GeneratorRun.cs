using System;
using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Emission;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>A run of the generator over a compilation, and what it made.</summary>
internal sealed class GeneratorRun
{
    private const string SourceOutput = "SourceOutput";

    private readonly TestCompilation _project;
    private readonly CSharpCompilation _input;
    private readonly GeneratorRunResult _result;

    private GeneratorRun(TestCompilation project, CSharpCompilation input, GeneratorDriver driver)
    {
        _project = project;
        _input = input;
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _, TestContext.Current.CancellationToken);
        Output = (CSharpCompilation)output;
        _result = Driver.GetRunResult().Results.Single();
        Assert.Null(_result.Exception);
        Assert.Empty(_result.Diagnostics);
    }

    /// <summary>The driver after the run.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation with what was generated.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>The generated texts, by their hint names.</summary>
    public IReadOnlyDictionary<string, string> Files => _result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The values of the pipeline's named steps.</summary>
    public IEnumerable<object> TrackedValues => Outputs.Select(output => output.Value);

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs =>
        from name in new[]
        {
            TrackingNames.Containers, TrackingNames.ClipMethods, TrackingNames.KernelNamespace,
            TrackingNames.ContainerFiles, TrackingNames.ClipMethodFiles, TrackingNames.KernelFile,
        }
        from step in Steps(name)
        from output in step.Outputs
        select output;

    public static GeneratorRun Of(string source) => Of(TestCompilation.Of(source));

    public static GeneratorRun Of(TestCompilation project)
    {
        CSharpCompilation input = project.Create();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ClipGradientsGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions?)input.SyntaxTrees.First().Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(project, input, driver);
    }

    /// <summary>Runs again after an edit of one file; the other files' trees stay the same, as they do in an editor.</summary>
    public GeneratorRun AfterEdit(string fileName, Func<string, string> edit)
    {
        string before = _project.Files[fileName];
        string after = edit(before);
        Assert.NotEqual(before, after);
        SyntaxTree old = _input.SyntaxTrees.Single(tree => tree.FilePath == "/demo/" + fileName);
        SyntaxTree edited = CSharpSyntaxTree.ParseText(after, (CSharpParseOptions)old.Options, old.FilePath, cancellationToken: TestContext.Current.CancellationToken);
        return new GeneratorRun(
            _project with { Files = _project.Files.SetItem(fileName, after) }, _input.ReplaceSyntaxTree(old, edited), Driver);
    }

    /// <summary>Runs again on a compilation that is equal, but another.</summary>
    public GeneratorRun AfterClone() => new(_project, _input.Clone(), Driver);

    /// <summary>Why a file is what it is in this run.</summary>
    public IncrementalStepRunReason ReasonOf(string hintName)
    {
        IncrementalGeneratorRunStep[] steps = [.. Steps(SourceOutput).Where(step => HintNameOf(step) == hintName)];
        return Assert.Single(Assert.Single(steps).Outputs).Reason;
    }

    /// <summary>Asserts that nothing was computed anew.</summary>
    public void AssertCached()
    {
        Assert.All(Outputs, output => AssertCached(output.Reason));
        Assert.All(Steps(SourceOutput).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    /// <summary>Asserts that what the generator keeps between runs is equal from run to run, and holds on to no compilation.</summary>
    public void AssertIncremental()
    {
        Assert.All(TrackedValues, BannedTypes.AssertNoneIn);
        GeneratorRun again = AfterClone();
        again.AssertCached();
        Assert.Equal(Files, again.Files);
    }

    private static void AssertCached(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"A step was {reason}.");

    private static string HintNameOf(IncrementalGeneratorRunStep output)
    {
        (IncrementalGeneratorRunStep source, int index) = output.Inputs.Single();
        return source.Outputs[index].Value switch
        {
            ValueTuple<ContainerSpec, string> container => container.Item1.Declaration.HintName,
            ValueTuple<ClipMethodSpec, string> method => method.Item1.Declaration.HintName,
            KernelFileSpec => KernelFile.HintName,
            var other => throw new InvalidOperationException($"A source output has {other} as its input."),
        };
    }

    private IEnumerable<IncrementalGeneratorRunStep> Steps(string name) =>
        _result.TrackedSteps.TryGetValue(name, out var steps) ? steps
        : _result.TrackedOutputSteps.TryGetValue(name, out var outputSteps) ? outputSteps
        : [];
}
