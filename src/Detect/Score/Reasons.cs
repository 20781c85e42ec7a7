using System.Globalization;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Score;

/// <summary>
/// Contributions of features told as facts: features that say one thing are one fact, and their parts of the score are added.
/// </summary>
internal static class Reasons
{
    private const int MonthsShort = 3;
    private const int MonthsLong = 6;

    private static readonly Dictionary<string, (Feature Feature, Phrase Name, Phrase Unit)> s_byMonth =
        new(StringComparer.Ordinal)
        {
            ["receipts"] = (FeatureCatalog.Receipts, new("", "receipts"), new("件", "")),
            ["receipts_without_dispensing"] =
            (FeatureCatalog.ReceiptsWithoutDispensing, new("調剤を除いて", "receipts without 調剤"), new("件", "")),
            ["institutions"] = (FeatureCatalog.Institutions, new("医療機関", "institutions"), new("か所", "")),
            ["pharmacies"] = (FeatureCatalog.Pharmacies, new("薬局", "pharmacies"), new("か所", "")),
            ["visit_days"] = (FeatureCatalog.VisitDays, new("受診日数", "visit days"), new("日", "")),
        };

    private static readonly Dictionary<string, (Feature Feature, string Ja, string En)> s_single = new(StringComparer.Ordinal)
    {
        ["psychotropic_prescribers"] =
            (FeatureCatalog.PsychotropicPrescribers, "睡眠薬・抗不安薬を処方した医療機関 {0}か所", "{0} prescribers of sleep and anxiety medicines"),
        ["new_institutions"] = (CareFeatures.NewInstitutions, "新しい医療機関 {0}か所", "{0} institutions not visited before"),
        ["pharmacies_distinct"] = (CareFeatures.PharmaciesDistinct, "近ごろ使った薬局 {0}か所", "{0} pharmacies of late"),
        ["coc"] = (CareFeatures.Continuity, "受診先のまとまり（COC）{0}", "continuity of care (COC) {0}"),
        ["out_of_hours_receipts"] =
            (CareFeatures.OutOfHoursReceipts, "時間外・休日・深夜の加算がある請求 {0}件", "{0} receipts with an out-of-hours addition"),
        ["classes_from_two"] =
            (MedicineFeatures.ClassesFromTwo, "2か所以上から出た同じ種類の薬 {0}種類", "{0} classes of medicine from two prescribers or more"),
        ["overlap_days_all"] =
            (MedicineFeatures.OverlapDaysAll, "同じ成分の薬が重なった日数 {0}日", "{0} days of overlapping supplies of one ingredient"),
        ["same_day_prescriber_days"] =
            (MedicineFeatures.SameDayPrescriberDays, "同じ日に2か所以上の薬を受け取った日 {0}日", "{0} days with medicines of two prescribers"),
        ["upc"] = (CareFeatures.UsualProvider, "最も多く受診した医療機関の割合（UPC）{0}", "share of visits at the usual institution (UPC) {0}"),
        ["department_institutions"] =
            (CareFeatures.DepartmentInstitutions, "同じ診療科の医療機関 {0}か所", "{0} institutions of one department"),
        ["long_ingredients"] = (MedicineFeatures.LongIngredients, "長く続く飲み薬 {0}種類", "{0} long-term oral medicines"),
        ["age"] = (CareFeatures.Age, "年齢 {0}歳", "{0} years old"),
    };

    /// <summary>Facts by size of their part; a part of 0 and what has no fact (sex) are left out.</summary>
    public static IReadOnlyList<RankReason> Of(IReadOnlyList<(string Feature, double Contribution)> contributions,
        scoped FeatureVector features)
    {
        var parts = contributions.Where(c => c.Feature != Cohort.SexColumn)
            .GroupBy(c => ScoreFeatures.All[ScoreFeatures.IndexOf(c.Feature)].Fact, StringComparer.Ordinal)
            .Select(g => (Code: g.Key, Sum: Math.Round(g.Sum(c => c.Contribution), 6)))
            .Where(p => p.Sum != 0).OrderByDescending(p => Math.Abs(p.Sum)).ThenBy(p => p.Code, StringComparer.Ordinal);
        var reasons = new List<RankReason>();
        foreach (var (code, sum) in parts)
        {
            if (Fact(code, features) is { } fact)
            {
                reasons.Add(new RankReason(code, fact.Ja, fact.En, sum));
            }
        }

        return reasons;
    }

    /// <summary>A fact in words; null if the record cannot say it.</summary>
    public static Phrase? Fact(string code, scoped FeatureVector features)
    {
        if (code == "receipts_spread")
        {
            return Range(features);
        }

        if (code == "pharmacies_per_institution6")
        {
            return Both(
                features, FeatureCatalog.Institutions, new("医療機関", "institutions"), FeatureCatalog.Pharmacies,
                new("薬局", "pharmacies"));
        }

        if (s_single.TryGetValue(code, out var single))
        {
            var value = features[single.Feature];
            var text = value.ToString("0.##", CultureInfo.InvariantCulture);
            return double.IsNaN(value) ? null : new Phrase(
                string.Format(CultureInfo.InvariantCulture, single.Ja, text),
                string.Format(CultureInfo.InvariantCulture, single.En, text));
        }

        var isTrend = code.EndsWith("_trend", StringComparison.Ordinal);
        var (feature, name, unit) = s_byMonth[isTrend ? code[..^"_trend".Length] : code];
        return Course(features, feature, name, unit, isTrend ? MonthsLong : MonthsShort);
    }

    // 「3か月で 9件→14件」: the oldest month of the span with insured days, and t0.
    private static Phrase? Course(scoped FeatureVector features, Feature feature, Phrase name, Phrase unit, int months)
    {
        var back = months - 1;
        while (back > 0 && !features.IsAtRisk(back))
        {
            back--;
        }

        if (!features.IsAtRisk(0))
        {
            return null;
        }

        var (then, now) = (features[feature, back], features[feature, 0]);
        var ja = name.Ja.Length == 0 ? "" : name.Ja + " ";
        return back == 0
            ? new Phrase($"{ja}{now}{unit.Ja}", $"{name.En} {now}")
            : new Phrase($"{ja}{back + 1}か月で {then}{unit.Ja}→{now}{unit.Ja}", $"{name.En} {then} → {now} in {back + 1} months");
    }

    private static Phrase? Range(scoped FeatureVector features)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var back = 0; back < MonthsLong; back++)
        {
            if (features.IsAtRisk(back))
            {
                least = Math.Min(least, features[FeatureCatalog.Receipts, back]);
                most = Math.Max(most, features[FeatureCatalog.Receipts, back]);
            }
        }

        return least > most ? null : new Phrase($"6か月で {least}〜{most}件", $"{least} to {most} receipts a month in 6 months");
    }

    private static Phrase Both(scoped FeatureVector features, Feature first, Phrase firstName, Feature second, Phrase secondName)
    {
        var (a, b) = (features[first, 0], features[second, 0]);
        return new Phrase($"{firstName.Ja} {a}か所、{secondName.Ja} {b}か所", $"{a} {firstName.En}, {b} {secondName.En}");
    }
}
