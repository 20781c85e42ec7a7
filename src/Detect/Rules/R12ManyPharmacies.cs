using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R12 薬局の分散: distinct pharmacies of the newest months together.
/// </summary>
public sealed class R12ManyPharmacies(R12ManyPharmacies.Settings settings) : MeasuredRule(
    new RuleCard(
        "R12", "many-pharmacies", "薬局の分散", "Many pharmacies",
        "薬局が分かれていると、お薬の飲み合わせを一か所で確かめにくいため。",
        "直近 {months} か月の薬局が {pharmaciesMin} か所以上（{months} か月とも資格あり）",
        "B", RuleGroup.Medicines, "yes", true,
        "HEDIS UOP and PQA OMP (four or more pharmacies), read across all medicines: design judgement"),
    Randomise.Yes,
    [
        new("pharmacies-distinct", Comparison.AtLeast, settings.PharmaciesMin, "rules.R12.pharmaciesMin"),
    ], ("rules.R12.months", settings.Months))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>r, pharmacies.</summary>
        public int PharmaciesMin { get; init; } = 4;

        /// <summary>Newest months.</summary>
        public int Months { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.B;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = WhenAtRisk(features, _settings.Months, features[CareFeatures.PharmaciesDistinct]);
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var pharmacies = context.Newest(_settings.Months)
            .SelectMany(m => history.Months[m].Claims.Where(c => c.Kind == ClaimKind.Dispensing)).Select(c => c.Institution)
            .Distinct().Order().ToList();
        return new Measured(
            [WhenAtRisk(history, context, _settings.Months, pharmacies.Count)],
            [new Evidence("R12", "pharmacies", context.T0, pharmacies.Count,
                string.Join(' ', pharmacies.Select(i => i.ToString("D10", null))))]);
    }
}
