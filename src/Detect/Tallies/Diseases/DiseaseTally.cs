using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Diseases;

/// <summary>
/// 同一疾病: the most institutions of one disease (ICD-10, three characters, 疑い left out) in a month, of the month with the fewest
/// among c consecutive months up to t0. Institutions where the person only stayed are left out.
/// </summary>
public sealed class DiseaseTally(int months) : ITally
{
    /// <inheritdoc/>
    public string Name => $"disease_institutions(months={months})";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = ["disease_institutions_fewest", "diagnoses.t0"];

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into[1] = person.Diagnoses(DetectionWindow.Position(0)).Count;
        into[0] = long.MaxValue;
        for (var back = 0; back < months && into[0] > 0; back++)
        {
            into[0] = Math.Min(into[0], MostOfOneDisease(
                person.Diagnoses(DetectionWindow.Position(back)), person.Claims(DetectionWindow.Position(back)), scratch));
        }
    }

    private static int MostOfOneDisease(scoped in DiagnosisSlice diagnoses, scoped in ClaimSlice claims, TallyScratch scratch)
    {
        var most = 0;
        for (var i = 0; i < diagnoses.Count; i++)
        {
            var disease = diagnoses.Icd10[i] / 10;
            if (disease == 0 || diagnoses.Suspected[i] != 0)
            {
                continue;
            }

            scratch.ClearIds();
            for (var j = 0; j < diagnoses.Count; j++)
            {
                if (diagnoses.Icd10[j] / 10 == disease && diagnoses.Suspected[j] == 0
                    && IsVisited(claims, diagnoses.Institution[j]))
                {
                    scratch.AddId(diagnoses.Institution[j]);
                }
            }

            most = Math.Max(most, scratch.IdCount);
        }

        return most;
    }

    private static bool IsVisited(scoped in ClaimSlice claims, long institution)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims.Institution[i] == institution && KindSet.Visits.Has(claims.Kind[i]))
            {
                return true;
            }
        }

        return false;
    }
}
