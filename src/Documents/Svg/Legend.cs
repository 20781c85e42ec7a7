namespace ClaimsWatch.Documents.Svg;

/// <summary>Names of series in one row under a chart.</summary>
internal static class Legend
{
    /// <summary>
    /// Draws samples and names from left to right, on further rows where one is full; the picture grows with them.
    /// </summary>
    public static void Draw(
        SvgCanvas canvas, IReadOnlyList<string> names, double x, double y, bool lines, IReadOnlyList<string>? fills = null)
    {
        var (at, row) = (x, y);
        for (var i = 0; i < names.Count; i++)
        {
            var width = 64 + (Scale.Ems(names[i]) * 12);
            if (at > x && at + width - 24 > canvas.Width)
            {
                (at, row) = (x, row + 18);
            }

            if (lines)
            {
                canvas.Line(at, row - 4, at + 34, row - 4, Palette.Colour(i), 2, Palette.Dash(i));
                Palette.Marker(canvas, i, at + 17, row - 4);
            }
            else
            {
                canvas.Rectangle(at + 10, row - 12, 18, 14, fills?[i] ?? Palette.Colour(i), "#333");
            }

            canvas.Text(at + 40, row, names[i]);
            at += width;
        }

        canvas.Reach(row + 10);
    }
}
