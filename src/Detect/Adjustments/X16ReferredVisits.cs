using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Tallies.Clinical;

namespace ClaimsWatch.Detect.Adjustments;

/// <summary>
/// X16 紹介による受診: a first visit (初診料) in a month in which, or in the month before, another institution billed 診療情報提供料 (B009).
/// Claims do not say to whom a letter went or on which day, so this is a guess; one referring institution explains one first
/// visit.
/// </summary>
public sealed class X16ReferredVisits(X16ReferredVisits.Settings settings, WatchedActs watched) : ICountAdjustment
{
    /// <summary>Whether it is used.</summary>
    public sealed record Settings
    {
        /// <summary>Whether referred first visits leave the count.</summary>
        public bool On { get; init; }
    }

    /// <inheritdoc/>
    public ExclusionCard Card { get; } = new(
        "X16", "referred-visits", "紹介による受診", "Referred visits", "SUBTRACT, off by default",
        "医師の紹介で別の医療機関にかかるのは、必要な受診だから。",
        [], "南砺市、湯梨浜町（指示・紹介・検査による受診を除く）; decisions C1: a first visit within about 31 days after B009 elsewhere, "
        + "by month because acts carry no day");

    /// <inheritdoc/>
    public bool IsOn => settings.On;

    /// <inheritdoc/>
    public Phrase Words { get; } = new(
        "他の医療機関の紹介状（診療情報提供料）の当月・翌月の初診は数えていません（推定）",
        "first visits in the month of, or after, another institution's referral letter are not counted (a guess)");

    /// <inheritdoc/>
    public bool LeavesOut(scoped in PersonHistory person, int position, long institution)
    {
        var acts = person.Acts(position);
        var firstVisits = new SortedSet<long>();
        for (var i = 0; i < acts.Count; i++)
        {
            if (watched.FirstVisit.Contains(acts.Act[i]))
            {
                firstVisits.Add(acts.Institution[i]);
            }
        }

        if (!firstVisits.Contains(institution))
        {
            return false;
        }

        var referring = new SortedSet<long>();
        AddReferring(acts, referring);
        AddReferring(person.Acts(position - 1), referring);
        foreach (var visited in firstVisits)
        {
            var by = referring.FirstOrDefault(r => r != visited);
            if (visited == institution)
            {
                return by != 0;
            }

            referring.Remove(by);
        }

        return false;
    }

    private void AddReferring(scoped in ActSlice acts, SortedSet<long> referring)
    {
        for (var i = 0; i < acts.Count; i++)
        {
            if (watched.Referral.Contains(acts.Act[i]))
            {
                referring.Add(acts.Institution[i]);
            }
        }
    }
}
