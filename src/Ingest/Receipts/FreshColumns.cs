using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Arrays of a slab, which the next slab uses again; for one thread at a time.</summary>
internal sealed class SlabRoom
{
    /// <summary>Columns, good until they are released.</summary>
    public ColumnBuffers Columns { get; } = new();

    public ArrayShelf<PackedReceipt> Receipts { get; } = new();

    public ArrayShelf<int> Ints { get; } = new();
}

/// <summary>New receipts of one slab as columns in the order of <see cref="Schema"/>, among the rows of the store; all in arrays
/// that are used again.</summary>
internal sealed class FreshColumns : IDisposable
{
    private readonly MonthDecision _decision;
    private readonly FreshMonth _fresh;
    private readonly MonthLines _lines;
    private readonly int _month;
    private readonly ColumnBuffers _buffers;
    private readonly SlabRoom _room;
    private readonly int _from;
    private readonly int _count;
    private readonly PackedReceipt[] _receipts; // side by side, because every table looks at all of them
    private int[] _order = [];

    /// <summary>Takes the receipts from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public FreshColumns(MonthDecision decision, MonthLines lines, int month, int from, int to, SlabRoom room)
    {
        (_decision, _fresh, _lines, _month, _from, _count) = (decision, decision.Fresh, lines, month, from, to - from);
        (_room, _buffers) = (room, room.Columns);
        _receipts = room.Receipts.Take(_count);
        for (var n = 0; n < _count; n++)
        {
            _receipts[n] = _fresh[from + n];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Receipts.Return(_receipts);
        _room.Ints.Return(_order);
    }

    /// <summary>
    /// Rows of <paramref name="receipts"/> among the current ones that are in <paramref name="kept"/> or, where that is null, all
    /// but those in <paramref name="dropped"/>; no provenance.
    /// </summary>
    public MonthRows Among(MonthRows current, ICollection<long>? kept, ICollection<long> dropped, List<int> receipts)
    {
        ColumnBatch Merged(ColumnBatch old, ColumnBatch fresh) => kept is null
            ? TableMerge.Merge(old, dropped, fresh, _buffers)
            : TableMerge.Merge(TableMerge.Select(old, kept, _buffers), [], fresh, _buffers);
        var positions = CollectionsMarshal.AsSpan(receipts);
        var size = default(SegmentSize);
        foreach (var i in positions)
        {
            ref readonly var r = ref _receipts[i - _from];
            size = size.Plus(r.Medications, r.Diagnoses, r.Acts);
        }

        return MonthRows.Empty(current.Month) with
        {
            Claims = ClaimColumns.FromBatch(Merged(current.Claims.ToBatch(), Claims(positions))),
            Medications =
                MedicationColumns.FromBatch(Merged(current.Medications.ToBatch(), Medications(positions, size.Medications))),
            Diagnoses = DiagnosisColumns.FromBatch(Merged(current.Diagnoses.ToBatch(), Diagnoses(positions, size.Diagnoses))),
            Acts = ActColumns.FromBatch(Merged(current.Acts.ToBatch(), Acts(positions, size.Acts))),
        };
    }

    /// <summary>Provenance of all receipts.</summary>
    public ReceiptColumns Provenance(ReceiptColumns current, Dictionary<long, Contender> removed)
    {
        var rows = _buffers.Batch(Schema.Receipts, _count);
        var (person, id, linkedAs) = (rows.Get<long>("person"), rows.Get<long>("receipt"), rows.Get<long>("linked_as"));
        var (delivery, billed, status) =
            (rows.Get<int>("delivery_month"), rows.Get<int>("billed_month"), rows.Get<int>("status"));
        var (search, file) = (rows.Get<string>("search_number"), rows.Get<string>("file"));
        var (rowFrom, rowTo, days) = (rows.Get<int>("row_from"), rows.Get<int>("row_to"), rows.Get<int>("day_mask"));
        var (first, second, third, fourth) =
            (rows.Get<int>("public_1"), rows.Get<int>("public_2"), rows.Get<int>("public_3"), rows.Get<int>("public_4"));
        rows.Get<int>("claim_month").AsSpan(0, rows.Count).Fill(_month);
        _fresh.Persons.Slice(_from, _count).CopyTo(person);
        _fresh.Ids.Slice(_from, _count).CopyTo(id);
        for (var n = 0; n < rows.Count; n++)
        {
            var i = _from + n;
            ref readonly var r = ref _receipts[n];
            (linkedAs[n], delivery[n], billed[n]) = (_fresh.LinkedAs(i), r.Delivery, r.Billed);
            status[n] = _decision.Contested.TryGetValue(i, out var item) ? (int)item.Status : r.Status;
            (search[n], file[n]) = (r.SearchText, _fresh.Files[_fresh.FileOf(i)]);
            (rowFrom[n], rowTo[n], days[n]) = (r.RowFrom, r.RowTo, r.DayMask);
            (first[n], second[n], third[n], fourth[n]) = (r.Public1, r.Public2, r.Public3, r.Public4);
        }

        var known = removed.Count == 0 ? current : current with { Status = Statuses(current, removed) };
        return ReceiptColumns.FromBatch(TableMerge.Merge(known.ToBatch(), [], rows, _buffers));
    }

    private static int[] Statuses(ReceiptColumns receipts, Dictionary<long, Contender> removed)
    {
        var statuses = receipts.Status.ToArray();
        var ids = receipts.ReceiptId.Span;
        for (var i = 0; i < statuses.Length; i++)
        {
            if (statuses[i] == (int)ReceiptStatus.Live && removed.TryGetValue(ids[i], out var item))
            {
                statuses[i] = (int)item.Status;
            }
        }

        return statuses;
    }

    private ColumnBatch Claims(ReadOnlySpan<int> receipts)
    {
        var rows = _buffers.Batch(Schema.Claims, receipts.Length);
        var (person, receipt, kind) = (rows.Get<long>("person"), rows.Get<long>("receipt"), rows.Get<int>("kind"));
        var (institution, prescriber) = (rows.Get<long>("institution"), rows.Get<long>("prescriber_institution"));
        var (days, billed, points) = (rows.Get<int>("visit_days"), rows.Get<int>("points_billed"), rows.Get<int>("points"));
        var (flags, delivery) = (rows.Get<int>("flags"), rows.Get<int>("delivery_month"));
        rows.Get<int>("claim_month").AsSpan(0, rows.Count).Fill(_month);
        var order = Ordered(receipts);
        for (var n = 0; n < order.Length; n++)
        {
            var i = order[n];
            ref readonly var r = ref _receipts[i - _from];
            (person[n], receipt[n], kind[n]) = (_fresh.Persons[i], r.ReceiptId, r.Kind);
            (institution[n], prescriber[n]) = (r.Institution, r.Prescriber);
            (days[n], billed[n], points[n], delivery[n]) = (r.VisitDays, r.PointsBilled, r.Points, r.Delivery);
            flags[n] = (int)(_decision.Contested.TryGetValue(i, out var item) ? item.Flags : r.Flags);
        }

        return rows;
    }

    // The few claims of a person are sorted by more than their surrogate: each is put behind the last that is not greater.
    private ReadOnlySpan<int> Ordered(ReadOnlySpan<int> receipts)
    {
        var order = Room(receipts.Length);
        var persons = _fresh.Persons;
        var first = 0;
        for (var k = 0; k < receipts.Length; k++)
        {
            first = persons[receipts[k]] == persons[receipts[first]] ? first : k;
            var at = k;
            for (; at > first && Compare(_receipts[order[at - 1] - _from], _receipts[receipts[k] - _from]) > 0; at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = receipts[k];
        }

        return order.AsSpan(0, receipts.Length);
    }

    private ColumnBatch Medications(ReadOnlySpan<int> receipts, int count)
    {
        var rows = _buffers.Batch(Schema.Medications, count);
        var heads = new LineHeads(rows, _month);
        var (line, drug, ingredient) = (rows.Get<int>("line"), rows.Get<int>("drug"), rows.Get<int>("ingredient"));
        var (drugClass, legalClass, route) = (rows.Get<int>("drug_class"), rows.Get<int>("legal_class"), rows.Get<int>("route"));
        var (unit, days, on, quantity) =
            (rows.Get<int>("unit"), rows.Get<int>("supply_days"), rows.Get<int>("dispensed_on"), rows.Get<double>("quantity"));
        var n = 0;
        foreach (var i in receipts)
        {
            ref readonly var r = ref _receipts[i - _from];
            var taken = _lines.Medications(i, r);
            heads.Fill(n, taken.Length, _fresh.Persons[i], r);
            var order = Ordered(taken);
            for (var k = 0; k < taken.Length; k++, n++)
            {
                ref readonly var l = ref taken[order[k]];
                (line[n], drug[n], ingredient[n], drugClass[n]) = (l.Line, l.Drug, l.Ingredient, l.DrugClass);
                (legalClass[n], route[n], unit[n], days[n]) = (l.LegalClass, l.Route, l.Unit, l.SupplyDays);
                (on[n], quantity[n]) = (l.DispensedOn, l.Quantity);
            }
        }

        return rows;
    }

    // Few lines a receipt, nearly in order: each is put behind the last that is not greater.
    private int[] Ordered(ReadOnlySpan<PackedMedication> taken)
    {
        var order = Room(taken.Length);
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

    private ColumnBatch Diagnoses(ReadOnlySpan<int> receipts, int count)
    {
        var rows = _buffers.Batch(Schema.Diagnoses, count);
        var heads = new LineHeads(rows, _month);
        var (line, disease, icd10) = (rows.Get<int>("line"), rows.Get<int>("disease"), rows.Get<int>("icd10"));
        var (startedOn, suspected, main) = (rows.Get<int>("started_on"), rows.Get<int>("suspected"), rows.Get<int>("main"));
        var n = 0;
        foreach (var i in receipts)
        {
            ref readonly var r = ref _receipts[i - _from];
            var taken = _lines.Diagnoses(i, r);
            heads.Fill(n, taken.Length, _fresh.Persons[i], r);
            foreach (ref readonly var l in taken)
            {
                (line[n], disease[n], icd10[n]) = (l.Line, l.Disease, l.Icd10);
                (startedOn[n], suspected[n], main[n]) = (l.StartedOn, l.Suspected, l.Main);
                n++;
            }
        }

        return rows;
    }

    private ColumnBatch Acts(ReadOnlySpan<int> receipts, int count)
    {
        var rows = _buffers.Batch(Schema.Acts, count);
        var heads = new LineHeads(rows, _month);
        var (code, times, n) = (rows.Get<int>("act"), rows.Get<int>("times"), 0);
        foreach (var i in receipts)
        {
            ref readonly var r = ref _receipts[i - _from];
            var taken = _lines.Acts(i, r);
            heads.Fill(n, taken.Length, _fresh.Persons[i], r);
            for (var k = 0; k < taken.Length; k++)
            {
                (code[n + k], times[n + k]) = (taken[k].ActCode, taken[k].Times);
            }

            code.AsSpan(n, taken.Length).Sort(times.AsSpan(n, taken.Length));
            n += taken.Length;
        }

        return rows;
    }

    private int[] Room(int count)
    {
        if (_order.Length < count)
        {
            _room.Ints.Return(_order);
            _order = _room.Ints.Take(count);
        }

        return _order;
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

    // What all lines of a receipt say alike.
    private readonly struct LineHeads
    {
        private readonly long[] _person;
        private readonly long[] _receipt;
        private readonly long[] _institution;
        private readonly long[]? _prescriber;
        private readonly int[] _delivery;

        public LineHeads(ColumnBatch rows, int month)
        {
            (_person, _receipt, _institution) =
                (rows.Get<long>("person"), rows.Get<long>("receipt"), rows.Get<long>("institution"));
            _prescriber = rows.Table == Schema.Medications ? rows.Get<long>("prescriber_institution") : null;
            _delivery = rows.Get<int>("delivery_month");
            rows.Get<int>("claim_month").AsSpan(0, rows.Count).Fill(month);
        }

        public void Fill(int from, int count, long person, in PackedReceipt receipt)
        {
            for (var n = from; n < from + count; n++)
            {
                (_person[n], _receipt[n], _institution[n]) = (person, receipt.ReceiptId, receipt.Institution);
                _delivery[n] = receipt.Delivery;
            }

            if (_prescriber is not null)
            {
                _prescriber.AsSpan(from, count).Fill(receipt.Prescriber);
            }
        }
    }
}
