using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>New receipts as columns in the order of <see cref="Schema"/>, among the rows of the store.</summary>
internal sealed class FreshColumns(MonthDecision decision, MonthLines lines, int month)
{
    private readonly FreshMonth _fresh = decision.Fresh;

    /// <summary>
    /// Rows of <paramref name="receipts"/> among the current ones that are in <paramref name="kept"/> or, where that is null, all but those
    /// in <paramref name="dropped"/>; no provenance.
    /// </summary>
    public MonthRows Among(MonthRows current, ICollection<long>? kept, ICollection<long> dropped, List<int> receipts)
    {
        ColumnBatch Merged(ColumnBatch old, ColumnBatch fresh) => kept is null
            ? TableMerge.Merge(old, dropped, RowOrder.Sorted(fresh))
            : TableMerge.Merge(TableMerge.Select(old, kept), [], RowOrder.Sorted(fresh));
        return MonthRows.Empty(current.Month) with
        {
            Claims = ClaimColumns.FromBatch(Merged(current.Claims.ToBatch(), Claims(receipts))),
            Medications = MedicationColumns.FromBatch(Merged(current.Medications.ToBatch(), Medications(receipts))),
            Diagnoses = DiagnosisColumns.FromBatch(Merged(current.Diagnoses.ToBatch(), Diagnoses(receipts))),
            Acts = ActColumns.FromBatch(Merged(current.Acts.ToBatch(), Acts(receipts))),
        };
    }

    /// <summary>Provenance of all receipts, new ones from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public ReceiptColumns Provenance(ReceiptColumns current, Dictionary<long, Contender> removed, int from, int to)
    {
        var rows = new ReceiptRow[to - from];
        for (var i = from; i < to; i++)
        {
            ref readonly var r = ref _fresh.Receipts[i];
            var status = decision.Contested.TryGetValue(i, out var item) ? (int)item.Status : r.Status;
            rows[i - from] = new ReceiptRow(
                _fresh.Persons[i], r.ReceiptId, month, r.Delivery, r.Billed, r.SearchText, _fresh.Files[r.File], r.RowFrom, r.RowTo, status,
                r.DayMask, r.Public1, r.Public2, r.Public3, r.Public4, _fresh.LinkedAs[i]);
        }

        var known = removed.Count == 0 ? current : current with { Status = Statuses(current, removed) };
        return ReceiptColumns.FromBatch(TableMerge.Merge(known.ToBatch(), [], ReceiptColumns.FromRows(rows).ToBatch()));
    }

    private static int[] Statuses(ReceiptColumns receipts, Dictionary<long, Contender> removed)
    {
        var statuses = receipts.Status.ToArray();
        for (var i = 0; i < statuses.Length; i++)
        {
            if (statuses[i] == (int)ReceiptStatus.Live && removed.TryGetValue(receipts.ReceiptId.Span[i], out var item))
            {
                statuses[i] = (int)item.Status;
            }
        }

        return statuses;
    }

    private ColumnBatch Claims(List<int> receipts)
    {
        var rows = new ClaimRow[receipts.Count];
        for (var n = 0; n < rows.Length; n++)
        {
            var i = receipts[n];
            ref readonly var r = ref _fresh.Receipts[i];
            var flags = decision.Contested.TryGetValue(i, out var item) ? item.Flags : r.Flags;
            rows[n] = new ClaimRow(
                _fresh.Persons[i], r.ReceiptId, r.Kind, r.Institution, r.Prescriber, r.VisitDays, r.PointsBilled, r.Points, (int)flags, month,
                r.Delivery);
        }

        rows.AsSpan().Sort(Compare);
        return ClaimColumns.FromRows(rows).ToBatch();
    }

    private ColumnBatch Medications(List<int> receipts)
    {
        var rows = new ColumnSet(Schema.Medications, receipts.Sum(i => _fresh.Receipts[i].Medications));
        var (line, drug, ingredient, drugClass) = (rows.Ints("line"), rows.Ints("drug"), rows.Ints("ingredient"), rows.Ints("drug_class"));
        var (legalClass, route, unit, days) = (rows.Ints("legal_class"), rows.Ints("route"), rows.Ints("unit"), rows.Ints("supply_days"));
        var (on, quantity) = (rows.Ints("dispensed_on"), rows.Doubles("quantity"));
        var (order, n) = (new int[16], 0);
        foreach (var i in receipts)
        {
            var taken = lines.Medications(i);
            order = Ordered(taken, order);
            FillReceipt(rows, i, n, taken.Length);
            for (var k = 0; k < taken.Length; k++, n++)
            {
                ref readonly var l = ref taken[order[k]];
                (line[n], drug[n], ingredient[n], drugClass[n]) = (l.Line, l.Drug, l.Ingredient, l.DrugClass);
                (legalClass[n], route[n], unit[n], days[n]) = (l.LegalClass, l.Route, l.Unit, l.SupplyDays);
                (on[n], quantity[n]) = (l.DispensedOn, l.Quantity);
            }
        }

        return rows.Batch;
    }

    // Few lines a receipt, nearly in order: each is put behind the last that is not greater.
    private static int[] Ordered(ReadOnlySpan<PackedMedication> taken, int[] order)
    {
        if (order.Length < taken.Length)
        {
            order = new int[Math.Max(taken.Length, order.Length * 2)];
        }

        for (var k = 0; k < taken.Length; k++)
        {
            var at = k;
            for (; at > 0 && Compare(taken[order[at - 1]], taken[k]) > 0; at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = k;
        }

        return order;
    }

    private ColumnBatch Diagnoses(List<int> receipts)
    {
        var rows = new ColumnSet(Schema.Diagnoses, receipts.Sum(i => _fresh.Receipts[i].Diagnoses));
        var (line, disease, icd10) = (rows.Ints("line"), rows.Ints("disease"), rows.Ints("icd10"));
        var (startedOn, suspected, main) = (rows.Ints("started_on"), rows.Ints("suspected"), rows.Ints("main"));
        var n = 0;
        foreach (var i in receipts)
        {
            var taken = lines.Diagnoses(i);
            FillReceipt(rows, i, n, taken.Length);
            foreach (ref readonly var l in taken)
            {
                (line[n], disease[n], icd10[n]) = (l.Line, l.Disease, l.Icd10);
                (startedOn[n], suspected[n], main[n]) = (l.StartedOn, l.Suspected, l.Main);
                n++;
            }
        }

        return rows.Batch;
    }

    // What all lines of a receipt say alike.
    private void FillReceipt(ColumnSet rows, int i, int from, int count)
    {
        ref readonly var r = ref _fresh.Receipts[i];
        rows.Longs("person").AsSpan(from, count).Fill(_fresh.Persons[i]);
        rows.Longs("receipt").AsSpan(from, count).Fill(r.ReceiptId);
        rows.Longs("institution").AsSpan(from, count).Fill(r.Institution);
        if (rows.Table == Schema.Medications)
        {
            rows.Longs("prescriber_institution").AsSpan(from, count).Fill(r.Prescriber);
        }

        rows.Ints("claim_month").AsSpan(from, count).Fill(month);
        rows.Ints("delivery_month").AsSpan(from, count).Fill(r.Delivery);
    }

    private ColumnBatch Acts(List<int> receipts)
    {
        var rows = new ActRow[receipts.Sum(i => _fresh.Receipts[i].Acts)];
        var n = 0;
        foreach (var i in receipts)
        {
            ref readonly var r = ref _fresh.Receipts[i];
            var first = n;
            foreach (ref readonly var l in lines.Acts(i))
            {
                rows[n++] = new ActRow(_fresh.Persons[i], r.ReceiptId, r.Institution, l.ActCode, l.Times, month, r.Delivery);
            }

            rows.AsSpan(first, n - first).Sort((a, b) => a.ActCode.CompareTo(b.ActCode));
        }

        return ActColumns.FromRows(rows).ToBatch();
    }

    private static int Compare(ClaimRow a, ClaimRow b)
    {
        var order = a.Person.CompareTo(b.Person);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : a.Institution.CompareTo(b.Institution);
        order = order != 0 ? order : a.PrescriberInstitution.CompareTo(b.PrescriberInstitution);
        return order != 0 ? order : a.Receipt.CompareTo(b.Receipt);
    }

    private static int Compare(in PackedMedication a, in PackedMedication b)
    {
        var order = a.DispensedOn.CompareTo(b.DispensedOn);
        order = order != 0 ? order : a.Drug.CompareTo(b.Drug);
        return order != 0 ? order : a.Line.CompareTo(b.Line);
    }
}
