using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Pairs;

namespace ClaimsWatch.Detect.Tallies.Clinical;

/// <summary>
/// What exclusions need to know of the last three months; the columns are those of ClinicalSignals, and acts of t0.
/// </summary>
public sealed class ClinicalTally(WatchedActs watched) : ITally
{
    /// <summary>Newest months looked at.</summary>
    internal const int Months = 3;

    /// <summary>The columns this tally looks at.</summary>
    internal static Projection Reads { get; } = new(
    [
        new(Schema.Persons, 1, ["person"]),
        new(Schema.Claims, Months, ["person", "receipt", "kind"]),
        new(Schema.Medications, Months, ["person", "receipt", "drug_class", "legal_class"]),
        new(Schema.Diagnoses, Months, ["person", "icd10", "suspected"]),
        new(Schema.Acts, Months, ["person", "institution", "act"]),
    ]);

    private const int StayMonths = 2;
    private const int CancerClass = 42; // 薬効 42 腫瘍用薬, the first two digits

    /// <inheritdoc/>
    public string Name => "clinical_signals";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } =
    [
        "cancer_medicines", "cancer_acts", "narcotics", "cancer_diagnoses", "dialysis_acts", "stay_months", "home_care",
        "psychotherapy_months", "dependence_acts", "dependence_diagnoses", "pregnancy_diagnoses", "self_harm_diagnoses",
            "acts.t0",
    ];

    /// <inheritdoc/>
    public bool IsForKept => true;

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        for (var back = 0; back < Months; back++)
        {
            var position = DetectionWindow.Position(back);
            var claims = person.Claims(position);
            var hasStay = TakeHome.HasStay(claims);
            into[5] += hasStay && back < StayMonths ? 1 : 0;
            AddMedicines(person.Medications(position), claims, hasStay, into);
            AddDiagnoses(person.Diagnoses(position), into);
            AddActs(person.Acts(position), into);
            foreach (var kind in claims.Kind)
            {
                into[6] += kind == (int)ClaimKind.HomeNursing ? 1 : 0;
            }
        }

        into[7] = PsychotherapyMonths(person);
        into[12] = person.Acts(DetectionWindow.Position(0)).Count;
    }

    private static void AddMedicines(scoped in MedicationSlice lines, scoped in ClaimSlice claims, bool hasStay, Span<long> into)
    {
        var classes = lines.DrugClass;
        var legalClasses = lines.LegalClass;
        for (var i = 0; i < classes.Length; i++)
        {
            into[0] += classes[i] / 10 == CancerClass ? 1 : 0;
            into[2] += legalClasses[i] == Opioids.NarcoticByLaw && !(hasStay && TakeHome.IsOfStay(claims, lines.Receipt[i]))
                ? 1 : 0;
        }
    }

    // Packed codes divided by ten are letter × 100 + two digits.
    private static void AddDiagnoses(scoped in DiagnosisSlice diagnoses, Span<long> into)
    {
        var suspected = diagnoses.Suspected;
        var icd10 = diagnoses.Icd10;
        for (var i = 0; i < icd10.Length; i++)
        {
            if (suspected[i] != 0)
            {
                continue;
            }

            switch (icd10[i] / 10)
            {
                case >= 300 and <= 397: // C00–C97
                    into[3]++;
                    break;
                case (>= 610 and <= 616) or 618 or 619: // F10–F19 without F17
                    into[9]++;
                    break;
                case (>= 1500 and <= 1599) or (>= 2632 and <= 2639): // O00–O99, Z32–Z39
                    into[10]++;
                    break;
                case (>= 2036 and <= 2050) or (>= 2460 and <= 2484): // T36–T50, X60–X84
                    into[11]++;
                    break;
                default:
                    break;
            }
        }
    }

    private void AddActs(scoped in ActSlice acts, Span<long> into)
    {
        foreach (var act in acts.Act)
        {
            into[1] += watched.Cancer.Contains(act) ? 1 : 0;
            into[4] += watched.Dialysis.Contains(act) ? 1 : 0;
            into[6] += watched.HomeCare.Contains(act) ? 1 : 0;
            into[8] += watched.Dependence.Contains(act) ? 1 : 0;
        }
    }

    private int PsychotherapyMonths(scoped in PersonHistory person)
    {
        var most = 0;
        var newest = person.Acts(DetectionWindow.Position(0));
        for (var i = 0; i < newest.Count; i++)
        {
            if (watched.Psychotherapy.Contains(newest.Act[i]))
            {
                var months = 1;
                while (months < Months && HasPsychotherapy(person.Acts(DetectionWindow.Position(months)), newest.Institution[i]))
                {
                    months++;
                }

                most = Math.Max(most, months);
            }
        }

        return most;
    }

    private bool HasPsychotherapy(scoped in ActSlice acts, long institution)
    {
        for (var i = 0; i < acts.Count; i++)
        {
            if (acts.Institution[i] == institution && watched.Psychotherapy.Contains(acts.Act[i]))
            {
                return true;
            }
        }

        return false;
    }
}
