namespace ClaimsWatch.Documents.Svg;

/// <summary>One set of an <see cref="UpSetPlot"/>.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Size">Members, shared or not.</param>
public sealed record UpSetRow(string Name, long Size);

/// <summary>Members of exactly these sets and of no other.</summary>
/// <param name="Sets">Positions of the sets, 0-based.</param>
/// <param name="Parts">Members by part, in the order of <see cref="UpSetPlot.PartNames"/>.</param>
public sealed record UpSetColumn(IReadOnlyList<int> Sets, IReadOnlyList<long> Parts)
{
    /// <summary>All of its members.</summary>
    public long Size => Parts.Sum();
}

/// <summary>
/// How several lists overlap (Lex and others 2014): a bar for each combination that has a member, a matrix of dots below that
/// says which lists it is, and each list's own size at the left. Unlike circles it stays exact with more than three lists.
/// </summary>
/// <param name="Title">What a screen reader says first.</param>
/// <param name="Description">What the picture shows, as a sentence.</param>
/// <param name="Rows">Sets, from the top.</param>
/// <param name="Columns">Combinations, from the left.</param>
/// <param name="PartNames">Names of the parts a bar is stacked from, such as men and women.</param>
public sealed record UpSetPlot(
    string Title, string Description, IReadOnlyList<UpSetRow> Rows, IReadOnlyList<UpSetColumn> Columns,
    IReadOnlyList<string> PartNames)
{
    private const double Top = 36, BarHeight = 190, RowHeight = 26, ColumnWidth = 38, SizeWidth = 110, Gap = 14, Dot = 7;
    private const string Faint = "#d0d7de", Ink = "#1a1a1a";

    /// <summary>Name of the upright axis.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>The picture.</summary>
    public Markup ToSvg()
    {
        if (Rows.Count == 0 || PartNames.Count == 0 || Columns.Any(c => c.Parts.Count != PartNames.Count
            || c.Parts.Any(p => p < 0) || c.Sets.Any(s => s < 0 || s >= Rows.Count)))
        {
            throw new InvalidOperationException(
                "An UpSet plot needs sets, and columns of known sets with one count of at least 0 a part.");
        }

        var names = 12 + (Rows.Max(row => Scale.Ems(row.Name)) * 12);
        var left = SizeWidth + Gap + names + Gap;
        var axis = left + 34;
        var canvas = new SvgCanvas(
            Math.Max(420, axis + (ColumnWidth * Columns.Count) + 24), Top + BarHeight + 18 + (RowHeight * Rows.Count) + 44,
            Title, Description);
        var id = Palette.IdOf([Title, Description, .. Rows.Select(row => row.Name), .. PartNames]);
        var fills = PartNames.Select((_, index) => canvas.Pattern($"{id}-{index}", index)).ToList();
        Bars(canvas, axis, fills);
        Matrix(canvas, axis);
        Sizes(canvas, names);
        Legend.Draw(canvas, PartNames, axis, Top + BarHeight + 18 + (RowHeight * Rows.Count) + 28, lines: false, fills);
        return canvas.ToMarkup();
    }

    private static double RowY(int row) => Top + BarHeight + 18 + (RowHeight * row) + (RowHeight / 2);

    private static double ColumnX(double axis, int column) => axis + (ColumnWidth * column) + (ColumnWidth / 2);

    private void Bars(SvgCanvas canvas, double axis, List<string> fills)
    {
        const double Base = Top + BarHeight;
        var ticks = Scale.Ticks(0, Math.Max(1, Columns.Select(c => c.Size).DefaultIfEmpty(1).Max()));
        double Height(double size) => size / ticks[^1] * BarHeight;
        foreach (var tick in ticks)
        {
            canvas.Line(axis, Base - Height(tick), axis + (ColumnWidth * Math.Max(1, Columns.Count)), Base - Height(tick), Faint);
            canvas.Text(axis - 6, Base - Height(tick) + 4, Scale.Label(tick), Anchor.End, 11);
        }

        canvas.Text(axis - 34, 16, YLabel, Anchor.Start, 11);
        for (var i = 0; i < Columns.Count; i++)
        {
            var y = Base;
            for (var part = 0; part < fills.Count; part++)
            {
                var height = Height(Columns[i].Parts[part]);
                y -= height;
                if (height > 0)
                {
                    canvas.Rectangle(ColumnX(axis, i) - 12, y, 24, height, fills[part], "#333", .75);
                }
            }

            canvas.Text(ColumnX(axis, i), y - 4, Scale.Label(Columns[i].Size, 0), Anchor.Middle, 11);
        }
    }

    private void Matrix(SvgCanvas canvas, double axis)
    {
        for (var row = 0; row < Rows.Count; row++)
        {
            if (row % 2 == 0)
            {
                canvas.Rectangle(0, RowY(row) - (RowHeight / 2), axis + (ColumnWidth * Columns.Count), RowHeight, "#f3f5f7");
            }
        }

        for (var i = 0; i < Columns.Count; i++)
        {
            var x = ColumnX(axis, i);
            for (var row = 0; row < Rows.Count; row++)
            {
                canvas.Circle(x, RowY(row), Dot, Columns[i].Sets.Contains(row) ? Ink : "#fff",
                    Columns[i].Sets.Contains(row) ? Ink : Faint);
            }

            if (Columns[i].Sets.Count > 1)
            {
                canvas.Line(x, RowY(Columns[i].Sets.Min()), x, RowY(Columns[i].Sets.Max()), Ink, 3);
            }
        }
    }

    private void Sizes(SvgCanvas canvas, double names)
    {
        var most = Math.Max(1, Rows.Max(row => row.Size));
        for (var row = 0; row < Rows.Count; row++)
        {
            var width = Rows[row].Size / (double)most * (SizeWidth - 44);
            canvas.Rectangle(SizeWidth - width, RowY(row) - 7, width, 14, "#57606a");
            canvas.Text(SizeWidth - width - 4, RowY(row) + 4, Scale.Label(Rows[row].Size, 0), Anchor.End, 11);
            canvas.Text(SizeWidth + Gap + names, RowY(row) + 4, Rows[row].Name, Anchor.End, 12);
        }
    }
}
