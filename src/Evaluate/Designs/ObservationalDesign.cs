using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Letters sent by judgement, not by lot: logit propensity score, weights for the effect on the treated (1 and ps/(1 − ps)),
/// balance, weighted comparisons of change and matched pairs, for everyone and again within each sex. The variable people were
/// chosen by (the rate of the selection month and the rate before it) is always in the score; without it the design is refused.
/// </summary>
public static class ObservationalDesign
{
    /// <summary>Name in <c>outcomes --design</c>.</summary>
    public const string Name = "observational";

    /// <summary>A standardised difference above this counts as imbalance.</summary>
    public const double SmdLimit = 0.1;

    /// <summary>Measures a panel with two groups.</summary>
    /// <exception cref="UserError">The selection month is not in the panel, or the score can't be fitted.</exception>
    public static DesignResults Measure(Panel panel, PanelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var table = PersonTable.Of(panel, settings);
        var all = WeightedGroups.Of(panel, settings, table, Scope.All)
            ?? throw new UserError(ExitCode.Refused, Texts.ObservationalNoSelection, "outcomes --design observational",
                Texts.ObservationalNext);
        if (!all.IsUsable)
        {
            throw new UserError(ExitCode.Refused, Texts.ObservationalNoScore(all.Score.Status.ToString()),
                "outcomes --design observational", Texts.ObservationalNext);
        }

        List<string> warnings = [Texts.ObservationalWarning];
        var groups = new Dictionary<Scope, WeightedGroups> { [Scope.All] = all };
        foreach (var sex in (Scope[])[Scope.Male, Scope.Female])
        {
            if (WeightedGroups.Of(panel, settings, table, sex) is { IsUsable: true } found)
            {
                groups.Add(sex, found);
            }
            else
            {
                warnings.Add(Texts.ObservationalNoSexScore(sex));
            }
        }

        var worst = all.Balances().Max(b => Math.Abs(b.After));
        if (worst > SmdLimit)
        {
            warnings.Add(Texts.ObservationalImbalance(worst));
        }

        var results = all.Results("").ToList();
        results.AddRange(groups.Where(g => g.Key != Scope.All).SelectMany(g => g.Value.Results(Names.Of(g.Key) + ".")));
        var measured = (from outcome in Names.Outcomes
                        from g in groups
                        let name = Names.Of(outcome) + (g.Key == Scope.All ? "" : "." + Names.Of(g.Key))
                        select (Outcome: outcome, Scope: g.Key, Found: WeightedEffects.Of(g.Value, outcome, name).ToArray()))
                            .ToArray();
        var interactions = groups.Count < 3 ? []
            : Names.Outcomes.Select(o =>
                (Outcome: o, Found: WeightedEffects.SexInteraction(groups[Scope.Male].With(groups[Scope.Female]), o))).ToArray();
        results.AddRange(measured.SelectMany(m => m.Found).Concat(interactions.Select(i => i.Found)).Select(m => m.Result));
        return new DesignResults(Name, results, warnings)
        {
            Report = ReportOf(panel, settings, groups, measured, interactions),
        };
    }

    private static DesignReport ReportOf(
        Panel panel, PanelSettings settings, Dictionary<Scope, WeightedGroups> groups,
        (Outcome Outcome, Scope Scope, Measured[] Found)[] measured, (Outcome Outcome, Measured Found)[] interactions)
    {
        EffectLine Line(Outcome outcome, Scope scope, Measured found) => new(
            Texts.OutcomeLabel(outcome), Texts.ScopeLabel(scope), found.Inference, found.IsRatio, Behind(groups[scope], outcome))
        {
            Id = found.Result.Id,
            InFamily = scope != Scope.All && WeightedEffects.IsMain(found),
        };
        EffectLine[] lines =
            [.. measured.SelectMany(m =>
                m.Found.Select(f => (Main: WeightedEffects.IsMain(f), Line: Line(m.Outcome, m.Scope, f))))
            .OrderByDescending(x => x.Main).Select(x => x.Line)];
        EffectLine[] main = [.. lines.Where(l => l.Id.EndsWith(".att_weighted_did_poisson.CR1.z", StringComparison.Ordinal))];
        EffectLine[] bySex = [.. interactions.Select(i => new EffectLine(
            Texts.OutcomeLabel(i.Outcome), Texts.WomenOverMen, i.Found.Inference, IsRatio: true,
            [.. Behind(groups[Scope.Male], i.Outcome), .. Behind(groups[Scope.Female], i.Outcome)]) { InFamily = true })];
        var described = Outcomes.Describe(panel, settings, ArmWords.Judged, p => p.Complete && p.In(Window.Selection).Months > 0);
        return new DesignReport(
            DesignWords.Observational, [.. DescribedTables.Counts(described)],
            [
                .. DesignTables.Effects(main, bySex, Texts.AttTitle, Texts.InteractionTitle),
                .. DescribedTables.Derived(described), BalanceTable(groups), OverlapTable(groups),
                DesignTables.Sensitivity([.. lines.Except(main)]),
            ])
        {
            Charts = DescribedTables.Charts(described),
            Flow = ArmWords.Judged,
        };
    }

    private static IReadOnlyList<long> Behind(WeightedGroups groups, Outcome outcome) => outcome != Outcome.DispensedQuantity
        ? groups.Counts()
        : [.. groups.Counts(), .. ((double[])[1, 0])
            .Select(z => (long)groups.People.Persons.Count(p => p.Letter == z && p.In(Window.Post).DispensedQuantity > 0))];

    private static DerivedTable BalanceTable(Dictionary<Scope, WeightedGroups> groups) => new(
        "balance", Texts.BalanceTitle, [Texts.CovariateHeader, Texts.SexHeader, Texts.SmdBeforeHeader, Texts.SmdAfterHeader],
        [
            .. from g in groups
               from b in g.Value.Balances()
               select (IReadOnlyList<DerivedCell>)
               [
                   DerivedCell.Label(Texts.CovariateLabel(b.Name)), DerivedCell.Label(Texts.ScopeLabel(g.Key)),
                   Smd(b.Before, g.Value.Counts()), Smd(b.After, g.Value.Counts()),
               ],
        ]);

    private static DerivedCell Smd(double value, long[] persons) =>
        new(double.IsFinite(value) ? value.ToString("+0.00;−0.00;0.00") : Figures.None, value, persons, []);

    private static double Outside(WeightedGroups groups) => Balance.OutsideShare(groups.Score.Means, groups.Treated);

    private static double Paired(WeightedGroups groups) => (double)groups.Pairs.Count / groups.Counts()[0];

    private static DerivedCell Share(double share, long[] persons) => new($"{100 * share:0.0}%", share, persons, []);

    private static long[] Parts(WeightedGroups groups, double share)
    {
        var counts = groups.Counts();
        var part = (long)Math.Round(share * counts[0]);
        return [.. counts, part, counts[0] - part];
    }

    // How many found a pair, and how many lie outside, are counts of people themselves: hidden when they or the rest are few.
    private static DerivedTable OverlapTable(Dictionary<Scope, WeightedGroups> groups) => new(
        "overlap", Texts.OverlapTitle,
        [Texts.SexHeader, Texts.EffectiveHeader, Texts.MaxWeightHeader, Texts.OutsideHeader, Texts.PairedHeader],
        [
            .. groups.Select(g =>
            {
                var (scope, found) = (g.Key, g.Value);
                var counts = found.Counts();
                var weights = found.ControlWeights();
                // Everyone less one sex is the other, so what hides a sex hides everyone.
                long[] With(Func<WeightedGroups, double> share) =>
                [
                    .. groups.Where(x => scope == Scope.All || x.Key == scope).SelectMany(x => Parts(x.Value, share(x.Value))),
                ];
                return (IReadOnlyList<DerivedCell>)
                [
                    DerivedCell.Label(Texts.ScopeLabel(scope)),
                    new(Figures.Rate(Balance.EffectiveSize(weights)), Balance.EffectiveSize(weights), counts, []),
                    new(Figures.Rate(weights.Max()), weights.Max(), counts, []),
                    Share(Outside(found), With(Outside)), Share(Paired(found), With(Paired)),
                ];
            }),
        ]);
}
