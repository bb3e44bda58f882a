using System;
using System.Collections.Generic;
using System.Linq;

namespace SunspotForecast;

/// <summary>Where a panel's plot lies in the picture, without its title and labels.</summary>
internal readonly record struct PlotArea(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}

/// <summary>One panel of a chart: title, grid, tick labels, and the curves in it.</summary>
internal sealed class ChartPanel(SvgWriter svg, PlotArea area, ChartAxis horizontal, ChartAxis vertical)
{
    private const string Ink = "#1f2933";
    private const string Muted = "#5f6c7b";
    private const string Grid = "#e4e9ee";
    private const string Frame = "#b8c2cc";

    public PlotArea Area => area;

    public Point Place(double x, double y) => new(
        area.X + (horizontal.Position(x) * area.Width),
        area.Bottom - (vertical.Position(y) * area.Height));

    public bool IsAbove(double y) => vertical.Position(y) > 1;

    public void DrawFrame(string title, string horizontalLabel, string verticalLabel)
    {
        svg.Rectangle(area.X, area.Y, area.Width, area.Height, "#ffffff");
        foreach (AxisTick tick in vertical.Ticks())
        {
            double y = area.Bottom - (vertical.Position(tick.Value) * area.Height);
            svg.Line(new Point(area.X, y), new Point(area.Right, y), new Pen(Grid, 1));
            svg.Text(new Point(area.X - 8, y + 4), tick.Label, new Font(12, Muted, "end"));
        }

        foreach (AxisTick tick in horizontal.Ticks())
        {
            double x = area.X + (horizontal.Position(tick.Value) * area.Width);
            svg.Line(new Point(x, area.Y), new Point(x, area.Bottom), new Pen(Grid, 1));
            svg.Line(new Point(x, area.Bottom), new Point(x, area.Bottom + 5), new Pen(Frame, 1));
            svg.Text(new Point(x, area.Bottom + 19), tick.Label, new Font(12, Muted, "middle"));
        }

        foreach (double value in horizontal.MinorTicks())
        {
            double x = area.X + (horizontal.Position(value) * area.Width);
            svg.Line(new Point(x, area.Bottom), new Point(x, area.Bottom + 3), new Pen(Frame, 1));
        }

        svg.Line(new Point(area.X, area.Bottom), new Point(area.Right, area.Bottom), new Pen(Frame, 1));
        svg.Text(new Point(area.X, area.Y - 12), title, new Font(15, Ink, Weight: "600"));
        svg.Text(new Point(area.X + (area.Width / 2), area.Bottom + 40), horizontalLabel, new Font(12, Muted, "middle"));
        if (verticalLabel.Length > 0)
        {
            var side = new Point(area.X - 46, area.Y + (area.Height / 2));
            svg.Text(side, verticalLabel, new Font(12, Muted, "middle"), rotation: -90);
        }
    }

    public void DrawCurve(IEnumerable<Point> values, Pen pen) =>
        Inside(() => svg.Polyline(values.Select(value => Place(value.X, value.Y)), pen));

    public void DrawBand(IReadOnlyList<Point> lower, IReadOnlyList<Point> upper, string color, double opacity) =>
        Inside(() => svg.Polygon(lower.Concat(upper.Reverse()).Select(value => Place(value.X, value.Y)), color, opacity));

    /// <summary>A horizontal line across the panel with its meaning written on it.</summary>
    public void DrawLevel(double value, string label, Pen pen)
    {
        double y = Place(1, value).Y;
        svg.Line(new Point(area.X, y), new Point(area.Right, y), pen);
        DrawNote(new Point(area.Right - 6, y - 7), label, new Font(12, pen.Color, "end", "600"));
    }

    /// <summary>A text in the panel, on a ground of its own so that a curve under it doesn't make it illegible.</summary>
    public void DrawNote(Point at, string text, Font font)
    {
        double width = text.Length * font.Size * 0.54;
        double left = font.Anchor == "end" ? at.X - width : at.X;
        svg.Rectangle(left - 3, at.Y - font.Size, width + 6, font.Size + 5, "#ffffff", radius: 3);
        svg.Text(at, text, font);
    }

    public void Inside(Action draw) => svg.Clipped(area.X, area.Y, area.Width, area.Height, draw);
}
