using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Psychotropics;

/// <summary>Distinct 抗不安薬 and 睡眠薬 (ingredients) in t0 over all institutions, and the institutions that prescribed them.</summary>
public sealed class PsychotropicKindTally(DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => "psychotropic_kinds";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["anxiolytics.t0", "hypnotics.t0", "sleep_and_anxiety_prescribers.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        scratch.ClearIds();
        var last = 0;
        foreach (var line in scratch.Home.Of(person, window, 1))
        {
            if (line.Back != 0 || !SleepAndAnxiety.MayBe(line.Key))
            {
                continue;
            }

            var anxiolytic = SleepAndAnxiety.IsAnxiolytic(line.Key);
            if (!anxiolytic && !SleepAndAnxiety.IsHypnotic(line.Key))
            {
                continue;
            }

            if (line.Key != last)
            {
                last = line.Key;
                into[anxiolytic ? 0 : 1]++;
            }

            if (line.Prescriber != 0)
            {
                scratch.AddId(line.Prescriber);
            }
        }

        into[2] = scratch.IdCount;
    }
}
