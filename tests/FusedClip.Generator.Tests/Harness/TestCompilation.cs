using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>
/// A user's project, as it is before the generator has run, with every warning that the compiler has, those for missing comments too.
/// </summary>
internal sealed record TestCompilation
{
    /// <summary>The sources, by file name.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }

    public string AssemblyName { get; init; } = "Demo";

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>Whether it is compiled for .NET 8; otherwise for the .NET that runs the tests.</summary>
    public bool IsNet8 { get; init; }

    /// <summary>Whether DEBUG is defined, as it is in a project's debug builds.</summary>
    public bool DefinesDebug { get; init; }

    public bool AllowUnsafe { get; init; }

    public bool CheckOverflow { get; init; }

    public OptimizationLevel OptimizationLevel { get; init; } = OptimizationLevel.Release;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Further assemblies, as their images.</summary>
    public ImmutableArray<ImmutableArray<byte>> Others { get; init; } = [];

    /// <summary>The text of an .editorconfig at the project's root.</summary>
    public string EditorConfig { get; init; } = "";

    public static TestCompilation Of(string source) => OfFiles(("Source.cs", source));

    public static TestCompilation OfFiles(params (string Name, string Text)[] files) =>
        new() { Files = files.ToImmutableSortedDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal) };

    public CSharpCompilation Create()
    {
        CSharpParseOptions parseOptions = new(LanguageVersion, DocumentationMode.Diagnose, preprocessorSymbols: DefinesDebug ? ["DEBUG"] : []);
        SyntaxTree[] trees = [.. Files.Select(file => CSharpSyntaxTree.ParseText(file.Value, parseOptions, "/demo/" + file.Key))];
        IEnumerable<MetadataReference> references = (IsNet8 ? References.Net8 : References.Current)
            .Concat(Others.Select(image => MetadataReference.CreateFromImage(image)));
        return CSharpCompilation.Create(AssemblyName, trees, references, new CSharpCompilationOptions(
            OutputKind,
            nullableContextOptions: Nullable,
            allowUnsafe: AllowUnsafe,
            optimizationLevel: OptimizationLevel,
            checkOverflow: CheckOverflow,
            warningLevel: 9999,
            deterministic: true).WithSyntaxTreeOptionsProvider(new EditorConfigOptions(EditorConfig)));
    }
}
