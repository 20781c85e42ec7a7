using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The tables of the report after the gate, by id: all that pages, pictures and <c>release/</c> are made from.</summary>
public sealed class ReleaseTables
{
    private readonly Dictionary<string, SafeTable> _tables;
    // Tables whose numbers tell a mean of the people between two releases. An adjusted ratio does not: its change is that of a
    // residual against an expectation which hangs on what those people had before, and that is nowhere released.
    private static readonly string[] s_audited =
        ["rates", "regression_to_the_mean", "trend", "baseline", "measures", "cost", "sensitivity"];

    private readonly IReadOnlyList<string> _counted;
    private readonly IReadOnlyList<DerivedTable> _derived;

    private ReleaseTables(
        IReadOnlyList<SafeTable> tables, Language language, IReadOnlyList<string> counted, IReadOnlyList<DerivedTable> derived)
    {
        All = tables;
        _counted = counted;
        _derived = derived;
        Language = language;
        _tables = tables.ToDictionary(t => t.Id, StringComparer.Ordinal);
    }

    /// <summary>Tables in reporting order.</summary>
    public IReadOnlyList<SafeTable> All { get; }

    /// <summary>Language of the words in the tables.</summary>
    public Language Language { get; }

    /// <summary>Tables of people something harmful happened to.</summary>
    public IReadOnlyList<string> HarmIds => [.. Shares.Where(m => m.IsHarm).Select(m => m.Id)];

    /// <summary>Tables of people something else happened to.</summary>
    public IReadOnlyList<string> OtherShareIds => [.. Shares.Where(m => !m.IsHarm).Select(m => m.Id)];

    /// <summary>Tables of contacts, connections and opt-outs.</summary>
    public IReadOnlyList<string> ResponseIds =>
        [.. All.Select(t => t.Id).Where(id => id.StartsWith("response_", StringComparison.Ordinal))];

    private IEnumerable<Measure> Shares =>
        MeasureCatalog.All.Where(m => m.Kind == MeasureKind.EverInPost && _tables.ContainsKey(m.Id));

    /// <summary>The tables with their words in one language.</summary>
    public ReleaseTables In(Language language) => new([.. All.Select(t => t.In(language))], language, _counted, _derived);

    /// <summary>One table.</summary>
    public SafeTable this[string id] => _tables[id];

    /// <summary>
    /// Puts everything measured through the gate, all tables together so that none betrays another, and with earlier releases, so
    /// that no two releases do.
    /// </summary>
    public static ReleaseTables Of(
        OutcomeResults results, GateSettings settings, IReadOnlyList<Release>? earlier = null,
        IReadOnlyList<string>? rounds = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(settings);
        CountTable[] counts = [.. CountTables(results)];
        DerivedTable[] derived = [.. Derived(results, settings)];
        var blocked = new HashSet<(string Table, string Row, string Column)>();
        var numbers = new HashSet<(string Table, string Row, string Column)>();
        while (true)
        {
            var tables = Gated(
                settings, [.. counts.Select(t => t.Block(blocked.Where(b => b.Table == t.Id).Select(b => (b.Row, b.Column))))],
                [.. derived.Select(t => Without(t, numbers))]);
            var released = tables.Released(rounds ?? []);
            var exposing = ReleaseHistory.Exposing(earlier ?? [], released, settings);
            var telling = ReleaseHistory.ExposingNumbers(earlier ?? [], released, settings);
            if (exposing.Count + telling.Count == 0)
            {
                return tables;
            }

            blocked.UnionWith(exposing);
            numbers.UnionWith(telling);
        }
    }

    /// <summary>The tables of a design without a simultaneous holdout through the gate, all together.</summary>
    internal static ReleaseTables Of(IReadOnlyList<CountTable> counts, IReadOnlyList<DerivedTable> derived,
        GateSettings settings) =>
        Gated(settings, counts, derived);

    /// <summary>Whether there is such a table with rows.</summary>
    internal bool Has(string id) => _tables.TryGetValue(id, out var table) && table.Rows.Count > 0;

    /// <summary>Inner cells of count tables and audited numbers as shown: what later releases are audited against.</summary>
    public Release Released(IReadOnlyList<string> rounds) => new(rounds,
    [
        .. from table in All
           where _counted.Contains(table.Id)
           from row in table.Rows.SkipLast(1)
           from column in Enumerable.Range(1, Math.Max(0, table.Headers.Count - 2))
           where row[column].Value is not null
           select new ReleasedCell(table.Id, row[0].Text, table.Headers[column], (int)row[column].Value!.Value),
    ])
    {
        Numbers =
        [
            .. from table in _derived
               where s_audited.Contains(table.Id)
               from row in Enumerable.Range(0, table.Rows.Count)
               where IsTelling(table, row)
               from column in Enumerable.Range(0, table.Headers.Count)
               let cell = table.Rows[row][column]
               where cell.Persons.Count > 0 && _tables[table.Id].Rows[row][column].Text != SafeTable.HiddenText
               select new ReleasedNumber(table.Id, RowKey(table, row), table.Headers[column], cell.Persons),
        ],
    };

    private static string RowKey(DerivedTable table, int row) =>
        string.Join('|', table.Rows[row].Where(c => c.Persons.Count == 0).Select(c => c.Text));

    // Of the other estimators only the unadjusted ones are plain ratios of sums.
    private static bool IsTelling(DerivedTable table, int row) => table.Id != "sensitivity"
        || DerivedTables.Unadjusted.Any(id => table.Rows[row][0].Text.EndsWith(id, StringComparison.Ordinal));

    private static DerivedTable Without(DerivedTable table, HashSet<(string Table, string Row, string Column)> hidden) =>
        table with
        {
            Rows =
        [
            .. table.Rows.Select((row, r) => (IReadOnlyList<DerivedCell>)
            [
                // A count of one is never shown: the cell is hidden like any other.
                .. row.Select((cell, c) => hidden.Contains((table.Id, RowKey(table, r), table.Headers[c]))
                    ? cell with { Persons = [1] } : cell),
            ]),
        ],
        };

    private static ReleaseTables Gated(GateSettings settings, IReadOnlyList<CountTable> counts,
        IReadOnlyList<DerivedTable> derived) =>
        new(SafeTable.Gate.Apply(counts, derived, settings), Language.Both, [.. counts.Select(c => c.Id)], derived);

    private static IEnumerable<DerivedTable> Derived(OutcomeResults results, GateSettings settings) =>
    [
        DerivedTables.Rates(results, settings), DerivedTables.Effects(results), DerivedTables.Interactions(results),
        DerivedTables.Sensitivity(results), DerivedTables.RegressionToTheMean(results), DerivedTables.TrendOf(results),
        MeasureTables.Baseline(results), MeasureTables.Measures(results), MeasureTables.Limits(results),
        MeasureTables.CumulativeOf(results), MeasureTables.CostOf(results),
    ];

    /// <summary>Key of the number drawn of a sex (or "total") and arm, shared by every table that shows it.</summary>
    internal static string DrawnKey(string sex, bool letter) => $"drawn|{sex}|{Names.OfArm(letter)}";

    internal static IEnumerable<CountTable> CountTables(OutcomeResults results)
    {
        // Totals are of men and women: with the few of unknown sex inside, complementary suppression would hide everyone else.
        FlowCell[] flow = [.. results.Flow.Where(c => c.Sex != Sex.Unknown)];
        foreach (var table in AttritionTable.Of(results.Records.Attrition))
        {
            yield return table;
        }

        yield return Drawn(flow, results.Arms);
        yield return ByArm("flow", Texts.FlowTitle, flow, results.Arms, (Texts.Analysed, c => c.Analysed),
            (Texts.Lost, c => c.Lost));
        yield return ByArm(
            "excluded_on_day", Texts.ExcludedTitle, flow, results.Arms, (Texts.TakenOut, c => c.ExcludedOnDay),
            (Texts.NotTakenOut, c => c.Allocated - c.ExcludedOnDay));
        yield return ByArm(
            "delivery", Texts.DeliveryTitle, [.. flow.Where(c => c.Letter)], results.Arms,
            (Texts.Delivered, c => c.Allocated - c.NotDelivered), (Texts.NotDelivered, c => c.NotDelivered));
        yield return ByArm(
            "zero_claims", Texts.HarmTitle, flow, results.Arms, (Texts.NoClaim, c => HarmOf(results, c).ZeroClaims),
            (Texts.SomeClaim, c => HarmOf(results, c).Persons - HarmOf(results, c).ZeroClaims),
            (Texts.NotAtRiskAfter, c => c.Allocated - HarmOf(results, c).Persons));
        yield return Bands(results, flow);
        foreach (var table in MeasureTables.Counts(results))
        {
            yield return table;
        }
    }

    private static CountTable Drawn(IReadOnlyList<FlowCell> flow, ArmWords arms)
    {
        var sexes = flow.Select(c => c.Sex).Distinct().ToArray();
        var cells = new long[sexes.Length, 2];
        var keys = new Dictionary<(int, int), string>
        {
            [(sexes.Length, 0)] = DrawnKey("total", true),
            [(sexes.Length, 1)] = DrawnKey("total", false)
        };
        for (var r = 0; r < sexes.Length; r++)
        {
            for (var c = 0; c < 2; c++)
            {
                cells[r, c] = flow.Single(x => x.Sex == sexes[r] && x.Letter == (c == 0)).Allocated;
                keys[(r, c)] = DrawnKey(Names.Of(Names.ScopeOf(sexes[r])), c == 0);
            }
        }

        return new CountTable("drawn", arms.PeopleTitle, [.. sexes.Select(Texts.SexLabel)],
            [arms.Letter, arms.Other], cells)
        {
            Keys = keys,
            Corner = Texts.SexHeader,
        };
    }

    private static CountTable ByArm(
        string id, string title, IReadOnlyList<FlowCell> flow, ArmWords arms,
        params (string Label, Func<FlowCell, int> Count)[] rows)
    {
        var cells = new long[rows.Length, flow.Count];
        var keys = new Dictionary<(int, int), string>();
        for (var c = 0; c < flow.Count; c++)
        {
            keys[(rows.Length, c)] = DrawnKey(Names.Of(Names.ScopeOf(flow[c].Sex)), flow[c].Letter);
            for (var r = 0; r < rows.Length; r++)
            {
                cells[r, c] = rows[r].Count(flow[c]);
            }
        }

        return new CountTable(id, title, [.. rows.Select(r => r.Label)],
            [.. flow.Select(c => arms.Of(c.Sex, c.Letter))], cells)
        { Keys = keys };
    }

    private static HarmCell HarmOf(OutcomeResults results, FlowCell cell) =>
        Harms.Count(results.Table).Single(h => h.Sex == cell.Sex && h.Letter == cell.Letter);

    private static CountTable Bands(OutcomeResults results, FlowCell[] flow)
    {
        var people = results.Table.Only(Scope.All).Persons;
        var bands = people.Select(p => p.Episode.Band).Distinct().Order(StringComparer.Ordinal).ToArray();
        var cells = new long[bands.Length, flow.Length];
        var keys = new Dictionary<(int, int), string>();
        for (var c = 0; c < flow.Length; c++)
        {
            var arm = flow[c];
            keys[(bands.Length, c)] = DrawnKey(Names.Of(Names.ScopeOf(arm.Sex)), arm.Letter);
            for (var r = 0; r < bands.Length; r++)
            {
                cells[r, c] = people.Count(p => p.Episode.Sex == arm.Sex && p.Letter > 0 == arm.Letter
                    && p.Episode.Band == bands[r]);
            }
        }

        return new CountTable(
            "baseline_band", Texts.BandTitle, [.. bands.Select(b => b.Length > 0 ? b : Texts.BandUnknown)],
            [.. flow.Select(c => results.Arms.Of(c.Sex, c.Letter))], cells)
        {
            Keys = keys,
            Corner = Texts.BandHeader,
        };
    }
}
