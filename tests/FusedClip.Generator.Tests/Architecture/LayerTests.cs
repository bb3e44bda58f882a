using System.Collections.Generic;
using System.IO;
using System.Linq;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace FusedClip.Generator.Tests.Architecture;

/// <summary>Parsing → Model → Emission: nothing flows back, and of these only Parsing knows Roslyn.</summary>
public sealed class LayerTests
{
    private static readonly string Generator = Path.Combine(Folders.Repository, "src", "Generator");

    // Any name in code counts, so that a qualified one does, wherever it begins; comments and strings don't.
    [Theory]
    [InlineData("Parsing", "Emission")]
    [InlineData("Model", "Parsing")]
    [InlineData("Model", "Emission")]
    [InlineData("Model", "Microsoft")]
    [InlineData("Emission", "Parsing")]
    [InlineData("Emission", "Microsoft")]
    public void ALayer_DoesNotName(string layer, string other)
    {
        SyntaxNode[] nodes = [.. Nodes(layer)];

        Assert.NotEmpty(nodes);
        Assert.Empty(nodes.OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == other).Select(Place));
    }

    // It would name a layer for files that don't.
    [Fact]
    public void NoUsingIsGlobal() =>
        Assert.Empty(Nodes("").OfType<UsingDirectiveSyntax>().Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)).Select(Place));

    private static IEnumerable<SyntaxNode> Nodes(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Generator, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot().DescendantNodes());

    private static string Place(SyntaxNode node) => $"{node.GetLocation().GetLineSpan()}: {node.Parent}";
}
