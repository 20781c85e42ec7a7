using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Rules;

/// <summary>Thresholds of all rules; the property names are the settings' keys.</summary>
public sealed record RuleSettings
{
    /// <summary>多受診（到達）.</summary>
    public R01ManyReceipts.Settings R01 { get; init; } = new();

    /// <summary>多受診手前（水準）.</summary>
    public R02NearManyReceipts.Settings R02 { get; init; } = new();

    /// <summary>増加傾向.</summary>
    public R03RisingReceipts.Settings R03 { get; init; } = new();

    /// <summary>複数医療機関.</summary>
    public R06MultipleInstitutions.Settings R06 { get; init; } = new();

    /// <summary>重複服薬（成分）.</summary>
    public R13DuplicateSupply.Settings R13 { get; init; } = new();

    /// <summary>向精神薬 複数機関.</summary>
    public R18PsychotropicPrescribers.Settings R18 { get; init; } = new();

    /// <summary>Thresholds that can't be used.</summary>
    public IEnumerable<SettingProblem> Problems()
    {
        IEnumerable<SettingProblem>[] all =
        [
            SettingProblem.Unless(R01.ReceiptsMin >= 1, "rules.R01.receiptsMin", R01.ReceiptsMin, "1 or more"),
            SettingProblem.Unless(R02.ReceiptsMin >= 1 && R02.ReceiptsMin < R01.ReceiptsMin, "rules.R02.receiptsMin",
                R02.ReceiptsMin, "from 1 to under rules.R01.receiptsMin"),
            SettingProblem.Unless(R02.MeanMin >= 0, "rules.R02.meanMin", R02.MeanMin, "0 or more"),
            SettingProblem.Unless(R03.WindowMonths is >= 3 and <= DetectionWindow.Length, "rules.R03.windowMonths",
                R03.WindowMonths, "from 3 to 12"),
            SettingProblem.Unless(R03.ValidMonthsMin >= 2 && R03.ValidMonthsMin <= R03.WindowMonths, "rules.R03.validMonthsMin",
                R03.ValidMonthsMin, "from 2 to rules.R03.windowMonths"),
            SettingProblem.Unless(R03.DaysAtRiskMin is >= 1 and <= 28, "rules.R03.daysAtRiskMin", R03.DaysAtRiskMin,
                "from 1 to 28"), SettingProblem.Unless(R03.SlopeMin > 0, "rules.R03.slopeMin", R03.SlopeMin, "above 0"),
            SettingProblem.Unless(R03.Alpha is > 0 and < 1, "rules.R03.alpha", R03.Alpha, "between 0 and 1"),
            SettingProblem.Unless(R03.ReceiptsMin >= 0, "rules.R03.receiptsMin", R03.ReceiptsMin, "0 or more"),
            SettingProblem.Unless(R06.InstitutionsMin >= 2, "rules.R06.institutionsMin", R06.InstitutionsMin, "2 or more"),
            SettingProblem.Unless(R06.MonthsMin is >= 1 and <= DetectionWindow.Length, "rules.R06.monthsMin", R06.MonthsMin,
                "from 1 to 12"),
            SettingProblem.Unless(R13.SupplyDaysMin >= 1, "rules.R13.supplyDaysMin", R13.SupplyDaysMin, "1 or more"),
            SettingProblem.Unless(R13.PrescribersMin >= 2, "rules.R13.prescribersMin", R13.PrescribersMin, "2 or more"),
            SettingProblem.Unless(R18.PrescribersMin >= 2, "rules.R18.prescribersMin", R18.PrescribersMin, "2 or more"),
            SettingProblem.Unless(R18.PrescribersForTierA >= R18.PrescribersMin, "rules.R18.prescribersForTierA",
                R18.PrescribersForTierA, "rules.R18.prescribersMin or more"),
        ];
        return all.SelectMany(problems => problems);
    }
}

/// <summary>THE list of rules, in id order.</summary>
public static class RuleCatalog
{
    /// <summary>Every rule with these thresholds.</summary>
    public static IReadOnlyList<IRule> Create(RuleSettings settings) =>
    [
        new R01ManyReceipts(settings.R01),
        new R02NearManyReceipts(settings.R02, settings.R01),
        new R03RisingReceipts(settings.R03),
        new R06MultipleInstitutions(settings.R06),
        new R13DuplicateSupply(settings.R13),
        new R18PsychotropicPrescribers(settings.R18),
    ];

    /// <summary>R02 and R03 together are tier A each; everything else stays as it fired.</summary>
    public static IReadOnlyList<RuleHit> SettleTiers(IReadOnlyList<RuleHit> hits)
    {
        var levelAndTrend = hits.Any(h => h.Rule == "R02") && hits.Any(h => h.Rule == "R03");
        return levelAndTrend ? [.. hits.Select(h => h.Rule is "R02" or "R03" ? h with { Tier = Tier.A } : h)] : hits;
    }

    /// <summary>Any A, or two B of different groups (decisions C3); the staff tier never makes anybody eligible.</summary>
    public static bool IsEligible(IReadOnlyList<RuleHit> hits, IReadOnlyDictionary<string, RuleGroup> groups) =>
        hits.Any(h => h.Tier == Tier.A)
        || hits.Where(h => h.Tier == Tier.B).Select(h => groups[h.Rule]).Distinct().Count() >= 2;
}
