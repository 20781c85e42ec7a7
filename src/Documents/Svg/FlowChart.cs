namespace ClaimsWatch.Documents.Svg;

/// <summary>A box in a grid: rows are as tall as their fullest box, columns as wide as told.</summary>
/// <param name="Id">Name for arrows, unique.</param>
/// <param name="Row">From top, 0-based.</param>
/// <param name="Column">From left, 0-based; .5 stands between two columns.</param>
/// <param name="Text">Lines separated by line feeds; long lines are broken.</param>
public sealed record FlowBox(string Id, int Row, double Column, string Text);

/// <summary>An arrow from one box to another, straight or with one step.</summary>
public sealed record FlowArrow(string From, string To);

/// <summary>Boxes and arrows: who was there, who left and why (CONSORT 2010 flow diagram).</summary>
/// <param name="Title">What a screen reader says first.</param>
/// <param name="Description">What the picture shows, as a sentence.</param>
/// <param name="Boxes">At least one.</param>
/// <param name="Arrows">Between boxes that exist.</param>
public sealed record FlowChart(string Title, string Description, IReadOnlyList<FlowBox> Boxes, IReadOnlyList<FlowArrow> Arrows)
{
    private const double Gap = 34, LineHeight = 18, Padding = 10, Margin = 10;

    /// <summary>Width of a box in pixels.</summary>
    public double BoxWidth { get; init; } = 230;

    /// <summary>Space between columns in pixels.</summary>
    public double ColumnGap { get; init; } = 40;

    /// <summary>The picture.</summary>
    public Markup ToSvg()
    {
        var lines =
            Boxes.ToDictionary(
                box => box.Id, box => Scale.Wrap(box.Text, (BoxWidth - (2 * Padding)) / 12), StringComparer.Ordinal);
        var tops = Tops(lines, out var height);
        var width = (Margin * 2) + BoxWidth + (Boxes.Max(box => box.Column) * (BoxWidth + ColumnGap));
        var canvas = new SvgCanvas(width, height, Title, Description);
        var places = Boxes.ToDictionary(
            box => box.Id,
            box => new Place(
                Margin + (box.Column * (BoxWidth + ColumnGap)), tops[box.Row], BoxWidth,
                (lines[box.Id].Count * LineHeight) + (2 * Padding), box.Row),
            StringComparer.Ordinal);
        foreach (var arrow in Arrows)
        {
            Draw(canvas, PlaceOf(places, arrow.From), PlaceOf(places, arrow.To));
        }

        foreach (var box in Boxes)
        {
            var place = places[box.Id];
            canvas.Rectangle(place.X, place.Y, place.Width, place.Height, "#fff", "#333", 1.25);
            for (var i = 0; i < lines[box.Id].Count; i++)
            {
                canvas.Text(place.X + Padding, place.Y + Padding + (LineHeight * i) + 13, lines[box.Id][i]);
            }
        }

        return canvas.ToMarkup();
    }

    private Dictionary<int, double> Tops(Dictionary<string, IReadOnlyList<string>> lines, out double height)
    {
        var tops = new Dictionary<int, double>();
        height = Margin;
        for (var row = 0; row <= Boxes.Max(box => box.Row); row++)
        {
            tops[row] = height;
            var tallest = Boxes.Where(box => box.Row == row).Select(box => lines[box.Id].Count).DefaultIfEmpty(0).Max();
            height += (tallest * LineHeight) + (2 * Padding) + Gap;
        }

        height += Margin - Gap;
        return tops;
    }

    private static Place PlaceOf(Dictionary<string, Place> places, string id) =>
        places.TryGetValue(id, out var place) ? place
            : throw new InvalidOperationException($"An arrow names box '{id}', which is not drawn.");

    private static void Draw(SvgCanvas canvas, Place from, Place to)
    {
        if (from.Row == to.Row)
        {
            var right = to.X > from.X;
            var y = Math.Min(from.Y + (from.Height / 2), to.Y + to.Height - 6);
            var start = right ? from.X + from.Width : from.X;
            var end = right ? to.X : to.X + to.Width;
            canvas.Line(start, y, end, y, "#333", 1.25);
            Head(canvas, end, y, right ? 1 : -1, 0);
            return;
        }

        var (x1, x2) = (from.X + (from.Width / 2), to.X + (to.Width / 2));
        var middle = to.Y - (Gap / 2);
        canvas.Polyline([(x1, from.Y + from.Height), (x1, middle), (x2, middle), (x2, to.Y)], "#333", 1.25, "");
        Head(canvas, x2, to.Y, 0, 1);
    }

    private static void Head(SvgCanvas canvas, double x, double y, int dx, int dy)
    {
        var (backX, backY) = (x - (dx * 8), y - (dy * 8));
        canvas.Polygon([(x, y), (backX - (dy * 4), backY - (dx * 4)), (backX + (dy * 4), backY + (dx * 4))], "#333", "#333");
    }

    private readonly record struct Place(double X, double Y, double Width, double Height, int Row);
}
