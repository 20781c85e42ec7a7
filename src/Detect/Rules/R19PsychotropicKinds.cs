using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R19 抗不安薬・睡眠薬の種類: the limits that 診療報酬 sets within one institution, counted across institutions.
/// </summary>
public sealed class R19PsychotropicKinds(R19PsychotropicKinds.Settings settings) : MeasuredRule(
    new RuleCard(
        "R19", "psychotropic-kinds", "抗不安薬・睡眠薬の種類", "Kinds of anxiolytics and hypnotics",
        "眠りや不安のお薬の種類が、医療機関をまたいで増えていることは一か所では分かりにくいため。",
        "t0 に、医療機関をまたいで抗不安薬が {anxiolyticsMin} 種類以上、または睡眠薬が {hypnoticsMin} 種類以上、または合わせて {bothMin} 種類以上（{prescribersMin} "
        + "か所以上の医療機関から）",
        "B", RuleGroup.Medicines, "delay: at most 3 months", true,
        "診療報酬 向精神薬多剤投与（3種類以上の抗不安薬・睡眠薬、合計4種類以上）, counted across institutions: design judgement; 別紙36 by name,"
        + " 医薬品マスター 2024-03-21"),
    Randomise.DelayThreeMonths,
    [
        new("anxiolytics", Comparison.AtLeast, settings.AnxiolyticsMin, "rules.R19.anxiolyticsMin"),
        new("sleep-prescribers", Comparison.AtLeast, settings.PrescribersMin, "rules.R19.prescribersMin"),
        new("hypnotics", Comparison.AtLeast, settings.HypnoticsMin, "rules.R19.hypnoticsMin", true, 1),
        new("sleep-prescribers", Comparison.AtLeast, settings.PrescribersMin, "rules.R19.prescribersMin", true, 1),
        new("sleep-and-anxiety", Comparison.AtLeast, settings.BothMin, "rules.R19.bothMin", true, 2),
        new("sleep-prescribers", Comparison.AtLeast, settings.PrescribersMin, "rules.R19.prescribersMin", true, 2),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>抗不安薬, ingredients.</summary>
        public int AnxiolyticsMin { get; init; } = 3;

        /// <summary>睡眠薬, ingredients.</summary>
        public int HypnoticsMin { get; init; } = 3;

        /// <summary>Both together.</summary>
        public int BothMin { get; init; } = 4;

        /// <summary>Institutions that prescribed them.</summary>
        public int PrescribersMin { get; init; } = 2;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.B;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.Anxiolytics];
        into[2] = features[MedicineFeatures.Hypnotics];
        into[4] = into[0] + into[2];
        into[1] = features[MedicineFeatures.SleepAndAnxietyPrescribers];
        into[3] = into[1];
        into[5] = into[1];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var lines = ExamineContext.TakenHome(history, [context.T0]).Select(s => s.Line)
            .Where(m => SleepAndAnxiety.IsAnxiolytic(m.Ingredient) || SleepAndAnxiety.IsHypnotic(m.Ingredient)).ToList();
        var kinds = lines.Select(m => m.Ingredient).Distinct().Order().ToList();
        var prescribers = lines.Select(m => m.PrescribedBy).Where(p => p != 0).Distinct().Count();
        return new Measured(
            [
                kinds.Count(SleepAndAnxiety.IsAnxiolytic), prescribers, kinds.Count(SleepAndAnxiety.IsHypnotic),
                    prescribers, kinds.Count,
                prescribers,
            ],
            [new Evidence("R19", "psychotropic-kinds", context.T0, kinds.Count,
                string.Join(' ', kinds.Select(k => k.ToString("D7", null))))]);
    }
}
