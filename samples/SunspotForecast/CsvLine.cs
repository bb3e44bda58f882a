using System.Collections.Generic;
using System.Text;

namespace SunspotForecast;

/// <summary>One line of a CSV file. Values may be quoted, with "" for a quote; they can't span lines.</summary>
internal static class CsvLine
{
    public static List<string> Split(string text, string source, int line)
    {
        var fields = new List<string>();
        int position = 0;
        do
        {
            fields.Add(ReadField(text, ref position, source, line));
        }
        while (position++ < text.Length);

        return fields;
    }

    // Leaves the position on the comma after the field, or at the end of the line.
    private static string ReadField(string text, ref int position, string source, int line)
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        if (position == text.Length || text[position] != '"')
        {
            int comma = text.IndexOf(',', position);
            int start = position;
            position = comma < 0 ? text.Length : comma;
            return text[start..position].Trim();
        }

        return ReadQuotedField(text, ref position, source, line);
    }

    private static string ReadQuotedField(string text, ref int position, string source, int line)
    {
        var field = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '"')
            {
                field.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '"')
            {
                field.Append('"');
                position++;
            }
            else
            {
                position++;
                int comma = text.IndexOf(',', position);
                int end = comma < 0 ? text.Length : comma;
                if (!string.IsNullOrWhiteSpace(text[position..end]))
                {
                    throw InputException.At(source, line, $"'{text[position..end].Trim()}' after a closing quote; expected a comma");
                }

                position = end;
                return field.ToString().Trim();
            }
        }

        throw InputException.At(source, line, "a quote that isn't closed; expected a closing quote on the same line");
    }
}
