namespace ClaimsWatch.Documents.Svg;

/// <summary>One line: a name and one value a point of the x axis, null where there is none (the line breaks there).</summary>
public sealed record LineSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A shaded stretch of the x axis, both ends included, with its name on top.</summary>
public sealed record Band(int First, int Last, string Label);

/// <summary>Values over months, one line a group.</summary>
/// <param name="Title">What a screen reader says first.</param>
/// <param name="Description">What the picture shows, as a sentence.</param>
/// <param name="Labels">Labels of the x axis, one a point.</param>
/// <param name="Series">Lines; told apart by dash and marker, not by colour alone.</param>
public sealed record LineChart(string Title, string Description, IReadOnlyList<string> Labels, IReadOnlyList<LineSeries> Series)
{
    private const double Left = 64, Right = 24, Top = 40, Bottom = 70;

    /// <summary>Name and unit of the y axis.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Shaded stretches, such as the months before and after a letter.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>Whether the y axis begins at 0.</summary>
    public bool FromZero { get; init; } = true;

    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 720;

    /// <summary>Height in pixels.</summary>
    public double Height { get; init; } = 360;

    /// <summary>The picture.</summary>
    public Markup ToSvg()
    {
        if (Labels.Count == 0 || Series.Any(series => series.Values.Count != Labels.Count))
        {
            throw new InvalidOperationException("A line chart needs points, and one value a point in each line.");
        }

        var canvas = new SvgCanvas(Width, Height, Title, Description);
        var values = Series.SelectMany(series => series.Values).OfType<double>().ToList();
        var low = values.Count == 0 || FromZero ? 0 : values.Min();
        var high = values.Count == 0 ? 1 : values.Max();
        var ticks = Scale.Ticks(Math.Min(low, high), high);
        foreach (var band in Bands)
        {
            var half = Step / 2;
            canvas.Rectangle(X(band.First) - half, Top, X(band.Last) - X(band.First) + Step, Height - Top - Bottom, "#e9eef3");
            canvas.Text((X(band.First) + X(band.Last)) / 2, Top - 8, band.Label, Anchor.Middle, 11);
        }

        Axes(canvas, ticks);
        for (var i = 0; i < Series.Count; i++)
        {
            Draw(canvas, i, ticks);
        }

        Legend.Draw(canvas, [.. Series.Select(series => series.Name)], Left, Height - 32, lines: true);
        return canvas.ToMarkup();
    }

    private double Step => (Width - Left - Right) / Labels.Count;

    private double X(int index) => Left + (Step * (index + .5));

    private double Y(double value, IReadOnlyList<double> ticks) =>
        Height - Bottom - ((value - ticks[0]) / (ticks[^1] - ticks[0]) * (Height - Top - Bottom));

    private void Axes(SvgCanvas canvas, IReadOnlyList<double> ticks)
    {
        foreach (var tick in ticks)
        {
            canvas.Line(Left, Y(tick, ticks), Width - Right, Y(tick, ticks), "#d0d7de");
            canvas.Text(Left - 6, Y(tick, ticks) + 4, Scale.Label(tick), Anchor.End, 11);
        }

        canvas.Line(Left, Top, Left, Height - Bottom);
        canvas.Line(Left, Height - Bottom, Width - Right, Height - Bottom);
        canvas.Text(8, 16, YLabel, Anchor.Start, 11);
        var widest = Labels.Max(Scale.Ems) * 11;
        var every = Math.Max(1, (int)Math.Ceiling((widest + 8) / Step));
        for (var i = 0; i < Labels.Count; i += every)
        {
            canvas.Text(X(i), Height - Bottom + 16, Labels[i], Anchor.Middle, 11);
        }
    }

    private void Draw(SvgCanvas canvas, int index, IReadOnlyList<double> ticks)
    {
        var run = new List<(double X, double Y)>();
        var values = Series[index].Values;
        for (var i = 0; i <= values.Count; i++)
        {
            if (i < values.Count && values[i] is { } value)
            {
                run.Add((X(i), Y(value, ticks)));
                continue;
            }

            if (run.Count > 1)
            {
                canvas.Polyline(run, Palette.Colour(index), 2, Palette.Dash(index));
            }

            run.ForEach(point => Palette.Marker(canvas, index, point.X, point.Y));
            run.Clear();
        }
    }
}
