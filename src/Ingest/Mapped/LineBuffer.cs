using ClaimsWatch.Core.Claims;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Lines of mapped receipts until all files are read: then they go to their receipts in an order of their own
/// content.</summary>
internal sealed class LineBuffer(ReceiptBatch batch)
{
    private readonly List<(int Receipt, PackedMedication Row)> _medications = [];
    private readonly List<(int Receipt, PackedDiagnosis Row)> _diagnoses = [];
    private readonly List<(int Receipt, PackedAct Row)> _acts = [];

    /// <summary>Receipts of one file.</summary>
    public ReceiptBatch Batch => batch;

    public void Add(int receipt, PackedMedication row) => _medications.Add((receipt, row));

    public void Add(int receipt, PackedDiagnosis row) => _diagnoses.Add((receipt, row));

    public void Add(int receipt, PackedAct row) => _acts.Add((receipt, row));

    /// <summary>Gives the receipts their lines.</summary>
    public void Flush()
    {
        _medications.Sort((a, b) => a.Receipt != b.Receipt ? a.Receipt.CompareTo(b.Receipt) : Compare(a.Row, b.Row));
        _diagnoses.Sort((a, b) => a.Receipt != b.Receipt ? a.Receipt.CompareTo(b.Receipt) : Compare(a.Row, b.Row));
        var acts = _acts.GroupBy(a => (a.Receipt, a.Row.ActCode))
            .Select(g => (g.Key.Receipt, Row: g.First().Row with { Times = g.Sum(a => a.Row.Times) }))
            .OrderBy(a => a.Receipt).ThenBy(a => a.Row.ActCode).ToList();
        var (m, d, c) = (0, 0, 0);
        for (var i = 0; i < batch.Receipts.Count; i++)
        {
            var (firstMedication, firstDiagnosis, firstAct) = (batch.Medications.Count, batch.Diagnoses.Count, batch.Acts.Count);
            var days = 0;
            for (var line = 1; m < _medications.Count && _medications[m].Receipt == i; m++, line++)
            {
                var row = _medications[m].Row;
                batch.Medications.Add(row with { Line = line });
                days |= ClaimMonth.OfDate(row.DispensedOn) == batch.Receipts[i].Month ? 1 << ((row.DispensedOn % 100) - 1) : 0;
                batch.UnknownDrugLines += row.LegalClass < 0 ? 1 : 0;
            }

            for (var line = 1; d < _diagnoses.Count && _diagnoses[d].Receipt == i; d++, line++)
            {
                batch.Diagnoses.Add(_diagnoses[d].Row with { Line = line });
            }

            for (; c < acts.Count && acts[c].Receipt == i; c++)
            {
                batch.Acts.Add(acts[c].Row);
            }

            batch.Receipts[i] = batch.Receipts[i] with
            {
                Medications = firstMedication..batch.Medications.Count,
                Diagnoses = firstDiagnosis..batch.Diagnoses.Count,
                Acts = firstAct..batch.Acts.Count,
                DayMask = batch.Receipts[i].DayMask != 0 ? batch.Receipts[i].DayMask : days,
            };
        }
    }

    private static int Compare(PackedMedication a, PackedMedication b)
    {
        var order = a.DispensedOn.CompareTo(b.DispensedOn);
        order = order != 0 ? order : a.Drug.CompareTo(b.Drug);
        order = order != 0 ? order : a.Ingredient.CompareTo(b.Ingredient);
        order = order != 0 ? order : a.Route.CompareTo(b.Route);
        order = order != 0 ? order : a.SupplyDays.CompareTo(b.SupplyDays);
        return order != 0 ? order : a.Quantity.CompareTo(b.Quantity);
    }

    private static int Compare(PackedDiagnosis a, PackedDiagnosis b)
    {
        var order = b.Main.CompareTo(a.Main);
        order = order != 0 ? order : a.Disease.CompareTo(b.Disease);
        order = order != 0 ? order : a.Icd10.CompareTo(b.Icd10);
        order = order != 0 ? order : a.StartedOn.CompareTo(b.StartedOn);
        return order != 0 ? order : a.Suspected.CompareTo(b.Suspected);
    }
}
