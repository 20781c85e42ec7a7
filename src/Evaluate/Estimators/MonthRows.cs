using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>Single person-months with time at risk, as models with person and month effects see them.</summary>
internal sealed class MonthRows
{
    private readonly (PersonSums Person, PanelRow Row, Window Window)[] _rows;

    private MonthRows((PersonSums, PanelRow, Window)[] rows, PanelSettings settings)
    {
        _rows = rows;
        Settings = settings;
        Exposure = [.. _rows.Select(r => r.Row.Exposure)];
        Persons = [.. _rows.Select(r => r.Person.Index)];
        Clusters = [.. _rows.Select(r => r.Person.Cluster)];
        LetterPost = [.. _rows.Select(r => r.Window == Window.Post ? r.Person.Letter : 0)];
    }

    public PanelSettings Settings { get; }

    public double[] Exposure { get; }

    /// <summary>Episode of each row: the unit that has an effect of its own.</summary>
    public int[] Persons { get; }

    public long[] Clusters { get; }

    public double[] LetterPost { get; }

    public int Count => _rows.Length;

    /// <summary>Selection and letter months present; one pair for a single round.</summary>
    public int RoundCount => _rows.Select(r => RoundOf(r.Person)).Distinct().Count();

    /// <summary>PRE and POST only, or with <paramref name="wholeSpan"/> the selection month and the gap too.</summary>
    public static MonthRows Of(Panel panel, PanelSettings settings, PersonTable table, bool wholeSpan) => new(
        [
            .. from person in table.Persons
               from row in panel.Rows(person.Index)
               where row.DaysAtRisk > 0
               let window = settings.WindowOf(person.Episode, row.Month)
               where window is Window.Pre or Window.Post || (wholeSpan && window is not null)
               select (person, row, window.Value),
        ],
        settings);

    public double[] Events(Outcome outcome) => [.. _rows.Select(r => r.Row.Of(outcome))];

    public double[] Rates(Outcome outcome) => [.. _rows.Select(r => r.Row.Of(outcome) / r.Row.Exposure)];

    /// <summary>Months since the selection month, one a row.</summary>
    public int[] Relative() => [.. _rows.Select(r => r.Row.Month.MonthsSince(Settings.SelectionOf(r.Person.Episode)))];

    public double[] Letter() => [.. _rows.Select(r => r.Person.Letter)];

    public double[] Female() => [.. _rows.Select(r => r.Person.Female)];

    /// <summary>Months since the selection month that are in POST for everyone who has them.</summary>
    public int[] PostMonths() =>
        [.. _rows.Zip(Relative()).GroupBy(x => x.Second).Where(g => g.All(x => x.First.Window == Window.Post))
        .Select(g => g.Key).Order()];

    /// <summary>
    /// 0/1 columns of calendar months, within each round: with one round these are plain month effects; with several, every round
    /// is compared with its own holdout only, so that people lettered earlier never serve as controls.
    /// </summary>
    public DesignMatrix WithMonths(DesignMatrix design)
    {
        var places = new Dictionary<(int Selection, int Letter, int Month), double[]>();
        for (var i = 0; i < _rows.Length; i++)
        {
            var episode = _rows[i].Person.Episode;
            var key = (Settings.SelectionOf(episode).Value, episode.LetterMonth.Value, _rows[i].Row.Month.Value);
            if (!places.TryGetValue(key, out var column))
            {
                places.Add(key, column = new double[_rows.Length]);
            }

            column[i] = 1;
        }

        foreach (var (key, column) in places.OrderBy(p => p.Key).Skip(1))
        {
            design = design.With($"month{key.Selection}-{key.Letter}/{key.Month}", column);
        }

        return design;
    }

    /// <summary>Months with an effect of their own, less one a round, and the constant;
    /// person effects never count in K.</summary>
    public int MonthCoefficients() =>
        _rows.Select(r => (RoundOf(r.Person), r.Row.Month.Value)).Distinct().Count() - RoundCount + 1;

    private (int, int) RoundOf(PersonSums person) =>
        (Settings.SelectionOf(person.Episode).Value, person.Episode.LetterMonth.Value);
}
