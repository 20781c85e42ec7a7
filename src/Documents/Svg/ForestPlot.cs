namespace ClaimsWatch.Documents.Svg;

/// <summary>One row: a ratio with its interval, or only text where it was not estimated or may not be shown.</summary>
/// <param name="Label">Who or what the row is about.</param>
/// <param name="Estimate">Ratio, above 0, or difference; null when there is none.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Text">The numbers as words, printed on the right.</param>
public sealed record ForestRow(string Label, double? Estimate, double? Low, double? High, string Text)
{
    /// <summary>Whether the row is a heading or the main result, printed bold.</summary>
    public bool Strong { get; init; }
}

/// <summary>Ratios with intervals on a logarithmic axis, a line at 1 where nothing differs; or differences on a plain one, a line
/// at 0.</summary>
/// <param name="Title">What a screen reader says first.</param>
/// <param name="Description">What the picture shows, as a sentence.</param>
/// <param name="Rows">From top to bottom.</param>
public sealed record ForestPlot(string Title, string Description, IReadOnlyList<ForestRow> Rows)
{
    private const double RowHeight = 28, Top = 30, Bottom = 56, LabelEms = 18, TextWidth = 220;

    /// <summary>Whether the rows are differences: plain axis, nothing differs at 0.</summary>
    public bool IsDifference { get; init; }

    /// <summary>What lies left of the line, such as fewer claims in the letter arm.</summary>
    public string LeftLabel { get; init; } = "";

    /// <summary>What lies right of it.</summary>
    public string RightLabel { get; init; } = "";

    /// <summary>Lower end of the axis.</summary>
    public double AxisLow { get; init; } = .5;

    /// <summary>Upper end of the axis.</summary>
    public double AxisHigh { get; init; } = 2;

    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 780;

    /// <summary>The picture.</summary>
    public Markup ToSvg()
    {
        if (Rows.Count == 0 || (!IsDifference && AxisLow <= 0) || AxisLow >= None || AxisHigh <= None)
        {
            throw new InvalidOperationException("A forest plot needs rows and an axis around the value where nothing differs.");
        }

        var canvas = new SvgCanvas(Width, Top + (RowHeight * Rows.Count) + Bottom, Title, Description);
        var floor = Top + (RowHeight * Rows.Count);
        foreach (var tick in Ticks().Union([None]).Order())
        {
            canvas.Line(X(tick), Top, X(tick), floor + 5, "#d0d7de");
            canvas.Text(X(tick), floor + 19, Scale.Label(tick), Anchor.Middle, 11);
        }

        canvas.Line(X(None), Top - 6, X(None), floor + 5, "#333", 1.25, "5 3");
        canvas.Line(AxisStart, floor, AxisEnd, floor);
        canvas.Text(X(None) - 8, floor + 40, LeftLabel.Length > 0 ? "← " + LeftLabel : "", Anchor.End, 11);
        canvas.Text(X(None) + 8, floor + 40, RightLabel.Length > 0 ? RightLabel + " →" : "", Anchor.Start, 11);
        for (var i = 0; i < Rows.Count; i++)
        {
            Draw(canvas, Rows[i], Top + (RowHeight * (i + .5)));
        }

        return canvas.ToMarkup();
    }

    private static double AxisStart => 12 + (LabelEms * 12);

    private double AxisEnd => Width - TextWidth;

    private double None => IsDifference ? 0 : 1;

    private IEnumerable<double> Ticks() => IsDifference
        ? Scale.Ticks(AxisLow, AxisHigh).Where(tick => tick >= AxisLow && tick <= AxisHigh)
        : Scale.LogTicks(AxisLow, AxisHigh);

    private double X(double value)
    {
        var share = IsDifference ? (value - AxisLow) / (AxisHigh - AxisLow)
            : Math.Log(value / AxisLow) / Math.Log(AxisHigh / AxisLow);
        return AxisStart + (Math.Clamp(share, 0, 1) * (AxisEnd - AxisStart));
    }

    private void Draw(SvgCanvas canvas, ForestRow row, double y)
    {
        canvas.Text(8, y + 4, row.Label, Anchor.Start, 12, row.Strong);
        canvas.Text(AxisEnd + 20, y + 4, row.Text, Anchor.Start, 12, row.Strong);
        if (row is not { Estimate: not null, Low: not null, High: not null }
            || (!IsDifference && !(row is { Estimate: > 0, Low: > 0, High: > 0 })))
        {
            return;
        }

        var (low, high) = (row.Low.Value, row.High.Value);
        canvas.Line(X(low), y, X(high), y, "#00507a", row.Strong ? 2.5 : 1.75);
        End(canvas, X(low), y, low < AxisLow ? -1 : 0);
        End(canvas, X(high), y, high > AxisHigh ? 1 : 0);
        var half = row.Strong ? 5.5 : 4.5;
        if (row.Estimate >= AxisLow && row.Estimate <= AxisHigh)
        {
            canvas.Rectangle(X(row.Estimate.Value) - half, y - half, half * 2, half * 2, "#00507a");
        }
    }

    private static void End(SvgCanvas canvas, double x, double y, int arrow)
    {
        // An arrow says that the interval goes on beyond the axis.
        if (arrow == 0)
        {
            canvas.Line(x, y - 4, x, y + 4, "#00507a", 1.5);
        }
        else
        {
            canvas.Polygon([(x + (arrow * 7), y), (x, y - 4), (x, y + 4)], "#00507a", "#00507a");
        }
    }
}
