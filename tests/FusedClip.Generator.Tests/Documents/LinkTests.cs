using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Documents;

/// <summary>Links from document to document lead somewhere, and so do their anchors.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. new[] { "docs", "samples" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Folders.Repository, folder), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Folders.Repository, "*.md"))
        .Select(path => Path.GetRelativePath(Folders.Repository, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryLinkLeadsSomewhere(string document)
    {
        string path = Path.Combine(Folders.Repository, document);
        string[] broken =
        [
            .. Prose(path)
                .SelectMany(line => Link().Matches(line))
                .Select(match => match.Groups[1].Value)
                .Where(link => !link.Contains("://", StringComparison.Ordinal) && !Exists(path, link)),
        ];

        Assert.Empty(broken);
    }

    private static bool Exists(string document, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, parts[0]));
        return parts.Length == 1 ? Path.Exists(target) : File.Exists(target) && Anchors(target).Contains(parts[1]);
    }

    // A heading's anchor, as GitHub makes it: letters, digits, hyphens and underscores, in lower case, with a hyphen for each space.
    private static IEnumerable<string> Anchors(string document) => Prose(document)
        .Where(line => line.StartsWith('#'))
        .Select(line => new string([.. line.TrimStart('#').Trim().ToLowerInvariant()
            .Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')
            .Select(character => character == ' ' ? '-' : character)]));

    // What isn't code: neither blocks nor spans.
    private static IEnumerable<string> Prose(string document)
    {
        bool isCode = false;
        foreach (string line in File.ReadLines(document))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isCode && !isFence)
            {
                yield return line.StartsWith('#') ? line : CodeSpan().Replace(line, "code");
            }
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();
}
