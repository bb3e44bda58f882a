using System.Globalization;

namespace FusedClip.Generator.Parsing;

/// <summary>A hash that is the same in every process, unlike that of <see cref="string"/>: 32-bit FNV-1a.</summary>
internal static class StableHash
{
    public static string Of(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
