using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The tables of the report after the gate, by id: all that pages, pictures and <c>release/</c> are made from.</summary>
public sealed class ReleaseTables
{
    private readonly Dictionary<string, SafeTable> _tables;

    private ReleaseTables(IReadOnlyList<SafeTable> tables)
    {
        All = tables;
        _tables = tables.ToDictionary(t => t.Id, StringComparer.Ordinal);
    }

    /// <summary>Tables in reporting order.</summary>
    public IReadOnlyList<SafeTable> All { get; }

    /// <summary>One table.</summary>
    public SafeTable this[string id] => _tables[id];

    /// <summary>Puts everything measured through the gate, all tables together so that none betrays another.</summary>
    public static ReleaseTables Of(OutcomeResults results, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(settings);
        return new ReleaseTables(SafeTable.Gate.Apply(
            [.. CountTables(results)],
            [
                DerivedTables.Rates(results, settings), DerivedTables.Effects(results), DerivedTables.Interactions(results),
                DerivedTables.Sensitivity(results), DerivedTables.RegressionToTheMean(results), DerivedTables.TrendOf(results),
            ],
            settings));
    }

    /// <summary>Key of the number drawn of a sex (or "total") and arm, shared by every table that shows it.</summary>
    internal static string DrawnKey(string sex, bool letter) => $"drawn|{sex}|{Names.OfArm(letter)}";

    private static IEnumerable<CountTable> CountTables(OutcomeResults results)
    {
        // Totals are of men and women: with the few of unknown sex inside, complementary suppression would hide everyone else.
        FlowCell[] flow = [.. results.Flow.Where(c => c.Sex != Sex.Unknown)];
        yield return Drawn(flow);
        yield return ByArm("flow", Texts.FlowTitle, flow, (Texts.Analysed, c => c.Analysed), (Texts.Lost, c => c.Lost));
        yield return ByArm(
            "excluded_on_day", Texts.ExcludedTitle, flow, (Texts.TakenOut, c => c.ExcludedOnDay),
            (Texts.NotTakenOut, c => c.Allocated - c.ExcludedOnDay));
        yield return ByArm(
            "delivery", Texts.DeliveryTitle, [.. flow.Where(c => c.Letter)],
            (Texts.Delivered, c => c.Allocated - c.NotDelivered), (Texts.NotDelivered, c => c.NotDelivered));
        yield return ByArm(
            "zero_claims", Texts.HarmTitle, flow, (Texts.NoClaim, c => HarmOf(results, c).ZeroClaims),
            (Texts.SomeClaim, c => HarmOf(results, c).Persons - HarmOf(results, c).ZeroClaims),
            (Texts.NotAtRiskAfter, c => c.Allocated - HarmOf(results, c).Persons));
        yield return Bands(results, flow);
    }

    private static CountTable Drawn(IReadOnlyList<FlowCell> flow)
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

        return new CountTable("drawn", Texts.DrawnTitle, [.. sexes.Select(Texts.SexLabel)],
            [Texts.LetterArm, Texts.HoldoutArm], cells)
        {
            Keys = keys,
            Corner = Texts.SexHeader,
        };
    }

    private static CountTable ByArm(
        string id, string title, IReadOnlyList<FlowCell> flow, params (string Label, Func<FlowCell, int> Count)[] rows)
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
            [.. flow.Select(c => Texts.ArmLabel(c.Sex, c.Letter))], cells)
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
            [.. flow.Select(c => Texts.ArmLabel(c.Sex, c.Letter))], cells)
        {
            Keys = keys,
            Corner = Texts.BandHeader,
        };
    }
}
