using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R07 同一疾病 重複受診: one disease (ICD-10, three characters, suspicions left out) at several institutions in each of c
/// consecutive months, all at risk. Each month may have another disease.
/// </summary>
public sealed class R07SameDisease(R07SameDisease.Settings settings) : MeasuredRule(
    new RuleCard(
        "R07", "same-disease", "同一疾病 重複受診", "One disease at several institutions",
        "同じ病気で複数の医療機関にかかると、検査やお薬が重なりやすいため。",
        "t0 までの {monthsMin} か月連続で、1か月に同一疾病（ICD-10 3桁、疑い病名を除く）で {institutionsMin} か所以上の医科・歯科医療機関",
        "B", RuleGroup.Institutions, "yes", true,
        "平塚市 国保 2025-10、富士吉田市 国保・後期（3か月連続・同一月に同一疾病で3か所以上）"),
    Randomise.Yes,
    [
        new("disease-institutions", Comparison.AtLeast, settings.InstitutionsMin, "rules.R07.institutionsMin"),
    ], ("rules.R07.monthsMin", settings.MonthsMin))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>a, institutions a month.</summary>
        public int InstitutionsMin { get; init; } = 3;

        /// <summary>c, consecutive months that end in t0, at most 12.</summary>
        public int MonthsMin { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    private static (int Disease, int Institutions) MostOf(RawHistory history, ClaimMonth month)
    {
        var visited = ExamineContext.Institutions(history, month);
        return history.Months[month].Diagnoses.Where(d => d.Icd10 >= 10 && !d.IsSuspected && visited.Contains(d.Institution))
            .GroupBy(d => d.Icd10 / 10, d => d.Institution)
            .Select(g => (Disease: g.Key, Institutions: g.Distinct().Count()))
            .OrderByDescending(d => d.Institutions).ThenBy(d => d.Disease).FirstOrDefault();
    }

    private static string IcdText(int disease) => disease == 0 ? "" : $"{(char)('A' + (disease / 100) - 1)}{disease % 100:00}";

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.B;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = WhenAtRisk(features, _settings.MonthsMin, features[CareFeatures.DiseaseInstitutions]);
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var months = context.Newest(_settings.MonthsMin);
        var most = months.Select(m => (Month: m, Disease: MostOf(history, m))).ToList();
        return new Measured(
            [WhenAtRisk(history, context, _settings.MonthsMin, most.Min(d => d.Disease.Institutions))],
            [.. most.Select(d => new Evidence(
                "R07", "disease-institutions", d.Month, d.Disease.Institutions, IcdText(d.Disease.Disease)))]);
    }
}
