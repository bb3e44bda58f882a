using System.Globalization;

namespace FusedClip.Generator.Emission;

/// <summary>Values as C# source, the same under every culture.</summary>
internal static class Literals
{
    /// <summary>A double, round-trippable: <c>5D</c>, <c>1E-06D</c>, <c>double.PositiveInfinity</c>.</summary>
    public static string Of(double value) =>
        double.IsInfinity(value) ? value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity" : value.ToString("R", CultureInfo.InvariantCulture) + "D";

    /// <summary>A float, round-trippable: <c>0.1F</c>.</summary>
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "F";

    /// <summary>A double in a sentence.</summary>
    public static string InText(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Text in an XML comment.</summary>
    public static string InXml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
