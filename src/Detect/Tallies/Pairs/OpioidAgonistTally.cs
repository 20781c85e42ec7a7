using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Psychotropics;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.Pairs;

/// <summary>
/// Days of the window covered both by an oral opioid and by an oral benzodiazepine-receptor agonist, whoever prescribed.
/// </summary>
public sealed class OpioidAgonistTally(DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => "opioid_agonist_days";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["opioid_agonist_days"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        var opioids = default(DaySet);
        var agonists = default(DaySet);
        foreach (var line in scratch.Home.Watched(person, window))
        {
            var end = Math.Min(line.Start + line.Days, window.FirstDay(-1));
            if (line.IsOral && Opioids.Has(line.Key, line.LegalClass))
            {
                opioids.AddRange(line.Start, end);
            }
            else if (line.IsOral && BenzodiazepineAgonists.Has(line.Key, line.DrugClass, line.LegalClass))
            {
                agonists.AddRange(line.Start, end);
            }
        }

        into[0] = opioids.CountCommon(agonists);
    }
}
