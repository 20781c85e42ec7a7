namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Lines of a stretch of a month's receipts. In memory they stay where they are; out of the spool they come together for the
/// stretch that is wanted, one segment after the other, so that no more than a segment and the stretch are there at once.
/// </summary>
internal sealed class MonthLines : IDisposable
{
    private readonly FreshMonth _fresh;
    private readonly SegmentArrays[] _segments;
    private readonly Starts? _starts; // where the lines of each receipt are, if they were brought together
    private readonly int _from;

    private MonthLines(FreshMonth fresh, SegmentArrays[] segments, Starts? starts = null, int from = 0) =>
        (_fresh, _segments, _starts, _from) = (fresh, segments, starts, from);

    private sealed record Starts(int[] Medications, int[] Diagnoses, int[] Acts);

    /// <summary>Lines of the receipts from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public static MonthLines Of(FreshMonth fresh, IReadOnlyList<SpoolSegment> segments, ReceiptSpool spool, int from, int to)
    {
        if (segments.All(s => s.Memory is not null))
        {
            return new MonthLines(fresh, [.. segments.Select(spool.Lines)]);
        }

        var room = fresh.Room;
        var starts = new Starts(room.Ints.Take(to - from), room.Ints.Take(to - from), room.Ints.Take(to - from));
        var size = default(SegmentSize);
        for (var i = from; i < to; i++)
        {
            ref readonly var r = ref fresh[i];
            (starts.Medications[i - from], starts.Diagnoses[i - from], starts.Acts[i - from]) =
                (size.Medications, size.Diagnoses, size.Acts);
            size = size.Plus(r.Medications, r.Diagnoses, r.Acts);
        }

        var gathered = new SegmentArrays(
            [], room.Medications.Take(size.Medications), room.Diagnoses.Take(size.Diagnoses), room.Acts.Take(size.Acts));
        var bySegment = BySegment(fresh, segments.Count, from, to);
        for (var s = 0; s < segments.Count; s++)
        {
            if (bySegment[s].IsEmpty)
            {
                continue;
            }

            var rows = spool.Lines(segments[s]);
            foreach (var i in bySegment[s].Span)
            {
                ref readonly var r = ref fresh[i];
                Array.Copy(rows.Medications, r.MedicationsFrom, gathered.Medications,
                    starts.Medications[i - from], r.Medications);
                Array.Copy(rows.Diagnoses, r.DiagnosesFrom, gathered.Diagnoses, starts.Diagnoses[i - from], r.Diagnoses);
                Array.Copy(rows.Acts, r.ActsFrom, gathered.Acts, starts.Acts[i - from], r.Acts);
            }

            rows.Return();
        }

        return new MonthLines(fresh, [gathered], starts, from);
    }

    // Positions of a stretch, by the segment that they lie in.
    private static ReadOnlyMemory<int>[] BySegment(FreshMonth fresh, int segments, int from, int to)
    {
        var ends = new int[segments + 1];
        for (var i = from; i < to; i++)
        {
            ends[fresh.SegmentOf(i) + 1]++;
        }

        for (var s = 0; s < segments; s++)
        {
            ends[s + 1] += ends[s];
        }

        var positions = new int[to - from];
        for (var i = from; i < to; i++)
        {
            positions[ends[fresh.SegmentOf(i)]++] = i;
        }

        return [.. Enumerable.Range(0, segments)
            .Select(s => (ReadOnlyMemory<int>)positions.AsMemory((s == 0 ? 0 : ends[s - 1])..ends[s]))];
    }

    /// <summary>Medicines of the receipt at a position of the month.</summary>
    public ReadOnlySpan<PackedMedication> Medications(int i, in PackedReceipt receipt) =>
        _starts is null
            ? _segments[_fresh.SegmentOf(i)].Medications.AsSpan(receipt.MedicationsFrom, receipt.Medications)
            : _segments[0].Medications.AsSpan(_starts.Medications[i - _from], receipt.Medications);

    /// <summary>Diagnoses of a receipt.</summary>
    public ReadOnlySpan<PackedDiagnosis> Diagnoses(int i, in PackedReceipt receipt) =>
        _starts is null
            ? _segments[_fresh.SegmentOf(i)].Diagnoses.AsSpan(receipt.DiagnosesFrom, receipt.Diagnoses)
            : _segments[0].Diagnoses.AsSpan(_starts.Diagnoses[i - _from], receipt.Diagnoses);

    /// <summary>Acts of a receipt.</summary>
    public ReadOnlySpan<PackedAct> Acts(int i, in PackedReceipt receipt) =>
        _starts is null
            ? _segments[_fresh.SegmentOf(i)].Acts.AsSpan(receipt.ActsFrom, receipt.Acts)
            : _segments[0].Acts.AsSpan(_starts.Acts[i - _from], receipt.Acts);

    /// <summary>Gives lines that came out of the spool back.</summary>
    public void Dispose()
    {
        if (_starts is not null)
        {
            var room = _fresh.Room;
            room.Medications.Return(_segments[0].Medications);
            room.Diagnoses.Return(_segments[0].Diagnoses);
            room.Acts.Return(_segments[0].Acts);
            room.Ints.Return(_starts.Medications);
            room.Ints.Return(_starts.Diagnoses);
            room.Ints.Return(_starts.Acts);
        }
    }
}
