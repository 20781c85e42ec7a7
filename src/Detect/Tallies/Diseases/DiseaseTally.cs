using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Supplies;

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
                person.Diagnoses(DetectionWindow.Position(back)), back, scratch));
        }
    }

    private static int MostOfOneDisease(scoped in DiagnosisSlice diagnoses, int back, TallyScratch scratch)
    {
        var most = 0;
        var icd10 = diagnoses.Icd10;
        var suspected = diagnoses.Suspected;
        var institutions = diagnoses.Institution;
        for (var i = 0; i < icd10.Length; i++)
        {
            var disease = icd10[i] / 10;
            if (disease == 0 || suspected[i] != 0)
            {
                continue;
            }

            scratch.ClearIds();
            for (var j = i; j < icd10.Length; j++)
            {
                if (icd10[j] / 10 == disease && suspected[j] == 0 && IsVisited(scratch.Claims, back, institutions[j]))
                {
                    scratch.AddId(institutions[j]);
                }
            }

            // From the first row of a disease on, all its rows are there; a later start finds fewer institutions.
            most = Math.Max(most, scratch.IdCount);
        }

        return most;
    }

    private static bool IsVisited(WindowClaims claims, int back, long institution)
    {
        var kinds = claims.Kinds(back);
        var institutions = claims.Institutions(back);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (institutions[i] == institution && KindSet.Visits.Has(kinds[i]))
            {
                return true;
            }
        }

        return false;
    }
}
