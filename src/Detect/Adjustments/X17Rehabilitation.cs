using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Tallies.Clinical;

namespace ClaimsWatch.Detect.Adjustments;

/// <summary>
/// X17 短期の集中した治療: an institution's visits in a month with 疾患別リハビリテーション (H000–H003). Radiation, phototherapy, wounds and
/// vaccinations are not among the stored acts and are not seen.
/// </summary>
public sealed class X17Rehabilitation(X17Rehabilitation.Settings settings, WatchedActs watched) : ICountAdjustment
{
    /// <summary>Whether it is used.</summary>
    public sealed record Settings
    {
        /// <summary>Whether visits of a month with rehabilitation leave the count.</summary>
        public bool On { get; init; }

        /// <summary>Rows of rehabilitation at the institution in the month from which they do.</summary>
        public int ActsMin { get; init; } = 1;
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X17", "rehabilitation", "短期の集中した治療（リハビリテーション）", "Rehabilitation", "SUBTRACT, off by default",
        "リハビリテーションなど、決まった回数の通院が治療そのものであるときは、受診の多さとして数えないため。",
        [], "生活保護の頻回受診（医学的に必要な受診を除く趣旨）; 区分番号 H000–H003; 放射線・皮膚光線・外傷・ワクチン are not among the stored acts");

    /// <inheritdoc/>
    public bool IsOn => settings.On;

    /// <inheritdoc/>
    public Phrase Words { get; } = new(
        "疾患別リハビリテーションのあった月のその医療機関の受診は数えていません（推定）",
        "visits to an institution in a month with its rehabilitation are not counted (a guess)");

    /// <inheritdoc/>
    public bool LeavesOut(scoped in PersonHistory person, int position, long institution)
    {
        var acts = person.Acts(position);
        var found = 0;
        for (var i = 0; i < acts.Count; i++)
        {
            found += acts.Institution[i] == institution && watched.Rehabilitation.Contains(acts.Act[i]) ? 1 : 0;
        }

        return found >= settings.ActsMin;
    }
}
