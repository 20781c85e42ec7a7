using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies;
using ClaimsWatch.Detect.Tallies.Clinical;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>
/// What the newest claims say of some people: on the day of printing, months after the list was made, somebody may have a cancer
/// diagnosis or be in hospital. Read for BOTH arms alike (decisions D2), also from months that are not complete yet.
/// </summary>
public static class NewestSignals
{
    /// <summary>
    /// Signals by person: for each month from t0 to the newest one of the store those of it and the two before, and of each
    /// signal the highest. Whoever has none is left out.
    /// </summary>
    public static IReadOnlyDictionary<long, ClinicalSignals> Of(
        IClaimStore store, ClaimMonth t0, IReadOnlySet<long> persons, ImportedTables tables)
    {
        var newest = store.Months.Count > 0 && store.Months[^1] > t0 ? store.Months[^1] : t0;
        var tally = new ClinicalTally(tables.Watched);
        var highest = new Dictionary<long, long[]>();
        var counts = new long[tally.Columns.Count];
        foreach (var month in ClaimMonth.Range(t0, newest))
        {
            var window = new DetectionWindow(month, store.Months);
            var scratch = new TallyScratch();
            for (var slab = 0; slab < store.SlabCount; slab++)
            {
                using var opened = store.Open(slab, window.Months, AsOf.Now, ClinicalTally.Reads);
                foreach (var history in opened)
                {
                    if (persons.Contains(history.Person))
                    {
                        tally.Count(history, scratch, counts);
                        Raise(highest, history.Person, counts);
                    }
                }
            }
        }

        return highest.Where(h => h.Value.AsSpan(0, h.Value.Length - 1).ContainsAnyExcept(0))
            .ToDictionary(h => h.Key, h => ClinicalSignals.Of(h.Value));
    }

    private static void Raise(Dictionary<long, long[]> highest, long person, long[] counts)
    {
        if (!highest.TryGetValue(person, out var known))
        {
            highest[person] = known = new long[counts.Length];
        }

        for (var i = 0; i < counts.Length; i++)
        {
            known[i] = Math.Max(known[i], counts[i]);
        }
    }
}
