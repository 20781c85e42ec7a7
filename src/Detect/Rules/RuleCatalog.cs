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

    /// <summary>到達見込み.</summary>
    public R04LikelyToReach.Settings R04 { get; init; } = new();

    /// <summary>急増.</summary>
    public R05SuddenRise.Settings R05 { get; init; } = new();

    /// <summary>複数医療機関.</summary>
    public R06MultipleInstitutions.Settings R06 { get; init; } = new();

    /// <summary>同一疾病 重複受診.</summary>
    public R07SameDisease.Settings R07 { get; init; } = new();

    /// <summary>同一診療科 重複受診.</summary>
    public R08SameDepartment.Settings R08 { get; init; } = new();

    /// <summary>頻回受診.</summary>
    public R09FrequentAtOne.Settings R09 { get; init; } = new();

    /// <summary>頻回受診（合計）.</summary>
    public R10FrequentInAll.Settings R10 { get; init; } = new();

    /// <summary>新規医療機関の増加.</summary>
    public R11NewInstitutions.Settings R11 { get; init; } = new();

    /// <summary>薬局の分散.</summary>
    public R12ManyPharmacies.Settings R12 { get; init; } = new();

    /// <summary>重複服薬（成分）.</summary>
    public R13DuplicateSupply.Settings R13 { get; init; } = new();

    /// <summary>重複服薬（日数）.</summary>
    public R14DuplicateDays.Settings R14 { get; init; } = new();

    /// <summary>重複薬効（KDB型）.</summary>
    public R15DuplicateClasses.Settings R15 { get; init; } = new();

    /// <summary>期間の重なり.</summary>
    public R16OverlappingSupply.Settings R16 { get; init; } = new();

    /// <summary>多剤.</summary>
    public R17ManyMedicines.Settings R17 { get; init; } = new();

    /// <summary>向精神薬 複数機関.</summary>
    public R18PsychotropicPrescribers.Settings R18 { get; init; } = new();

    /// <summary>抗不安薬・睡眠薬の種類.</summary>
    public R19PsychotropicKinds.Settings R19 { get; init; } = new();

    /// <summary>ベンゾジアゼピン受容体作動薬の長期.</summary>
    public R20LongAgonist.Settings R20 { get; init; } = new();

    /// <summary>オピオイドとベンゾの併用.</summary>
    public R21OpioidWithAgonist.Settings R21 { get; init; } = new();

    /// <summary>併用禁忌.</summary>
    public R22ContraindicatedPair.Settings R22 { get; init; } = new();

    /// <summary>処方医数（豪州型）.</summary>
    public R23ManyPrescribers.Settings R23 { get; init; } = new();

    /// <summary>年間の受診回数（台湾型）.</summary>
    public R24VisitsAYear.Settings R24 { get; init; } = new();

    /// <summary>月間の受診回数（韓国型）.</summary>
    public R25VisitsAMonth.Settings R25 { get; init; } = new();

    /// <summary>時間外・同日に複数.</summary>
    public R26SameDay.Settings R26 { get; init; } = new();

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
        return all.SelectMany(problems => problems).Concat(ProblemsOfCounts()).Concat(ProblemsOfShapes());
    }

    // Counts and limits that must be at least one.
    private IEnumerable<SettingProblem> ProblemsOfCounts()
    {
        (string Key, double Value)[] counts =
        [
            ("R04.receiptsMin", R04.ReceiptsMin), ("R04.size", R04.Size), ("R05.receiptsMin", R05.ReceiptsMin),
            ("R05.riseMin", R05.RiseMin), ("R07.institutionsMin", R07.InstitutionsMin),
                ("R08.institutionsMin", R08.InstitutionsMin),
            ("R09.visitDaysMin", R09.VisitDaysMin), ("R10.visitDaysMin", R10.VisitDaysMin), ("R10.sumMin", R10.SumMin),
            ("R11.institutionsMin", R11.InstitutionsMin), ("R12.pharmaciesMin", R12.PharmaciesMin),
            ("R14.supplyDaysMin", R14.SupplyDaysMin), ("R15.classesFromThreeMin", R15.ClassesFromThreeMin),
            ("R15.classesFromTwoMin", R15.ClassesFromTwoMin), ("R16.overlapDaysMin", R16.OverlapDaysMin),
            ("R16.overlapDaysForShare", R16.OverlapDaysForShare), ("R17.ingredientsMin", R17.IngredientsMin),
            ("R17.ingredientsMinOld", R17.IngredientsMinOld), ("R17.supplyDaysMin", R17.SupplyDaysMin),
            ("R17.prescribersMin", R17.PrescribersMin), ("R19.anxiolyticsMin", R19.AnxiolyticsMin),
            ("R19.hypnoticsMin", R19.HypnoticsMin), ("R19.bothMin", R19.BothMin), ("R19.prescribersMin", R19.PrescribersMin),
            ("R21.daysMin", R21.DaysMin), ("R22.pairsMin", R22.PairsMin), ("R23.prescribersMin", R23.PrescribersMin),
            ("R23.itemsMin", R23.ItemsMin), ("R24.visitDaysMin", R24.VisitDaysMin), ("R25.visitDaysMin", R25.VisitDaysMin),
            ("R26.daysMin", R26.DaysMin), ("R26.outOfHoursMin", R26.OutOfHoursMin),
        ];
        return counts.SelectMany(c => SettingProblem.Unless(c.Value >= 1, $"rules.{c.Key}", c.Value, "1 or more"));
    }

    // Months within the window, digits of a class, shares.
    private IEnumerable<SettingProblem> ProblemsOfShapes()
    {
        (string Key, double Value, double Least, double Most)[] ranges =
        [
            ("R04.probabilityMin", R04.ProbabilityMin, 0, 1), ("R04.slopeMin", R04.SlopeMin, 0, 20),
            ("R04.gapMonths", R04.GapMonths, 0, 12),
            ("R04.horizonMonths", R04.HorizonMonths, 1, 12), ("R04.monthsReached", R04.MonthsReached, 1, R04.HorizonMonths),
            ("R04.damping", R04.Damping, 0, 1), ("R05.deviationsMin", R05.DeviationsMin, 0, 100),
            ("R05.monthsBefore", R05.MonthsBefore, 1, DetectionWindow.Length - 1),
            ("R05.validMonthsMin", R05.ValidMonthsMin, 1, R05.MonthsBefore), ("R05.daysAtRiskMin", R05.DaysAtRiskMin, 1, 28),
            ("R07.monthsMin", R07.MonthsMin, 1, DetectionWindow.Length),
                ("R09.monthsMin", R09.MonthsMin, 1, DetectionWindow.Length),
            ("R10.monthsMin", R10.MonthsMin, 1, DetectionWindow.Length),
                ("R11.months", R11.Months, 1, DetectionWindow.Length - 1),
            ("R12.months", R12.Months, 1, DetectionWindow.Length), ("R14.monthsMin", R14.MonthsMin, 1, DetectionWindow.Length),
            ("R14.classDigits", R14.ClassDigits, 3, 7), ("R15.classDigits", R15.ClassDigits, 3, 7),
            ("R16.shareMin", R16.ShareMin, 0, 1), ("R16.months", R16.Months, 1, DetectionWindow.Length),
            ("R17.ageMin", R17.AgeMin, 0, 120), ("R20.monthsMin", R20.MonthsMin, 1, DetectionWindow.Length),
            ("R22.months", R22.Months, 1, DetectionWindow.Length), ("R23.months", R23.Months, 1, DetectionWindow.Length),
        ];
        return ranges.SelectMany(r => SettingProblem.Unless(
            r.Value >= r.Least && r.Value <= r.Most, $"rules.{r.Key}", r.Value, $"from {r.Least} to {r.Most}"));
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
        new R04LikelyToReach(settings.R04, settings.R01, settings.R03.Trend),
        new R05SuddenRise(settings.R05),
        new R06MultipleInstitutions(settings.R06),
        new R07SameDisease(settings.R07),
        new R08SameDepartment(settings.R08),
        new R09FrequentAtOne(settings.R09),
        new R10FrequentInAll(settings.R10),
        new R11NewInstitutions(settings.R11),
        new R12ManyPharmacies(settings.R12),
        new R13DuplicateSupply(settings.R13),
        new R14DuplicateDays(settings.R14),
        new R15DuplicateClasses(settings.R15),
        new R16OverlappingSupply(settings.R16),
        new R17ManyMedicines(settings.R17),
        new R18PsychotropicPrescribers(settings.R18),
        new R19PsychotropicKinds(settings.R19),
        new R20LongAgonist(settings.R20),
        new R21OpioidWithAgonist(settings.R21),
        new R22ContraindicatedPair(settings.R22),
        new R23ManyPrescribers(settings.R23),
        new R24VisitsAYear(settings.R24),
        new R25VisitsAMonth(settings.R25),
        new R26SameDay(settings.R26),
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
