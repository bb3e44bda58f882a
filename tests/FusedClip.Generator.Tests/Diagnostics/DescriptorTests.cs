using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Diagnostics;

/// <summary>What every diagnostic has to have besides a rule: a page, a row among the releases, a help link.</summary>
public class DescriptorTests
{
    private static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Ids_AreNumberedWithoutAGap() =>
        Assert.Equal(Enumerable.Range(1, All.Count).Select(number => $"FCLIP{number:D3}"), All.Select(descriptor => descriptor.Id));

    [Fact]
    public void Analyzer_SupportsEveryDescriptor() =>
        Assert.Equal(All.ToHashSet(), new ClipGradientsAnalyzer().SupportedDiagnostics.ToHashSet());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_HasAHelpLinkToItsPage(string id) =>
        Assert.Equal($"https://github.com/fusedclip/fusedclip/blob/main/docs/diagnostics/{id}.md", Descriptor(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_HasAPageWithItsTitle(string id)
    {
        string page = Path.Combine(Folders.Repository, "docs", "diagnostics", id + ".md");

        Assert.True(File.Exists(page), $"{page} is missing.");
        Assert.Contains(id, File.ReadLines(page).First(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_HasARowAmongTheReleases(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);
        string[] rows = [.. new[] { "Shipped", "Unshipped" }
            .Select(kind => Path.Combine(Folders.Repository, "src", "Generator", $"AnalyzerReleases.{kind}.md"))
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(id, StringComparison.Ordinal))];

        string[] cells = [.. Assert.Single(rows).Split('|').Select(cell => cell.Trim())];
        Assert.Equal([id, descriptor.Category, descriptor.DefaultSeverity.ToString(), descriptor.Title.ToString()], cells);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_IsASentenceWithoutAFullStop(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);

        Assert.Equal("FusedClip", descriptor.Category);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Matches("^[A-Z].*[^.]$", descriptor.Title.ToString());
        Assert.Matches("[^.]$", descriptor.MessageFormat.ToString());
        Assert.Contains("{0}", descriptor.MessageFormat.ToString(), StringComparison.Ordinal);
    }

    private static DiagnosticDescriptor Descriptor(string id) => All.Single(descriptor => descriptor.Id == id);
}
