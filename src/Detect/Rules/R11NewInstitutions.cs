using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R11 新規医療機関の増加: institutions of the newest months that the person had not visited before in the window. Needs all
/// twelve months at risk, or everything would look new.
/// </summary>
public sealed class R11NewInstitutions(R11NewInstitutions.Settings settings) : MeasuredRule(
    new RuleCard(
        "R11", "new-institutions", "新規医療機関の増加", "New institutions",
        "新しい医療機関が続けて増えるときは、困りごとの相談先を探していることがあるため。",
        "それまでの期間（12か月のうち前の月）に受診のない医科・歯科医療機関が、直近 {months} か月で {institutionsMin} か所以上（12か月とも資格あり）",
        "B", RuleGroup.Institutions, "yes", true,
        "design judgement; the look-back is what is left of the twelve-month window"),
    Randomise.Yes,
    [
        new("new-institutions", Comparison.AtLeast, settings.InstitutionsMin, "rules.R11.institutionsMin"),
    ], ("rules.R11.months", settings.Months))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>q, new institutions.</summary>
        public int InstitutionsMin { get; init; } = 4;

        /// <summary>Newest months in which they are new.</summary>
        public int Months { get; init; } = 3;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.B;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = WhenAtRisk(features, DetectionWindow.Length, features[CareFeatures.NewInstitutions]);
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var recent = context.Newest(_settings.Months);
        var before = context.Window.Months.Except(recent).SelectMany(m => ExamineContext.Institutions(history, m)).ToHashSet();
        var added = recent.SelectMany(m => ExamineContext.Institutions(history, m)).Distinct().Where(i => !before.Contains(i))
            .Order().ToList();
        return new Measured(
            [WhenAtRisk(history, context, DetectionWindow.Length, added.Count)],
            [new Evidence("R11", "new-institutions", context.T0, added.Count,
                string.Join(' ', added.Select(i => i.ToString("D10", null))))]);
    }
}
