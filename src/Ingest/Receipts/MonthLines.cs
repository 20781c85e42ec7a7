using System.Buffers;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Lines of a stretch of a month's receipts. In memory they stay where they are; out of the spool they come together for the stretch that is
/// wanted, one segment after the other, so that no more than a segment and the stretch are there at once.
/// </summary>
internal sealed class MonthLines : IDisposable
{
    private readonly record struct LineStart(int Medication, int Diagnosis, int Act);

    private readonly FreshMonth _fresh;
    private readonly SegmentArrays[] _segments;
    private readonly LineStart[]? _starts; // where the lines of each receipt are, if they were brought together
    private readonly int _from;

    private MonthLines(FreshMonth fresh, SegmentArrays[] segments, LineStart[]? starts = null, int from = 0) =>
        (_fresh, _segments, _starts, _from) = (fresh, segments, starts, from);

    /// <summary>Lines of the receipts from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public static MonthLines Of(FreshMonth fresh, IReadOnlyList<SpoolSegment> segments, ReceiptSpool spool, int from, int to)
    {
        if (segments.All(s => s.Memory is not null))
        {
            return new MonthLines(fresh, [.. segments.Select(spool.Lines)]);
        }

        var starts = ArrayPool<LineStart>.Shared.Rent(to - from);
        var size = default(SegmentSize);
        for (var i = from; i < to; i++)
        {
            ref readonly var r = ref fresh[i];
            starts[i - from] = new LineStart(size.Medications, size.Diagnoses, size.Acts);
            size = size.Plus(r.Medications, r.Diagnoses, r.Acts);
        }

        var gathered = SegmentArrays.Lend(size with { Receipts = 0 });
        foreach (var segment in Enumerable.Range(from, to - from).ToLookup(fresh.SegmentOf))
        {
            var rows = spool.Lines(segments[segment.Key]);
            foreach (var i in segment)
            {
                ref readonly var r = ref fresh[i];
                var target = starts[i - from];
                Array.Copy(rows.Medications, r.MedicationsFrom, gathered.Medications, target.Medication, r.Medications);
                Array.Copy(rows.Diagnoses, r.DiagnosesFrom, gathered.Diagnoses, target.Diagnosis, r.Diagnoses);
                Array.Copy(rows.Acts, r.ActsFrom, gathered.Acts, target.Act, r.Acts);
            }

            rows.Return();
        }

        return new MonthLines(fresh, [gathered], starts, from);
    }

    /// <summary>Medicines of a receipt.</summary>
    public ReadOnlySpan<PackedMedication> Medications(int receipt)
    {
        ref readonly var r = ref _fresh[receipt];
        return _starts is null
            ? _segments[_fresh.SegmentOf(receipt)].Medications.AsSpan(r.MedicationsFrom, r.Medications)
            : _segments[0].Medications.AsSpan(_starts[receipt - _from].Medication, r.Medications);
    }

    /// <summary>Diagnoses of a receipt.</summary>
    public ReadOnlySpan<PackedDiagnosis> Diagnoses(int receipt)
    {
        ref readonly var r = ref _fresh[receipt];
        return _starts is null
            ? _segments[_fresh.SegmentOf(receipt)].Diagnoses.AsSpan(r.DiagnosesFrom, r.Diagnoses)
            : _segments[0].Diagnoses.AsSpan(_starts[receipt - _from].Diagnosis, r.Diagnoses);
    }

    /// <summary>Acts of a receipt.</summary>
    public ReadOnlySpan<PackedAct> Acts(int receipt)
    {
        ref readonly var r = ref _fresh[receipt];
        return _starts is null
            ? _segments[_fresh.SegmentOf(receipt)].Acts.AsSpan(r.ActsFrom, r.Acts)
            : _segments[0].Acts.AsSpan(_starts[receipt - _from].Act, r.Acts);
    }

    /// <summary>Gives lines that came out of the spool back.</summary>
    public void Dispose()
    {
        if (_starts is not null)
        {
            _segments[0].Return();
            ArrayPool<LineStart>.Shared.Return(_starts);
        }
    }
}
