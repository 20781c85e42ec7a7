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
        var rows = new ColumnSet(Schema.Receipts, to - from);
        var (person, id, linkedAs) = (rows.Longs("person"), rows.Longs("receipt"), rows.Longs("linked_as"));
        var (delivery, billed, status) = (rows.Ints("delivery_month"), rows.Ints("billed_month"), rows.Ints("status"));
        var (search, file) = (rows.Texts("search_number"), rows.Texts("file"));
        var (rowFrom, rowTo, days) = (rows.Ints("row_from"), rows.Ints("row_to"), rows.Ints("day_mask"));
        int[][] programs = [rows.Ints("public_1"), rows.Ints("public_2"), rows.Ints("public_3"), rows.Ints("public_4")];
        rows.Ints("claim_month").AsSpan().Fill(month);
        for (var n = 0; n < person.Length; n++)
        {
            var i = from + n;
            ref readonly var r = ref _fresh.Receipts[i];
            (person[n], id[n], linkedAs[n]) = (_fresh.Persons[i], r.ReceiptId, _fresh.LinkedAs[i]);
            (delivery[n], billed[n]) = (r.Delivery, r.Billed);
            status[n] = decision.Contested.TryGetValue(i, out var item) ? (int)item.Status : r.Status;
            (search[n], file[n]) = (r.SearchText, _fresh.Files[r.File]);
            (rowFrom[n], rowTo[n], days[n]) = (r.RowFrom, r.RowTo, r.DayMask);
            (programs[0][n], programs[1][n], programs[2][n], programs[3][n]) = (r.Public1, r.Public2, r.Public3, r.Public4);
        }

        var known = removed.Count == 0 ? current : current with { Status = Statuses(current, removed) };
        return ReceiptColumns.FromBatch(TableMerge.Merge(known.ToBatch(), [], rows.Batch));
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
        var order = receipts.ToArray();
        for (var (start, end) = (0, 0); start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && _fresh.Persons[order[end]] == _fresh.Persons[order[start]]; end++)
            {
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort((a, b) => Compare(_fresh.Receipts[a], _fresh.Receipts[b]));
            }
        }

        var rows = new ColumnSet(Schema.Claims, order.Length);
        var (person, receipt, kind) = (rows.Longs("person"), rows.Longs("receipt"), rows.Ints("kind"));
        var (institution, prescriber) = (rows.Longs("institution"), rows.Longs("prescriber_institution"));
        var (days, billed, points) = (rows.Ints("visit_days"), rows.Ints("points_billed"), rows.Ints("points"));
        var (flags, delivery) = (rows.Ints("flags"), rows.Ints("delivery_month"));
        rows.Ints("claim_month").AsSpan().Fill(month);
        for (var n = 0; n < order.Length; n++)
        {
            var i = order[n];
            ref readonly var r = ref _fresh.Receipts[i];
            (person[n], receipt[n], kind[n]) = (_fresh.Persons[i], r.ReceiptId, r.Kind);
            (institution[n], prescriber[n]) = (r.Institution, r.Prescriber);
            (days[n], billed[n], points[n], delivery[n]) = (r.VisitDays, r.PointsBilled, r.Points, r.Delivery);
            flags[n] = (int)(decision.Contested.TryGetValue(i, out var item) ? item.Flags : r.Flags);
        }

        return rows.Batch;
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
        var rows = new ColumnSet(Schema.Acts, receipts.Sum(i => _fresh.Receipts[i].Acts));
        var (code, times, n) = (rows.Ints("act"), rows.Ints("times"), 0);
        foreach (var i in receipts)
        {
            var taken = lines.Acts(i);
            FillReceipt(rows, i, n, taken.Length);
            for (var k = 0; k < taken.Length; k++)
            {
                (code[n + k], times[n + k]) = (taken[k].ActCode, taken[k].Times);
            }

            code.AsSpan(n, taken.Length).Sort(times.AsSpan(n, taken.Length));
            n += taken.Length;
        }

        return rows.Batch;
    }

    // Claims of one person.
    private static int Compare(in PackedReceipt a, in PackedReceipt b)
    {
        var order = a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : a.Institution.CompareTo(b.Institution);
        order = order != 0 ? order : a.Prescriber.CompareTo(b.Prescriber);
        return order != 0 ? order : a.ReceiptId.CompareTo(b.ReceiptId);
    }

    private static int Compare(in PackedMedication a, in PackedMedication b)
    {
        var order = a.DispensedOn.CompareTo(b.DispensedOn);
        order = order != 0 ? order : a.Drug.CompareTo(b.Drug);
        return order != 0 ? order : a.Line.CompareTo(b.Line);
    }
}
