using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>The tables of a waitlist or stepped wedge: months of posting instead of two arms.</summary>
internal static class WaitlistReport
{
    private static readonly Sex[] s_sexes = [Sex.Male, Sex.Female];

    public static DesignReport Of(Panel panel, Dictionary<(Outcome, Scope), GroupTimeStudy> studies)
    {
        var cohorts = Cohorts(panel);
        EffectLine Line(Outcome outcome, Scope scope, string id, Comparison rule, Func<GroupTimeCell, bool> chosen) => new(
            Texts.OutcomeLabel(outcome), Texts.ScopeLabel(scope), studies[(outcome, scope)].Mean(rule, chosen), IsRatio: false,
            Behind(panel, studies[(outcome, scope)], outcome, scope, rule, chosen))
        {
            Id = $"{Names.Of(outcome)}.{Names.Of(scope)}.{WaitlistDesign.NameOf(rule)}{id}",
            InFamily = scope != Scope.All && rule == WaitlistDesign.Main,
        };
        var pairs = (from o in Names.Outcomes from s in Names.Scopes select (Outcome: o, Scope: s)).ToArray();
        EffectLine[] main =
            [.. pairs.Select(p => Line(p.Outcome, p.Scope, "simple", WaitlistDesign.Main, WaitlistDesign.IsAfter))];
        EffectLine[] bySex = [.. Names.Outcomes.Select(o => new EffectLine(
            Texts.OutcomeLabel(o), Texts.WomenMinusMen, WaitlistDesign.Between(studies, o), IsRatio: false,
            [.. ((Scope[])[Scope.Male, Scope.Female])
                .SelectMany(s => Behind(panel, studies[(o, s)], o, s, WaitlistDesign.Main, WaitlistDesign.IsAfter))])
            { InFamily = true })];
        EffectLine[] others =
        [
            .. pairs.Select(p => Line(p.Outcome, p.Scope, "simple", Comparison.Never, WaitlistDesign.IsAfter)),
            .. from scope in Names.Scopes
               from g in studies[(Outcome.Claims, scope)].Cells[WaitlistDesign.Main].Select(c => c.Group).Distinct().Order()
               select Line(Outcome.Claims, scope, $"group(g={studies[(Outcome.Claims, scope)].Months[g].Value})",
                   WaitlistDesign.Main,
                   c => c.Group == g && WaitlistDesign.IsAfter(c)),
        ];
        EffectLine[] course =
        [
            .. from scope in Names.Scopes
               let study = studies[(Outcome.Claims, scope)]
               from since in study.Cells[WaitlistDesign.Main].Select(c => c.Since).Distinct().Order()
               select Line(Outcome.Claims, scope, "dynamic", WaitlistDesign.Main, c => c.Since == since)
                   with { Outcome = Texts.ScopeLabel(scope), Label = DerivedTables.MonthLabel(since) },
        ];
        return new DesignReport(
            DesignWords.Waitlist, [People(panel, cohorts), Flow(panel, cohorts)],
            [
                .. DesignTables.Effects(main, bySex, Texts.WaitlistEffectsTitle, Texts.InteractionTitle),
                DesignTables.Course("course", Texts.WaitlistCourseTitle, Texts.MonthHeader, course), Baseline(panel, cohorts),
                TrendOf(panel, cohorts), HarmsOf(panel), DesignTables.Sensitivity(others),
            ])
        {
            Course = "course",
            Charts = [.. s_sexes.Select((sex, i) => new ChartPlan(
                "trend", [.. Enumerable.Range(1 + (i * cohorts.Length), cohorts.Length)],
                Texts.Pair(Texts.SexWord(sex), Texts.TrendTitle), []))],
        };
    }

    private static (ClaimMonth Month, string Label)[] Cohorts(Panel panel) =>
    [
        .. panel.Episodes.Where(e => e.Arm == Arm.Letter).Select(e => e.LetterMonth).Distinct().Order()
        .Select(m => (m, m.ToString())),
        .. panel.Episodes.Any(e => e.Arm != Arm.Letter) ? [(ClaimMonth.None, Texts.NeverLettered)]
        : Array.Empty<(ClaimMonth, string)>(),
    ];

    private static ClaimMonth CohortOf(PanelEpisode episode) => episode.Arm == Arm.Letter ? episode.LetterMonth : ClaimMonth.None;

    private static int[] In(Panel panel, ClaimMonth cohort, Sex sex) =>
        [.. Enumerable.Range(0, panel.Episodes.Count)
            .Where(i => panel.Episodes[i].Sex == sex && CohortOf(panel.Episodes[i]) == cohort)];

    private static string Key(Sex sex, ClaimMonth cohort) => $"people|{(int)sex}|{cohort.Value}";

    private static CountTable People(Panel panel, (ClaimMonth Month, string Label)[] cohorts)
    {
        var cells = new long[cohorts.Length, s_sexes.Length];
        var keys = new Dictionary<(int, int), string>();
        for (var r = 0; r < cohorts.Length; r++)
        {
            for (var c = 0; c < s_sexes.Length; c++)
            {
                cells[r, c] = In(panel, cohorts[r].Month, s_sexes[c]).Length;
                keys[(r, c)] = Key(s_sexes[c], cohorts[r].Month);
            }
        }

        return new CountTable("people", Texts.CohortsTitle, [.. cohorts.Select(c => c.Label)],
            [.. s_sexes.Select(Texts.SexWord)], cells)
        {
            Keys = keys,
            Corner = Texts.CohortHeader,
        };
    }

    // A row a month of posting and sex; whole: at risk in every month of the panel.
    private static CountTable Flow(Panel panel, (ClaimMonth Month, string Label)[] cohorts)
    {
        var (first, last) = panel.Months;
        var months = last.MonthsSince(first) + 1;
        var rows = (from sex in s_sexes from cohort in cohorts select (Sex: sex, Cohort: cohort)).ToArray();
        var cells = new long[rows.Length, 3];
        var keys = new Dictionary<(int, int), string>();
        for (var r = 0; r < rows.Length; r++)
        {
            int[] atRisk =
                [.. In(panel, rows[r].Cohort.Month, rows[r].Sex).Select(i => panel.Rows(i).Count(x => x.DaysAtRisk > 0))];
            cells[r, 0] = atRisk.Count(n => n == months);
            cells[r, 1] = atRisk.Count(n => n > 0 && n < months);
            cells[r, 2] = atRisk.Count(n => n == 0);
            keys[(r, 3)] = Key(rows[r].Sex, rows[r].Cohort.Month);
        }

        return new CountTable(
            "flow", Texts.WaitlistFlowTitle, [.. rows.Select(x => Texts.Pair(Texts.SexWord(x.Sex), x.Cohort.Label))],
            [Texts.WholeSpan, Texts.PartOfSpan, Texts.NoMonth], cells)
        {
            Keys = keys,
            Corner = Texts.CohortHeader,
        };
    }

    // Before anybody's letter: with the month by lot the groups should be alike.
    private static DerivedTable Baseline(Panel panel, (ClaimMonth Month, string Label)[] cohorts)
    {
        var start = cohorts[0].Month;
        var rows = from outcome in Names.Outcomes
                   from cohort in cohorts
                   select (IReadOnlyList<DerivedCell>)
                   [
                       DerivedCell.Label(Texts.OutcomeLabel(outcome)), DerivedCell.Label(cohort.Label),
                       .. s_sexes.Select(sex =>
                           RateCell(panel, In(panel, cohort.Month, sex), outcome, m => m < start, Key(sex, cohort.Month))),
                   ];
        return new DerivedTable(
            "baseline", Texts.WaitlistBaselineTitle,
            [Texts.OutcomeHeader, Texts.CohortHeader, .. s_sexes.Select(Texts.SexWord)], [.. rows]);
    }

    private static DerivedTable TrendOf(Panel panel, (ClaimMonth Month, string Label)[] cohorts)
    {
        var (first, last) = panel.Months;
        var lines = (from sex in s_sexes
                     from cohort in cohorts
                     select (Sex: sex, Cohort: cohort,
            People: In(panel, cohort.Month, sex))).ToArray();
        return new DerivedTable(
            "trend", Texts.TrendTitle,
            [Texts.CalendarMonthHeader, .. lines.Select(l => Texts.Pair(Texts.SexWord(l.Sex), l.Cohort.Label))],
            [
                .. ClaimMonth.Range(first, last).Select(month => (IReadOnlyList<DerivedCell>)
                [
                    DerivedCell.Label(month.ToString()),
                    .. lines.Select(l => RateCell(panel, l.People, Outcome.Claims, m => m == month, Key(l.Sex, l.Cohort.Month))),
                ]),
            ]);
    }

    private static DerivedCell RateCell(Panel panel, int[] people, Outcome outcome, Func<ClaimMonth, bool> months, string key)
    {
        var rows = people.Select(i => panel.Rows(i).Where(r => r.DaysAtRisk > 0 && months(r.Month)).ToArray())
            .Where(r => r.Length > 0).ToArray();
        var rate = rows.Sum(p => p.Sum(r => r.Of(outcome))) / rows.Sum(p => p.Sum(r => r.Exposure));
        long[] persons = outcome == Outcome.DispensedQuantity
            ? [rows.Length, rows.Count(p => p.Any(r => r.DispensedQuantity > 0))] : [rows.Length];
        return rows.Length == 0 ? DerivedCell.Label(Figures.None) : new DerivedCell(Figures.Rate(rate), rate, persons, [key]);
    }

    // The same estimator on "did it happen in the month": how many more months with it, per hundred.
    private static DerivedTable HarmsOf(Panel panel)
    {
        var harms = new List<(string Label, Func<PanelRow, bool> Happened)> { (Texts.ZeroClaimMonth, r => r.Claims == 0) };
        foreach (var measure in MeasureSums.In(panel).Where(m => m.IsHarm))
        {
            var place = measure.PlaceIn(panel.CovariateNames);
            harms.Add((measure.Label, r => r.Covariates[place] > 0));
        }

        var lines = from harm in harms
                    from scope in Names.Scopes
                    let study = GroupTimeStudy.Of(panel, scope, r => harm.Happened(r) ? 100 : 0, WaitlistDesign.Main)
                    let with = (long)Enumerable.Range(0, panel.Episodes.Count)
                        .Count(i => GroupTimeStudy.Holds(scope, panel.Episodes[i].Sex)
                            && panel.Rows(i).Any(r => r.DaysAtRisk > 0 && harm.Happened(r)))
                    select new EffectLine(
                        harm.Label, Texts.ScopeLabel(scope),
                        study.Mean(WaitlistDesign.Main, WaitlistDesign.IsAfter), IsRatio: false,
                        // A difference among few people with a harm says who they are; when nobody had it,
                        // there is nothing to hide.
                        [.. study.Behind(WaitlistDesign.Main, WaitlistDesign.IsAfter), with == 0 ? long.MaxValue : with]);
        return DesignTables.Course("harms", Texts.WaitlistHarmsTitle, Texts.SexHeader, [.. lines]) with
        {
            Headers = [Texts.OutcomeHeader, Texts.SexHeader, Texts.PercentDifferenceHeader, Texts.DifferenceScale, "95% CI low",
                "95% CI high", "p"],
        };
    }

    private static IReadOnlyList<long> Behind(
        Panel panel, GroupTimeStudy study, Outcome outcome, Scope scope, Comparison rule, Func<GroupTimeCell, bool> chosen)
    {
        var behind = study.Behind(rule, chosen);
        return outcome != Outcome.DispensedQuantity ? behind
            : [.. behind, Enumerable.Range(0, panel.Episodes.Count).Count(i =>
                GroupTimeStudy.Holds(scope, panel.Episodes[i].Sex) && panel.Rows(i).Any(r => r.DispensedQuantity > 0))];
    }
}
