namespace ClaimsWatch.Documents.Svg;

/// <summary>Names of series in one row under a chart.</summary>
internal static class Legend
{
    /// <summary>Draws samples and names from left to right.</summary>
    public static void Draw(
        SvgCanvas canvas, IReadOnlyList<string> names, double x, double y, bool lines, IReadOnlyList<string>? fills = null)
    {
        var at = x;
        for (var i = 0; i < names.Count; i++)
        {
            if (lines)
            {
                canvas.Line(at, y - 4, at + 34, y - 4, Palette.Colour(i), 2, Palette.Dash(i));
                Palette.Marker(canvas, i, at + 17, y - 4);
            }
            else
            {
                canvas.Rectangle(at + 10, y - 12, 18, 14, fills?[i] ?? Palette.Colour(i), "#333");
            }

            canvas.Text(at + 40, y, names[i]);
            at += 64 + (Scale.Ems(names[i]) * 12);
        }
    }
}
