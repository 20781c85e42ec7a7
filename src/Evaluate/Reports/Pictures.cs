using ClaimsWatch.Documents;
using ClaimsWatch.Documents.Svg;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The pictures of the report, drawn from released tables: what a table hides is not in them either.</summary>
internal static class Pictures
{
    /// <summary>The main ratios by outcome and sex.</summary>
    public static Markup Forest(ReleaseTables tables)
    {
        var table = tables["effects"];
        return Plot(table.Title, Texts.ForestDescription,
            [.. table.Rows.GroupBy(r => r[0].Text).SelectMany(Rows)], tables.Language);
    }

    /// <summary>Differences, a picture a label of the first column: units differ between outcomes, and months are many.</summary>
    public static IEnumerable<(string Label, Markup Picture)> Differences(SafeTable table, Language language) =>
        table.Rows.GroupBy(r => r[0].Text).Where(g => g.Any(r => r[3].Value is not null))
            .Select(g =>
                (g.Key, Plot($"{table.Title}: {g.Key}", Texts.CourseDescription, [.. Rows(g)], language, isDifference: true)));

    private static IEnumerable<ForestRow> Rows(IGrouping<string, IReadOnlyList<SafeCell>> group) =>
    [
        new ForestRow(group.Key, null, null, null, "") { Strong = true },
        .. group.Select(r => new ForestRow("　" + r[1].Text, r[3].Value, r[4].Value, r[5].Value, r[2].Text)),
    ];

    /// <summary>The pooled ratio as rounds were added.</summary>
    public static Markup Cumulative(ReleaseTables tables) => Plot(
        Texts.CumulativeTitle, Texts.CumulativeDescription,
        [.. tables["cumulative"].Rows.Select(r => new ForestRow(r[0].Text, r[2].Value, r[3].Value, r[4].Value, r[1].Text))],
        tables.Language);

    private static Markup Plot(string title, string description, IReadOnlyList<ForestRow> rows, Language language,
        bool isDifference = false)
    {
        var ends = rows.SelectMany(r => new[] { r.Low, r.High }).OfType<double>().ToArray();
        var positive = ends.Where(v => v > 0).ToArray();
        var (low, high) = isDifference
            ? (Math.Min(ends.DefaultIfEmpty(-1).Min(), -0.1), Math.Max(ends.DefaultIfEmpty(1).Max(), 0.1))
            : (Math.Clamp(positive.Length > 0 ? positive.Min() : 0.5, 0.2, 0.8),
                Math.Clamp(positive.Length > 0 ? positive.Max() : 2, 1.25, 5));
        return new ForestPlot(title.In(language), description.In(language), rows)
        {
            IsDifference = isDifference,
            LeftLabel = Texts.FewerLabel.In(language),
            RightLabel = Texts.MoreLabel.In(language),
            AxisLow = low,
            AxisHigh = high,
        }.ToSvg();
    }

    /// <summary>Some columns of a table as lines over its first column; null when every number is hidden.</summary>
    public static Markup? Lines(ReleaseTables tables, ChartPlan chart)
    {
        var (table, language) = (tables[chart.Table], tables.Language);
        if (!table.Rows.Any(r => chart.Columns.Any(c => r[c].Value is not null)))
        {
            return null;
        }

        var labels = table.Rows.Select(r => r[0].Text).ToArray();
        var bands = chart.Bands.Select(b => (First: Array.IndexOf(labels, b.First), Last: Array.IndexOf(labels, b.Last), b.Label))
            .Where(b => b.First >= 0 && b.Last >= 0);
        return new LineChart(
            chart.Caption.In(language), (chart.FromZero ? Texts.TrendDescription : Texts.SeriesAxis).In(language), labels,
            [.. chart.Columns.Select(c => new LineSeries(table.Headers[c], [.. table.Rows.Select(r => r[c].Value)]))])
        {
            YLabel = (chart.FromZero ? Texts.TrendAxis : Texts.SeriesAxis).In(language),
            Bands = [.. bands.Select(b => new Band(b.First, b.Last, b.Label.In(language)))],
            FromZero = chart.FromZero,
        }.ToSvg();
    }

    /// <summary>From two groups to those analysed.</summary>
    public static Markup GroupFlow(ReleaseTables tables, ArmWords arms)
    {
        var language = tables.Language;
        var boxes = new List<FlowBox>();
        var arrows = new List<FlowArrow>();
        foreach (var letter in (bool[])[true, false])
        {
            var (id, column) = letter ? ("letter", 0) : ("other", 1);
            boxes.Add(new FlowBox(id, 0, column,
                string.Join('\n', LinesOfArm(tables["drawn"], column + 1, arms.Of(letter).In(language)))));
            boxes.Add(new FlowBox(id + "-lost", 1, column, Lines(tables["flow"], Texts.Lost.In(language), letter)));
            boxes.Add(new FlowBox(id + "-end", 2, column, Lines(tables["flow"], Texts.Analysed.In(language), letter)));
            arrows.AddRange([new(id, id + "-lost"), new(id + "-lost", id + "-end")]);
        }

        return new FlowChart(Texts.PeopleHeading.In(language), Texts.GroupFlowDescription.In(language), boxes, arrows)
        { BoxWidth = 300 }.ToSvg();
    }

    /// <summary>
    /// Monthly claims by arm and sex with the selection month and the gap shaded; null without a month to show.
    /// </summary>
    public static Markup? Trend(ReleaseTables tables, TrendBands? bands)
    {
        var table = tables["trend"];
        if (table.Rows.Count == 0)
        {
            return null;
        }

        var labels = table.Rows.Select(r => r[0].Text).ToArray();
        return new LineChart(
            Texts.TrendTitle.In(tables.Language), Texts.TrendDescription.In(tables.Language), labels,
            [.. Enumerable.Range(1, table.Headers.Count - 1).Select(c =>
                new LineSeries(table.Headers[c], [.. table.Rows.Select(r => r[c].Value)]))])
        {
            YLabel = Texts.TrendAxis.In(tables.Language),
            Bands = [.. BandsOf(bands, labels, tables.Language)],
        }.ToSvg();
    }

    public static Markup Flow(ReleaseTables tables, ArmWords arms)
    {
        var language = tables.Language;
        var drawn = tables["drawn"];
        var boxes = new List<FlowBox> { new("all", 0, 0.5,
            $"{arms.PeopleTitle.In(language)}\n{Cell(drawn, drawn.Rows.Count - 1, 3)}") };
        var arrows = new List<FlowArrow>();
        for (var arm = 0; arm < 2; arm++)
        {
            var letter = arm == 0;
            var id = letter ? "letter" : "holdout";
            boxes.Add(new FlowBox(id, 1, arm, string.Join('\n',
                LinesOfArm(drawn, arm + 1, arms.Of(letter).In(language)))));
            boxes.Add(new FlowBox(id + "-day", 2, arm, Lines(tables["excluded_on_day"], Texts.TakenOut.In(language), letter)
                + (letter ? "\n" + Lines(tables["delivery"], Texts.NotDelivered.In(language), letter) : "")));
            boxes.Add(new FlowBox(id + "-lost", 3, arm, Lines(tables["flow"], Texts.Lost.In(language), letter)));
            boxes.Add(new FlowBox(id + "-end", 4, arm, Lines(tables["flow"], Texts.Analysed.In(language), letter)));
            arrows.AddRange([new("all", id), new(id, id + "-day"), new(id + "-day", id + "-lost"),
                new(id + "-lost", id + "-end")]);
        }

        return new FlowChart(Texts.FlowHeading.In(language), Texts.FlowDescription.In(language), boxes, arrows)
        { BoxWidth = 300 }.ToSvg();
    }

    private static IEnumerable<Band> BandsOf(TrendBands? bands, string[] labels, Language language)
    {
        ((int First, int Last)? Months, string Label)[] wanted = [(bands?.Selection, Texts.SelectionBand),
            (bands?.Gap, Texts.GapBand)];
        foreach (var (months, label) in wanted)
        {
            if (months is { } span
                && Array.IndexOf(labels, DerivedTables.MonthLabel(span.First)) is >= 0 and var first
                && Array.IndexOf(labels, DerivedTables.MonthLabel(span.Last)) is >= 0 and var last)
            {
                yield return new Band(first, last, label.In(language));
            }
        }
    }

    private static IEnumerable<string> LinesOfArm(SafeTable drawn, int column, string arm)
    {
        yield return arm;
        foreach (var row in drawn.Rows)
        {
            yield return $"{row[0].Text}: {row[column].Text}";
        }
    }

    private static string Lines(SafeTable table, string label, bool letter)
    {
        var row = table.Row(label)!;
        // Columns stand by sex and within it letter, holdout; the table of letters delivered has letters only.
        var step = table.Id == "delivery" ? 1 : 2;
        var cells = Enumerable.Range(0, (table.Headers.Count - 2) / step)
            .Select(i => 1 + (i * step) + (letter || step == 1 ? 0 : 1))
            .Select(c => $"{table.Headers[c]}: {row[c].Text}");
        return label + "\n" + string.Join('\n', cells);
    }

    private static string Cell(SafeTable table, int row, int column) => table.Rows[row][column].Text;
}
