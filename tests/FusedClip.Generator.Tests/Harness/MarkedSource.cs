using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>A source in which <c>[|</c> and <c>|]</c> mark what diagnostics are to point at.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    private const string Opening = "[|";
    private const string Closing = "|]";

    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        int position = 0;
        while (marked.IndexOf(Opening, position, StringComparison.Ordinal) is >= 0 and int opening)
        {
            int closing = marked.IndexOf(Closing, opening, StringComparison.Ordinal);
            text.Append(marked, position, opening - position);
            int start = text.Length;
            text.Append(marked, opening + Opening.Length, closing - opening - Opening.Length);
            spans.Add(TextSpan.FromBounds(start, text.Length));
            position = closing + Closing.Length;
        }

        return new MarkedSource(text.Append(marked, position, marked.Length - position).ToString(), spans);
    }
}
