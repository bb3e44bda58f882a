using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace SunspotForecast;

internal readonly record struct Point(double X, double Y);

/// <summary>How a line is drawn.</summary>
internal readonly record struct Pen(string Color, double Width, string? Dashes = null, double Opacity = 1);

/// <summary>How a text is set.</summary>
internal readonly record struct Font(double Size, string Color, string Anchor = "start", string Weight = "normal");

/// <summary>Writes the few SVG elements that a chart is made of.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly XmlWriter _xml;
    private int _clips;

    public SvgWriter(Stream stream, double width, double height, string title, string description)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        });
        _xml.WriteStartElement("svg", Namespace);
        Attribute("width", width);
        Attribute("height", height);
        Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}");
        Attribute("role", "img");
        Attribute("font-family", "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif");
        _xml.WriteElementString("title", Namespace, title);
        _xml.WriteElementString("desc", Namespace, description);
    }

    public void Rectangle(double x, double y, double width, double height, string fill, double radius = 0)
    {
        Start("rect");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        Attribute("fill", fill);
        if (radius > 0)
        {
            Attribute("rx", radius);
        }

        End();
    }

    public void Line(Point from, Point to, Pen pen)
    {
        Start("line");
        Attribute("x1", from.X);
        Attribute("y1", from.Y);
        Attribute("x2", to.X);
        Attribute("y2", to.Y);
        Stroke(pen);
        End();
    }

    public void Polyline(IEnumerable<Point> points, Pen pen)
    {
        Start("polyline");
        Attribute("points", Join(points));
        Attribute("fill", "none");
        Stroke(pen);
        Attribute("stroke-linejoin", "round");
        Attribute("stroke-linecap", "round");
        End();
    }

    public void Polygon(IEnumerable<Point> points, string fill, double opacity)
    {
        Start("polygon");
        Attribute("points", Join(points));
        Attribute("fill", fill);
        Attribute("fill-opacity", opacity);
        End();
    }

    public void Dot(Point center, double radius, string fill)
    {
        Start("circle");
        Attribute("cx", center.X);
        Attribute("cy", center.Y);
        Attribute("r", radius);
        Attribute("fill", fill);
        End();
    }

    public void Text(Point at, string text, Font font, double rotation = 0)
    {
        Start("text");
        Attribute("x", at.X);
        Attribute("y", at.Y);
        Attribute("font-size", font.Size);
        Attribute("fill", font.Color);
        Attribute("text-anchor", font.Anchor);
        Attribute("font-weight", font.Weight);
        if (rotation != 0)
        {
            Attribute("transform", $"rotate({Number(rotation)} {Number(at.X)} {Number(at.Y)})");
        }

        _xml.WriteString(text);
        End();
    }

    /// <summary>Draws with everything outside of a rectangle cut off.</summary>
    public void Clipped(double x, double y, double width, double height, Action draw)
    {
        string name = $"clip{++_clips}";
        Start("clipPath");
        Attribute("id", name);
        Rectangle(x, y, width, height, "black");
        End();
        Start("g");
        Attribute("clip-path", $"url(#{name})");
        draw();
        End();
    }

    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Start(string element) => _xml.WriteStartElement(element, Namespace);

    private void End() => _xml.WriteEndElement();

    private void Attribute(string name, string value) => _xml.WriteAttributeString(name, value);

    private void Attribute(string name, double value) => Attribute(name, Number(value));

    private void Stroke(Pen pen)
    {
        Attribute("stroke", pen.Color);
        Attribute("stroke-width", pen.Width);
        if (pen.Dashes is not null)
        {
            Attribute("stroke-dasharray", pen.Dashes);
        }

        if (pen.Opacity < 1)
        {
            Attribute("stroke-opacity", pen.Opacity);
        }
    }

    private static string Join(IEnumerable<Point> points) =>
        string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));

    // Two decimals are finer than any screen, and the decimal point is a point in every culture.
    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
