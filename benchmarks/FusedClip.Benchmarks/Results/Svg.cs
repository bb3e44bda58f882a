using System.Globalization;
using System.Security;
using System.Text;

namespace FusedClip.Benchmarks.Results;

/// <summary>Writes the few SVG elements that the picture is made of.</summary>
internal sealed class Svg(double width, double height, string title)
{
    private const string Ink = "#1f2933";

    private readonly StringBuilder _text = new(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Number(width)}" height="{Number(height)}" viewBox="0 0 {Number(width)} {Number(height)}" role="img" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif">
        <title>{SecurityElement.Escape(title)}</title>
        <rect width="{Number(width)}" height="{Number(height)}" fill="#ffffff"/>

        """.ReplaceLineEndings("\n"));

    public void Rectangle(double x, double y, double width, double height, string fill) =>
        _text.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{fill}\"/>\n");

    public void Line(double x1, double y1, double x2, double y2, string color, double width = 1) =>
        _text.Append(
            $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{color}\" stroke-width=\"{Number(width)}\"/>\n");

    /// <summary>A dot, or a ring.</summary>
    public void Dot(double x, double y, string color, bool isFilled) =>
        _text.Append(
            $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"4.5\" fill=\"{(isFilled ? color : "#ffffff")}\" stroke=\"{color}\" stroke-width=\"2\"/>\n");

    public void Text(double x, double y, string text, double size = 13, string anchor = "start", string color = Ink, string weight = "normal") =>
        _text.Append(
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" text-anchor=\"{anchor}\" fill=\"{color}\" font-weight=\"{weight}\">")
            .Append($"{SecurityElement.Escape(text)}</text>\n");

    public override string ToString() => $"{_text}</svg>\n";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
