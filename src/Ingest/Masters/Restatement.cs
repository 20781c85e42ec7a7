using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>
/// Lines stored with a code that no master knew, read again when a master brings it. The old line goes to history with the delivery
/// of the master, and the new one carries that delivery: as-of views before it show what was known then.
/// </summary>
public static class Restatement
{
    /// <summary>The month with what <paramref name="lists"/> now knows, and the number of lines restated.</summary>
    /// <param name="month">A month after the dedupe ladder.</param>
    /// <param name="lists">Lists with the new masters.</param>
    /// <param name="delivery">Delivery month of the masters, yyyymm.</param>
    public static (ResolvedMonth Month, int Lines) Apply(ResolvedMonth month, ReceiptLists lists, int delivery)
    {
        var gone = new SortedDictionary<int, (List<MedicationRow> Medications, List<DiagnosisRow> Diagnoses)>();
        (List<MedicationRow> Medications, List<DiagnosisRow> Diagnoses) Gone(int supersededIn)
        {
            if (!gone.TryGetValue(supersededIn, out var rows))
            {
                gone.Add(supersededIn, rows = ([], []));
            }

            return rows;
        }

        var medications = Rows(month.Rows.Medications.Count, month.Rows.Medications.Row);
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

        var diagnoses = Rows(month.Rows.Diagnoses.Count, month.Rows.Diagnoses.Row);
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

        return gone.Count == 0
            ? (month, 0)
            : (Rebuilt(month, medications, diagnoses, gone), gone.Values.Sum(g => g.Medications.Count + g.Diagnoses.Count));
    }

    private static ResolvedMonth Rebuilt(
        ResolvedMonth month, MedicationRow[] medications, DiagnosisRow[] diagnoses,
        SortedDictionary<int, (List<MedicationRow> Medications, List<DiagnosisRow> Diagnoses)> gone) => month with
    {
        Rows = month.Rows with
        {
            Medications = MedicationColumns.FromRows(medications),
            Diagnoses = DiagnosisColumns.FromRows(diagnoses),
        },
        Superseded =
        [
            .. month.Superseded.Concat(gone.Select(g => new SupersededRows(g.Key, MonthRows.Empty(month.Rows.Month) with
            {
                Medications = MedicationColumns.FromRows(g.Value.Medications),
                Diagnoses = DiagnosisColumns.FromRows(g.Value.Diagnoses),
            }))).OrderBy(s => s.SupersededIn),
        ],
    };

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
