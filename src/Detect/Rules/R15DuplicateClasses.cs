using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R15 重複薬効（KDB型）: the national counting of duplicate prescriptions: one class from three or more institutions, or
/// two classes from two or more. How many digits KDB takes for 薬効 is not public; the digits are a setting.
/// </summary>
public sealed class R15DuplicateClasses(R15DuplicateClasses.Settings settings) : MeasuredRule(
    new RuleCard(
        "R15", "duplicate-classes", "重複薬効（KDB型）", "Duplicate classes as in KDB",
        "全国の国保で使われている重複処方の数え方と同じで、地域の状況と比べられるため。",
        "t0 に、同じ薬効（YJ {classDigits} 桁）の内服薬が、3医療機関以上から {classesFromThreeMin} 薬効以上、または2医療機関以上から {classesFromTwoMin} "
        + "薬効以上",
        "A", RuleGroup.Medicines, "delay: at most 3 months", true,
        "厚生労働省 国保データベース（KDB）の重複処方該当者（3医療機関以上かつ1以上の重複薬効数、2医療機関以上かつ2以上の重複薬効数）"),
    Randomise.DelayThreeMonths,
    [
        new("classes-from-three", Comparison.AtLeast, settings.ClassesFromThreeMin, "rules.R15.classesFromThreeMin"),
        new("classes-from-two", Comparison.AtLeast, settings.ClassesFromTwoMin, "rules.R15.classesFromTwoMin", true, 1),
    ], ("rules.R15.classDigits", settings.ClassDigits))
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>Classes from three or more institutions.</summary>
        public int ClassesFromThreeMin { get; init; } = 1;

        /// <summary>Classes from two or more institutions.</summary>
        public int ClassesFromTwoMin { get; init; } = 2;

        /// <summary>First digits of the YJ code that make a 薬効; 3 to 7.</summary>
        public int ClassDigits { get; init; } = 4;
    }

    private readonly Settings _settings = settings;

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.A;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[MedicineFeatures.ClassesFromThree];
        into[1] = features[MedicineFeatures.ClassesFromTwo];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var classes = ExamineContext.TakenHome(history, [context.T0])
            .Where(s => s.Line.Route == Route.Oral && s.Line.PrescribedBy != 0)
            .GroupBy(s => s.Line.Ingredient / HomeLines.DivisorOf(_settings.ClassDigits), s => s.Line.PrescribedBy)
            .Select(g => (g.Key, Institutions: g.Distinct().Count())).Where(c => c.Institutions >= 2)
                .OrderBy(c => c.Key).ToList();
        return new Measured(
            [classes.Count(c => c.Institutions >= 3), classes.Count],
            [.. classes.Select(c => new Evidence("R15", "class-institutions", context.T0, c.Institutions, $"{c.Key}"))]);
    }
}
