using System;
using System.Text;

namespace FusedClip.Generator.Emission;

/// <summary>Writes lines of code at the depth of the blocks that are open. Lines end in LF on every system.</summary>
internal sealed class IndentedWriter
{
    private const int Width = 4;
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines, each at the current depth; one that is empty stays so.</summary>
    public IndentedWriter Write(string lines)
    {
        foreach (string line in lines.Replace("\r", "").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _depth * Width).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Writes an empty line.</summary>
    public IndentedWriter Blank() => Write("");

    /// <summary>Opens a block under a heading, or under none, until what is returned is disposed of.</summary>
    public IDisposable Block(string heading, string closing = "}")
    {
        if (heading.Length > 0)
        {
            Write(heading);
        }

        Write("{");
        _depth++;
        return new Closing(this, closing);
    }

    /// <summary>What was written.</summary>
    public override string ToString() => _text.ToString();

    private sealed class Closing(IndentedWriter writer, string closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Write(closing);
        }
    }
}
