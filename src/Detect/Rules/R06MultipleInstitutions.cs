using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R06 複数医療機関: at least a different 医科・歯科 institutions in each of c consecutive months up to t0, all at risk. Stays in
/// hospital and pharmacies are not counted; which illness it was does not matter.
/// </summary>
public sealed class R06MultipleInstitutions(R06MultipleInstitutions.Settings settings) : IRule
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>a, institutions a month.</summary>
        public int InstitutionsMin { get; init; } = 3;

        /// <summary>c, consecutive months that end in t0, at most 12.</summary>
        public int MonthsMin { get; init; } = 3;
    }

    /// <inheritdoc/>
    public RuleCard Card { get; } = new(
        "R06", "multiple-institutions", "複数医療機関", "Multiple institutions",
        "いくつもの医療機関にかかると、検査やお薬の情報が一か所にまとまりにくいため。",
        "t0 までの {monthsMin} か月連続で、1か月に {institutionsMin} か所以上の医科・歯科医療機関（入院・薬局を除く）",
        "B", RuleGroup.Institutions, "yes", true,
        "志木市 国保・後期（3か月連続・同一月内に3医療機関以上）; 厚生労働省 抽出基準の例 2022");

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds =>
        [("rules.R06.institutionsMin", settings.InstitutionsMin), ("rules.R06.monthsMin", settings.MonthsMin)];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features) => HitOf(Fewest(features));

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features) =>
    [
        new("institutions-fewest", Fewest(features), Comparison.AtLeast, settings.InstitutionsMin, "rules.R06.institutionsMin"),
    ];

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var months = ClaimMonth.Range(context.T0.Plus(1 - settings.MonthsMin), context.T0).ToList();
        if (months.Any(m => context.DaysAtRisk(history, m) == 0))
        {
            return Finding.None;
        }

        var hit = HitOf(months.Min(m => ExamineContext.Institutions(history, m).Count));
        return hit is null
            ? Finding.None
            : new Finding(hit, [.. months.Select(m => (Month: m, Ids: ExamineContext.Institutions(history, m)))
                .Select(m => new Evidence("R06", "institutions", m.Month, m.Ids.Count,
                    string.Join(' ', m.Ids.Select(id => id.ToString("D10", null)))))]);
    }

    // The fewest institutions of the months; NaN if one of them is not at risk.
    private double Fewest(scoped FeatureVector features)
    {
        var fewest = double.PositiveInfinity;
        for (var back = 0; back < settings.MonthsMin; back++)
        {
            fewest = features.IsAtRisk(back) ? Math.Min(fewest, features[FeatureCatalog.Institutions, back]) : double.NaN;
            if (double.IsNaN(fewest))
            {
                break;
            }
        }

        return fewest;
    }

    private RuleHit? HitOf(double fewest) =>
        fewest >= settings.InstitutionsMin
            ? new RuleHit("R06", Tier.B, fewest, settings.InstitutionsMin, Randomise.Yes)
            : null;
}
