using System.Globalization;

namespace FusedClip.Generator.Tests.Models;

internal static class Cultures
{
    /// <summary>
    /// Numbers as fi-FI writes them: a comma, and U+2212 as the minus sign. Made by hand, since the tests run without ICU, which has
    /// the real one.
    /// </summary>
    public static CultureInfo Finnish { get; } = Make();

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00a0";
        culture.NumberFormat.PositiveInfinitySymbol = "ääretön";
        return culture;
    }
}
