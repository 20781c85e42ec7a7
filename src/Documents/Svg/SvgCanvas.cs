using System.Globalization;
using System.Text;

namespace ClaimsWatch.Documents.Svg;

/// <summary>Where the text of a label is held.</summary>
internal enum Anchor
{
    /// <summary>At its left end.</summary>
    Start,

    /// <summary>In its middle.</summary>
    Middle,

    /// <summary>At its right end.</summary>
    End,
}

/// <summary>Collects the shapes of one picture; numbers are written the same way on every machine, text stays text.</summary>
internal sealed class SvgCanvas(double width, double height, string title, string description)
{
    private readonly StringBuilder _shapes = new();
    private readonly StringBuilder _definitions = new();

    /// <summary>Width in user units.</summary>
    public double Width { get; } = width;

    /// <summary>Height in user units.</summary>
    public double Height { get; private set; } = height;

    /// <summary>Makes the picture taller if something reaches below its edge.</summary>
    public void Reach(double y) => Height = Math.Max(Height, y);

    /// <summary>At most two decimals, a point, no exponent, no negative zero.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A picture has only finite numbers.");
        }

        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke = "#555", double thickness = 1, string dash = "")
    {
        _shapes.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"");
        Stroke(stroke, thickness, dash);
    }

    public void Rectangle(double x, double y, double w, double h, string fill, string stroke = "none", double thickness = 1)
    {
        _shapes.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(w)}\" height=\"{Number(h)}\"");
        _shapes.Append($" fill=\"{Html.Escape(fill)}\"");
        Stroke(stroke, thickness, "");
    }

    public void Polyline(IReadOnlyList<(double X, double Y)> points, string stroke, double thickness, string dash)
    {
        _shapes.Append("<polyline fill=\"none\" stroke-linejoin=\"round\" points=\"");
        _shapes.AppendJoin(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}")).Append('"');
        Stroke(stroke, thickness, dash);
    }

    public void Polygon(IReadOnlyList<(double X, double Y)> points, string fill, string stroke)
    {
        _shapes.Append($"<polygon fill=\"{Html.Escape(fill)}\" points=\"");
        _shapes.AppendJoin(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}")).Append('"');
        Stroke(stroke, 1, "");
    }

    public void Circle(double x, double y, double radius, string fill, string stroke)
    {
        _shapes.Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{Html.Escape(fill)}\"");
        Stroke(stroke, 1.5, "");
    }

    public void Text(double x, double y, string text, Anchor anchor = Anchor.Start, double size = 12, bool bold = false)
    {
        var position = anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => "start" };
        _shapes.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" text-anchor=\"{position}\"");
        _shapes.Append(bold ? " font-weight=\"bold\">" : ">").Append(Html.Escape(text)).Append("</text>\n");
    }

    /// <summary>Defines a fill that differs by pattern as well as by colour, and returns its reference.</summary>
    public string Pattern(string id, int index)
    {
        var colour = Palette.Colour(index);
        var lines = (index % 4) switch
        {
            1 => "M0,8 L8,0",
            2 => "M0,0 L8,8",
            3 => "M4,0 L4,8",
            _ => "",
        };
        _definitions.Append($"<pattern id=\"{Html.Escape(id)}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">");
        _definitions.Append($"<rect width=\"8\" height=\"8\" fill=\"{colour}\"/>");
        if (lines.Length > 0)
        {
            _definitions.Append($"<path d=\"{lines}\" stroke=\"#fff\" stroke-width=\"2\"/>");
        }

        _definitions.Append("</pattern>\n");
        return $"url(#{id})";
    }

    /// <summary>The picture; identifiers come from its content, so two pictures on one page do not share them.</summary>
    public Markup ToMarkup()
    {
        var id = Palette.IdOf(title, description, _shapes.ToString());
        return new Markup(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" " +
            $"viewBox=\"0 0 {Number(Width)} {Number(Height)}\" width=\"{Number(Width)}\" height=\"{Number(Height)}\" " +
            $"font-family=\"{Html.Escape(PageStyle.GothicFonts)}\" fill=\"#1a1a1a\">\n" +
            $"<title id=\"{id}-t\">{Html.Escape(title)}</title>\n<desc id=\"{id}-d\">{Html.Escape(description)}</desc>\n" +
            (_definitions.Length > 0 ? $"<defs>\n{_definitions}</defs>\n" : "") +
            $"{_shapes}</svg>");
    }

    private void Stroke(string stroke, double thickness, string dash)
    {
        if (stroke != "none")
        {
            _shapes.Append($" stroke=\"{Html.Escape(stroke)}\" stroke-width=\"{Number(thickness)}\"");
        }

        if (dash.Length > 0)
        {
            _shapes.Append($" stroke-dasharray=\"{Html.Escape(dash)}\"");
        }

        _shapes.Append("/>\n");
    }
}
