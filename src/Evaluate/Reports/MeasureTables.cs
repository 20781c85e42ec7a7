using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>Tables of the further outcomes, harms, responses, baseline, rounds and cost, for the gate.</summary>
internal static class MeasureTables
{
    /// <summary>One count table a share and one a kind of response.</summary>
    public static IEnumerable<CountTable> Counts(OutcomeResults results)
    {
        foreach (var measure in results.Measures.Select(m => m.Measure).Distinct().Where(m => m.Kind == MeasureKind.EverInPost))
        {
            var people = MeasureSums.Of(results.Panel, results.Settings, results.Table, measure).ToLookup(
                p => (p.Person.Episode.Sex, Letter: p.Person.Letter > 0));
            yield return Table(results, measure.Id, measure.Label, (sex, letter) =>
                (people[(sex, letter)].Count(p => p.Ever > 0), people[(sex, letter)].Count(p => p.Ever == 0)),
                Texts.NotAtRiskAfter);
        }

        foreach (var kind in results.Facts.GroupBy(f => f.Kind, StringComparer.Ordinal))
        {
            FactCell Cell(string of, Sex sex, bool letter) =>
                results.Facts.Single(f => f.Kind == of && f.Sex == sex && f.Letter == letter);
            var wider = PersonFact.BaseOf(kind.Key);
            yield return Table(results, "response_" + kind.Key, Texts.FactLabel(kind.Key), (sex, letter) =>
                Cell(kind.Key, sex, letter) is var cell
                    ? (cell.With, (wider is null ? cell.Persons : Cell(wider, sex, letter).With) - cell.With) : default,
                wider is null ? null : wider == PersonFact.Contacted ? Texts.NotInTouch : Texts.NoCard);
        }
    }

    /// <summary>Every measure by sex and arm with the difference.</summary>
    public static DerivedTable Measures(OutcomeResults results) => new(
        "measures", Texts.MeasuresTitle,
        [
            Texts.OutcomeHeader, Texts.SexHeader, Texts.LetterPreHeader, Texts.LetterPostHeader, Texts.HoldoutPreHeader,
            Texts.HoldoutPostHeader, Texts.DifferenceHeader, "p (BH)",
        ],
        [.. results.Measures.Select(m => Row(results, m))]);

    /// <summary>Harms against the limits written down before posting.</summary>
    public static DerivedTable Limits(OutcomeResults results) => new(
        "harm_limits", Texts.LimitsTitle,
        [Texts.OutcomeHeader, Texts.SexHeader, Texts.ShareDifferenceHeader, Texts.LimitHeader, Texts.VerdictHeader],
        [
            .. results.HarmFindings.Select(f =>
            {
                var (letter, holdout) =
                    results.Measures.FirstOrDefault(m => m.Measure.Id == f.Limit.Measure && m.Scope == f.Scope) is { } m
                    ? (m.Letter, m.Holdout) : Harms.Shares(results.Table, f.Scope);
                return (IReadOnlyList<DerivedCell>)
                [
                    DerivedCell.Label(Texts.HarmLabel(f.Limit.Measure)), DerivedCell.Label(Texts.ScopeLabel(f.Scope)),
                    Share(results, f.Difference, signed: true, f.Limit.Measure, f.Scope, (true, letter), (false, holdout)),
                    DerivedCell.Label(Percent(f.Limit.DifferenceMax, signed: true)),
                    DerivedCell.Label(!double.IsFinite(f.Difference) ? Figures.None : f.Exceeded ? Texts.LimitExceeded
                        : Texts.LimitKept),
                ];
            }),
        ]);

    /// <summary>How alike the arms were before the letter.</summary>
    public static DerivedTable Baseline(OutcomeResults results)
    {
        var rows = from outcome in Names.Outcomes
                   from scope in Names.Scopes
                   from window in (Window[])[Window.Pre, Window.Selection]
                   let people = results.Table.Only(scope).Where(p => p.In(window).Months > 0)
                   let values = people.Column(p => p.In(window).Rate(outcome))
                   let letters = people.Column(p => p.Letter)
                   let counts = (long[])[letters.Count(l => l > 0), letters.Count(l => l == 0)]
                   let recipients = outcome == Outcome.DispensedQuantity
                       ? (long[])[people.Persons.Count(p => p.Letter > 0 && p.In(window).DispensedQuantity > 0),
                           people.Persons.Count(p => p.Letter == 0 && p.In(window).DispensedQuantity > 0)]
                       : counts
                   select (IReadOnlyList<DerivedCell>)
                   [
                       DerivedCell.Label(Texts.OutcomeLabel(outcome)), DerivedCell.Label(Texts.ScopeLabel(scope)),
                       DerivedCell.Label(window == Window.Pre ? Texts.PreHeader : Texts.SelectionHeader),
                       Mean(values.Where((_, i) => letters[i] > 0), [counts[0], recipients[0]]),
                       Mean(values.Where((_, i) => letters[i] == 0), [counts[1], recipients[1]]),
                       Smd(values, letters, [.. counts, .. recipients]),
                   ];
        return new DerivedTable(
            "baseline", Texts.BaselineTitle,
            [Texts.OutcomeHeader, Texts.SexHeader, Texts.WindowHeader, results.Arms.Letter, results.Arms.Other, Texts.SmdHeader],
            [.. rows]);
    }

    /// <summary>The pooled primary estimate as rounds were added.</summary>
    public static DerivedTable CumulativeOf(OutcomeResults results) => new(
        "cumulative", Texts.CumulativeTitle, [Texts.RoundHeader, Texts.RatioHeader, "RR", "95% CI low", "95% CI high"],
        [
            .. results.Rounds.Select(r =>
            {
                DerivedCell Cell(string text, double value) =>
                    new(text, value, [Math.Max(1, r.Letter), Math.Max(1, r.Holdout)], []);
                var e = r.Estimate;
                return (IReadOnlyList<DerivedCell>)
                [
                    DerivedCell.Label(r.Round), Cell(Figures.Ratio(e.RateRatio, e.RatioLow, e.RatioHigh), double.NaN),
                    Cell(Plain(e.RateRatio), e.RateRatio), Cell(Plain(e.RatioLow), e.RatioLow),
                    Cell(Plain(e.RatioHigh), e.RatioHigh),
                ];
            }),
        ]);

    /// <summary>What the letters cost beside the difference in points to the holdout.</summary>
    public static DerivedTable CostOf(OutcomeResults results)
    {
        var rows = new List<IReadOnlyList<DerivedCell>>();
        var arm = results.Table.Only(Scope.All).Complete().Persons.Where(p => p.Letter > 0).ToArray();
        void Add(string label, string text, double value, params long[] persons) =>
            rows.Add([DerivedCell.Label(label), new DerivedCell(text, value, persons, [])]);
        if (results.Records.Cost is { } cost)
        {
            Add(Texts.CostLetters, Whole(cost.Letters), cost.Letters, cost.Letters);
            Add(Texts.CostPostage, Whole((double)cost.PostageYen), (double)cost.PostageYen, cost.Letters);
            Add(Texts.CostHours, Figures.Rate(cost.StaffHours), cost.StaffHours, cost.Letters);
            Add(Texts.CostStaff, Whole((double)cost.StaffYen), (double)cost.StaffYen, cost.Letters);
            Add(Texts.CostTotal, Whole((double)cost.TotalYen), (double)cost.TotalYen, cost.Letters);
        }

        if (results.Measures.FirstOrDefault(m =>
            m.Measure == MeasureCatalog.Points && m.Scope == Scope.All) is { Difference.IsUsable: true } points)
        {
            // 10 yen a point, over the months the letter arm was at risk after posting.
            var yen = 10 * arm.Sum(p => p.In(Window.Post).Months);
            var i = points.Difference.Inference;
            long[] persons = [points.Letter.Persons, points.Holdout.Persons];
            Add(Texts.CostDifference, Whole(yen * i.Estimate), yen * i.Estimate, persons);
            Add(Texts.CostDifferenceLow, Whole(yen * i.Low), yen * i.Low, persons);
            Add(Texts.CostDifferenceHigh, Whole(yen * i.High), yen * i.High, persons);
        }

        return new DerivedTable("cost", Texts.CostTitle, [Texts.ItemHeader, Texts.AmountHeader], rows);
    }

    /// <summary>Key of the people something happened to, shared by the count table and every share.</summary>
    private static string EverKey(string id, Sex sex, bool letter) => $"ever|{id}|{(int)sex}|{Names.OfArm(letter)}";

    private static string NeverKey(string id, Sex sex, bool letter) => "never" + EverKey(id, sex, letter);

    private static CountTable Table(
        OutcomeResults results, string id, string title, Func<Sex, bool, (int With, int Without)> count, string? rest)
    {
        FlowCell[] flow = [.. results.Flow.Where(c => c.Sex != Sex.Unknown)];
        string[] rows = rest is null ? [Texts.Yes, Texts.No] : [Texts.Yes, Texts.No, rest];
        var cells = new long[rows.Length, flow.Length];
        var keys = new Dictionary<(int, int), string>();
        for (var c = 0; c < flow.Length; c++)
        {
            var (with, without) = count(flow[c].Sex, flow[c].Letter);
            (cells[0, c], cells[1, c]) = (with, without);
            if (rest is not null)
            {
                cells[2, c] = flow[c].Allocated - with - without;
            }

            keys[(rows.Length, c)] = ReleaseTables.DrawnKey(Names.Of(Names.ScopeOf(flow[c].Sex)), flow[c].Letter);
            keys[(0, c)] = EverKey(id, flow[c].Sex, flow[c].Letter);
            keys[(1, c)] = NeverKey(id, flow[c].Sex, flow[c].Letter);
        }

        return new CountTable(id, title, rows, [.. flow.Select(c => results.Arms.Of(c.Sex, c.Letter))], cells) { Keys = keys };
    }

    private static IReadOnlyList<DerivedCell> Row(OutcomeResults results, MeasureResult m)
    {
        var share = m.Measure.Kind == MeasureKind.EverInPost;
        DerivedCell Cell(MeasureArm arm, double value) => share
            ? Share(results, value, signed: false, m.Measure.Id, m.Scope, (ReferenceEquals(arm, m.Letter), arm))
            : new DerivedCell(Figures.Rate(value), value, Behind(m.Measure, arm), []);
        var i = m.Difference.Inference;
        var both = Behind(m.Measure, m.Letter).Concat(Behind(m.Measure, m.Holdout)).ToArray();
        var difference = double.IsFinite(i.Low)
            ? share ? $"{Percent(i.Estimate, true)} ({Percent(i.Low, true)}～{Percent(i.High, true)})"
                : $"{Signed(i.Estimate)} ({Signed(i.Low)}～{Signed(i.High)})"
            : Figures.None;
        return
        [
            DerivedCell.Label(m.Measure.Label), DerivedCell.Label(Texts.ScopeLabel(m.Scope)),
            share ? DerivedCell.Label(Figures.None) : Cell(m.Letter, m.Letter.Pre), Cell(m.Letter, m.Letter.Post),
            share ? DerivedCell.Label(Figures.None) : Cell(m.Holdout, m.Holdout.Pre), Cell(m.Holdout, m.Holdout.Post),
            share ? Share(results, i.Estimate, true, m.Measure.Id, m.Scope, (true, m.Letter),
                (false, m.Holdout)) with { Text = difference, Value = null }
                : new DerivedCell(difference, null, both, []),
            new DerivedCell(Figures.P(m.AdjustedP), m.AdjustedP, share ? [m.Letter.Persons, m.Holdout.Persons] : both, []),
        ];
    }

    // A share times a shown number of people is a count, and a share with a shown count is the number of people: it is hidden
    // with any of them, those who were no longer at risk among them.
    private static DerivedCell Share(
        OutcomeResults results, double value, bool signed, string id, Scope scope, params (bool Letter, MeasureArm Arm)[] arms)
    {
        Sex[] sexes = scope switch { Scope.Male => [Sex.Male], Scope.Female => [Sex.Female], _ => [Sex.Male, Sex.Female] };
        long Gone(bool letter, int persons) =>
            results.Flow.Where(c => c.Letter == letter && sexes.Contains(c.Sex)).Sum(c => (long)c.Allocated) - persons;
        return new DerivedCell(
            Percent(value, signed), value,
            [.. arms.SelectMany(a =>
                (long[])[a.Arm.Persons, a.Arm.With, a.Arm.Persons - a.Arm.With, Gone(a.Letter, a.Arm.Persons)])],
            [.. sexes.SelectMany(s => arms.SelectMany(a => (string[])[EverKey(id, s, a.Letter), NeverKey(id, s, a.Letter)]))]);
    }

    private static long[] Behind(Measure measure, MeasureArm arm) =>
        measure.IsDrugAmount ? [Math.Max(1, arm.Persons), arm.With] : [Math.Max(1, arm.Persons)];

    private static DerivedCell Mean(IEnumerable<double> values, long[] persons)
    {
        var mean = values.DefaultIfEmpty(double.NaN).Average();
        return new DerivedCell(Figures.Rate(mean), mean, persons, []);
    }

    private static DerivedCell Smd(double[] values, double[] letters, long[] persons)
    {
        var smd = Balance.Smd(values, letters, null);
        return new DerivedCell(double.IsFinite(smd) ? Signed(smd) : Figures.None, smd, persons, []);
    }

    private static string Plain(double value) =>
        double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : Figures.None;

    private static string Signed(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share, bool signed) => !double.IsFinite(share) ? Figures.None
        : signed ? Figures.Percent(100 * share) : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
