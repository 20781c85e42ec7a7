using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>
/// Lines stored with a code that no master knew, read again when a master brings it. The old line goes to history with the
/// delivery of the master, and the new one carries that delivery: as-of views before it show what was known then.
/// </summary>
public static class Restatement
{
    /// <summary>The slab with what <paramref name="lists"/> now knows, and the number of lines restated.</summary>
    /// <param name="change">A slab after the dedupe ladder.</param>
    /// <param name="lists">Lists with the new masters.</param>
    /// <param name="delivery">Delivery month of the masters, yyyymm.</param>
    public static (SlabChange Change, int Lines) Apply(SlabChange change, ReceiptLists lists, int delivery)
    {
        if (!Finds(change.Now, lists))
        {
            return (change, 0); // nearly every slab: none of its rows has to be made
        }

        var gone = new SortedDictionary<int, (List<MedicationRow> Medications, List<DiagnosisRow> Diagnoses)>();
        (List<MedicationRow> Medications, List<DiagnosisRow> Diagnoses) Gone(int supersededIn)
        {
            if (!gone.TryGetValue(supersededIn, out var rows))
            {
                gone.Add(supersededIn, rows = ([], []));
            }

            return rows;
        }

        var medications = Rows(change.Now.Medications.Count, change.Now.Medications.Row);
        for (var i = 0; i < medications.Length; i++)
        {
            var old = medications[i];
            if (old.LegalClass == DrugFacts.Unknown.LegalClass && lists.TryDrug(old.Drug, out var facts))
            {
                var since = Math.Max(delivery, old.DeliveryMonth);
                Gone(since).Medications.Add(old);
                medications[i] = old with
                {
                    Ingredient = facts.Ingredient,
                    DrugClass = facts.DrugClass,
                    LegalClass = facts.LegalClass,
                    Unit = facts.Unit,
                    DeliveryMonth = since,
                };
            }
        }

        var diagnoses = Rows(change.Now.Diagnoses.Count, change.Now.Diagnoses.Row);
        for (var i = 0; i < diagnoses.Length; i++)
        {
            var old = diagnoses[i];
            if (old.Icd10 == 0 && lists.Icd10Of(old.Disease) is > 0 and var icd10)
            {
                var since = Math.Max(delivery, old.DeliveryMonth);
                Gone(since).Diagnoses.Add(old);
                diagnoses[i] = old with { Icd10 = icd10, DeliveryMonth = since };
            }
        }

        return (Rebuilt(change, medications, diagnoses, gone), gone.Values.Sum(g => g.Medications.Count + g.Diagnoses.Count));
    }

    private static SlabChange Rebuilt(
        SlabChange change, MedicationRow[] medications, DiagnosisRow[] diagnoses,
        SortedDictionary<int, (List<MedicationRow> Medications, List<DiagnosisRow> Diagnoses)> gone) => change with
        {
            Now = change.Now with
            {
                Medications = MedicationColumns.FromRows(medications),
                Diagnoses = DiagnosisColumns.FromRows(diagnoses),
            },
            Superseded =
        [
            .. change.Superseded.Concat(gone.Select(g => new SupersededRows(g.Key, MonthRows.Empty(change.Now.Month) with
            {
                Medications = MedicationColumns.FromRows(g.Value.Medications),
                Diagnoses = DiagnosisColumns.FromRows(g.Value.Diagnoses),
            }))).OrderBy(s => s.SupersededIn),
        ],
        };

    /// <summary>Whether any row of a slab would be restated.</summary>
    public static bool Finds(MonthRows rows, ReceiptLists lists)
    {
        var legal = rows.Medications.LegalClass.Span;
        var drugs = rows.Medications.Drug.Span;
        for (var i = 0; i < legal.Length; i++)
        {
            if (legal[i] == DrugFacts.Unknown.LegalClass && lists.TryDrug(drugs[i], out _))
            {
                return true;
            }
        }

        var icd10 = rows.Diagnoses.Icd10.Span;
        var diseases = rows.Diagnoses.Disease.Span;
        for (var i = 0; i < icd10.Length; i++)
        {
            if (icd10[i] == 0 && lists.Icd10Of(diseases[i]) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static T[] Rows<T>(int count, Func<int, T> rowAt)
    {
        var rows = new T[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = rowAt(i);
        }

        return rows;
    }
}
