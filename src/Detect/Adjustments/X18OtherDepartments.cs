using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Exclusions;

namespace ClaimsWatch.Detect.Adjustments;

/// <summary>
/// X18 数えない診療科: institutions whose only 診療科, by the imported table, is one that the office does not count, such as 眼科. 歯科 and
/// 訪問看護 are kinds of claim and are left out by <c>detect.countScope</c>.
/// </summary>
public sealed class X18OtherDepartments(X18OtherDepartments.Settings settings, IReadOnlyDictionary<long, int>? departments)
    : ICountAdjustment
{
    /// <summary>Which departments.</summary>
    public sealed record Settings
    {
        /// <summary>診療科コード that do not count; empty for none.</summary>
        public IReadOnlyList<int> Departments { get; init; } = [];
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X18", "other-departments", "数えない診療科", "Departments apart", "SUBTRACT, off by default",
        "眼科だけ、歯科だけの受診は、多くの医療機関にかかることとは事情が違うため。",
        [], "design judgement; 診療科 is not in claims: needs the table `departments` (decisions C7)");

    /// <inheritdoc/>
    public bool IsOn => settings.Departments.Count > 0;

    /// <inheritdoc/>
    public bool LacksTable => departments is null;

    /// <inheritdoc/>
    public Phrase Words { get; } = new(
        $"診療科 {string.Join('・', settings.Departments)} だけの医療機関の受診は数えていません",
        $"visits to institutions of department {string.Join(", ", settings.Departments)} alone are not counted");

    /// <inheritdoc/>
    public bool LeavesOut(scoped in PersonHistory person, int position, long institution) =>
        departments is not null && departments.TryGetValue(institution, out var department)
        && settings.Departments.Contains(department);
}
