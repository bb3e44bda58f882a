using System;
using System.IO;

namespace FusedClip.Benchmarks.Results;

/// <summary>A part of a document, as that between <c>&lt;!-- ratios --&gt;</c> and <c>&lt;!-- /ratios --&gt;</c>.</summary>
internal static class MarkedPart
{
    /// <summary>Replaces it; returns false where the file or the marks aren't there.</summary>
    /// <param name="path">The document.</param>
    /// <param name="name">The part's name, <c>ratios</c>.</param>
    /// <param name="content">What it says from now on.</param>
    public static bool Replace(string path, string name, string content)
    {
        string beginMark = $"<!-- {name} -->";
        if (!File.Exists(path))
        {
            return false;
        }

        string text = File.ReadAllText(path);
        int begin = LineOf(text, beginMark, 0);
        int end = begin < 0 ? -1 : LineOf(text, $"<!-- /{name} -->", begin);
        if (end < 0)
        {
            return false;
        }

        File.WriteAllText(path, $"{text[..(begin + beginMark.Length)]}\n\n{content.TrimEnd()}\n\n{text[end..]}");
        return true;
    }

    // A mark stands on a line of its own; where it is only spoken of, it doesn't.
    private static int LineOf(string text, string mark, int from)
    {
        for (int at = text.IndexOf(mark, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            int after = at + mark.Length;
            if ((at == 0 || text[at - 1] == '\n') && (after == text.Length || text[after] is '\r' or '\n'))
            {
                return at;
            }
        }

        return -1;
    }
}
