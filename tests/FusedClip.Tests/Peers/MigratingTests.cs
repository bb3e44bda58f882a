using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>docs/migrating.md says what is tested: its rows name tests, and its settings are those of the tests' containers.</summary>
public sealed partial class MigratingTests
{
    private static readonly Assembly Tests = typeof(MigratingTests).Assembly;

    [Fact]
    public void EveryRowNamesATest()
    {
        string[] rows = [.. Rows()];

        Assert.True(rows.Length > 20);
        Assert.All(rows, row => Assert.True(IsTest(row.Split('|')[^2].Trim()), $"no test is named in: {row}"));
    }

    [Fact]
    public void EverySettingIsThatOfATestedContainer()
    {
        HashSet<string> tested = [.. Lines("PeerContainers.cs")];
        string[] settings = [.. Lines("migrating.md").SelectMany(line => Attribute().Matches(line)).Select(match => match.Groups[1].Value)];

        Assert.True(settings.Length > 10);
        Assert.All(settings, setting => Assert.Contains(setting, tested));
    }

    // The rows of tables, without headings and the lines below them.
    private static IEnumerable<string> Rows()
    {
        string[] lines = [.. Lines("migrating.md")];
        for (int i = 0; i < lines.Length; i++)
        {
            bool isHeading = i + 1 < lines.Length && lines[i + 1].StartsWith("| ---", StringComparison.Ordinal);
            if (lines[i].StartsWith('|') && !lines[i].StartsWith("| ---", StringComparison.Ordinal) && !isHeading)
            {
                yield return lines[i];
            }
        }
    }

    private static bool IsTest(string cell) =>
        TestName().Match(cell) is { Success: true } name
        && Tests.GetType($"FusedClip.Tests.{name.Groups[1].Value}")?.GetMethod(name.Groups[2].Value) is { } method
        && method.IsDefined(typeof(FactAttribute));

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(Tests.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim())];
    }

    [GeneratedRegex(@"^`([\w.]+)\.(\w+)`$")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(\[ClipGradient\w*\([^`]*\)\])`")]
    private static partial Regex Attribute();
}
