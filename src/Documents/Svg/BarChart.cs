namespace ClaimsWatch.Documents.Svg;

/// <summary>One group of bars: a name and one value a category, null where the value is missing or suppressed.</summary>
public sealed record BarSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>Upright bars by category, with the value written on each.</summary>
/// <param name="Title">What a screen reader says first.</param>
/// <param name="Description">What the picture shows, as a sentence.</param>
/// <param name="Categories">Labels of the x axis.</param>
/// <param name="Series">Groups; told apart by pattern, not by colour alone. Values are not negative.</param>
public sealed record BarChart(string Title, string Description, IReadOnlyList<string> Categories, IReadOnlyList<BarSeries> Series)
{
    private const double Left = 64, Right = 24, Top = 36, Bottom = 76;

    /// <summary>Name and unit of the y axis.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>What stands where a value is missing.</summary>
    public string MissingLabel { get; init; } = "–";

    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 720;

    /// <summary>Height in pixels.</summary>
    public double Height { get; init; } = 340;

    /// <summary>The picture.</summary>
    public Markup ToSvg()
    {
        var badCount = Series.Any(series => series.Values.Count != Categories.Count);
        if (Categories.Count == 0 || Series.Count == 0 || badCount || Series.Any(series => series.Values.Any(value => value < 0)))
        {
            throw new InvalidOperationException(
                "A bar chart needs categories, and one value of at least 0 a category in each group.");
        }

        var canvas = new SvgCanvas(Width, Height, Title, Description);
        var ticks =
            Scale.Ticks(
                0, Math.Max(Series.SelectMany(series => series.Values).OfType<double>().DefaultIfEmpty(1).Max(), double.Epsilon));
        foreach (var tick in ticks)
        {
            canvas.Line(Left, Y(tick, ticks), Width - Right, Y(tick, ticks), "#d0d7de");
            canvas.Text(Left - 6, Y(tick, ticks) + 4, Scale.Label(tick), Anchor.End, 11);
        }

        var id = Palette.IdOf([Title, Description, .. Categories, .. Series.Select(series => series.Name)]);
        var fills = Series.Select((_, index) => canvas.Pattern($"{id}-{index}", index)).ToList();
        for (var category = 0; category < Categories.Count; category++)
        {
            Bars(canvas, category, ticks, fills);
        }

        canvas.Line(Left, Height - Bottom, Width - Right, Height - Bottom);
        canvas.Text(8, 16, YLabel, Anchor.Start, 11);
        if (Series.Count > 1 || Series[0].Name.Length > 0)
        {
            Legend.Draw(canvas, [.. Series.Select(series => series.Name)], Left, Height - 32, lines: false, fills);
        }

        return canvas.ToMarkup();
    }

    private double Y(double value, IReadOnlyList<double> ticks) =>
        Height - Bottom - (value / ticks[^1] * (Height - Top - Bottom));

    private void Bars(SvgCanvas canvas, int category, IReadOnlyList<double> ticks, List<string> fills)
    {
        var step = (Width - Left - Right) / Categories.Count;
        var bar = step * .76 / Series.Count;
        var start = Left + (step * category) + (step * .12);
        for (var i = 0; i < Series.Count; i++)
        {
            var x = start + (bar * i);
            if (Series[i].Values[category] is { } value)
            {
                canvas.Rectangle(x, Y(value, ticks), bar * .94, Height - Bottom - Y(value, ticks), fills[i], "#333", .75);
                canvas.Text(x + (bar * .47), Y(value, ticks) - 4, Scale.Label(value, 2), Anchor.Middle, 11);
            }
            else
            {
                canvas.Text(x + (bar * .47), Height - Bottom - 4, MissingLabel, Anchor.Middle, 11);
            }
        }

        var lines = Scale.Wrap(Categories[category], Math.Max(4, step / 11.5));
        for (var line = 0; line < Math.Min(2, lines.Count); line++)
        {
            canvas.Text(start + (step * .38), Height - Bottom + 16 + (14 * line), lines[line], Anchor.Middle, 11);
        }
    }
}
