using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// R08 同一診療科 重複受診: several institutions of one 診療科 in t0. Claims do not carry the department, so an imported table of
/// institutions with exactly one department is needed; without it the rule cannot be judged.
/// </summary>
public sealed class R08SameDepartment(R08SameDepartment.Settings settings) : MeasuredRule(
    new RuleCard(
        "R08", "same-department", "同一診療科 重複受診", "One department at several institutions",
        "同じ診療科に複数かかっているときは、どこか一か所に相談をまとめられることがあるため。",
        "t0 に、同じ診療科（取り込んだ一覧で診療科が一つだけの医療機関）で {institutionsMin} か所以上",
        "information", RuleGroup.Institutions, "yes", true,
        "逗子市（同一月内に同一診療科目で3か所以上）; 診療科 is not in claims: needs an imported table (decisions C7)"),
    Randomise.Yes,
    [
        new("department-institutions", Comparison.AtLeast, settings.InstitutionsMin, "rules.R08.institutionsMin"),
    ])
{
    /// <summary>Thresholds.</summary>
    public sealed record Settings
    {
        /// <summary>a, institutions of one department.</summary>
        public int InstitutionsMin { get; init; } = 3;
    }

    /// <inheritdoc/>
    protected override Tier TierOf(int alternative) => Tier.Information;

    /// <inheritdoc/>
    protected override void Measure(scoped FeatureVector features, Span<double> into)
    {
        into[0] = features[CareFeatures.DepartmentInstitutions];
    }

    /// <inheritdoc/>
    protected override Measured Measure(RawHistory history, ExamineContext context)
    {
        var departments = context.Tables?.Departments;
        var same = ExamineContext.Institutions(history, context.T0).Where(i => departments?.ContainsKey(i) ?? false)
            .GroupBy(i => departments![i]).Select(g => (Department: g.Key, Institutions: g.Count()))
            .OrderByDescending(g => g.Institutions).ThenBy(g => g.Department).FirstOrDefault();
        return new Measured(
            [same.Institutions],
            [new Evidence("R08", "department-institutions", context.T0, same.Institutions, $"{same.Department:00}")]);
    }
}
