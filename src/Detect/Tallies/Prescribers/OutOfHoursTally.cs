using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Clinical;

namespace ClaimsWatch.Detect.Tallies.Prescribers;

/// <summary>時間外のレセプト: institutions of t0 that billed a visit out of hours, on a holiday or at night; one receipt each.</summary>
public sealed class OutOfHoursTally(WatchedActs watched) : ITally
{
    /// <inheritdoc/>
    public string Name => "out_of_hours_receipts";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["out_of_hours_receipts.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        scratch.ClearIds();
        var acts = person.Acts(DetectionWindow.Position(0));
        for (var i = 0; i < acts.Count; i++)
        {
            if (watched.OutOfHours.Contains(acts.Act[i]))
            {
                scratch.AddId(acts.Institution[i]);
            }
        }

        into[0] = scratch.IdCount;
    }
}
