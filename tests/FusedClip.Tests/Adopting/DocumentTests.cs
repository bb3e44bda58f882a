using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>docs/adopting.md shows the programs as they are.</summary>
public sealed class DocumentTests
{
    private static readonly Assembly Tests = typeof(DocumentTests).Assembly;

    [Fact]
    public void EveryLineOfCodeStandsInAProgram()
    {
        HashSet<string> program = [.. Tests.GetManifestResourceNames()
            .Where(name => name.StartsWith("Adopting/", StringComparison.Ordinal))
            .SelectMany(Lines)];

        string[] shown = [.. Code(Lines("adopting.md")).Where(line => line is not ("" or "// …"))];

        Assert.True(shown.Length > 50);
        Assert.All(shown, line => Assert.Contains(line, program));
    }

    private static IEnumerable<string> Code(IEnumerable<string> lines)
    {
        bool isCode = false;
        foreach (string line in lines)
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            isCode = isFence ? !isCode : isCode;
            if (isCode && !isFence)
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(Tests.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim())];
    }
}
