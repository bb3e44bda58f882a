using System;
using System.Linq;

namespace SunspotForecast;

/// <summary>
/// Something that the user gave is wrong. The message is the one line that is shown: the file, the line where there is
/// one, and what was expected.
/// </summary>
internal sealed class InputException(string message) : Exception(OneLine(message))
{
    private const int MostCharacters = 400;

    public static InputException At(string file, int line, string message) => new($"{file}:{line}: {message}");

    // The message quotes the file, and the file may be anything: control characters could clear a terminal, and a
    // binary file can have a first line of megabytes.
    private static string OneLine(string message)
    {
        string printable = string.Concat(message.Select(character => char.IsControl(character) ? '\uFFFD' : character));
        return printable.Length <= MostCharacters ? printable : printable[..MostCharacters] + "…";
    }
}
