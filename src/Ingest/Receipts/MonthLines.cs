namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Lines of a stretch of a month's receipts. In memory they stay where they are; out of the spool they come together for the stretch that is
/// wanted, one segment after the other, so that no more than a segment and the stretch are there at once.
/// </summary>
internal sealed class MonthLines
{
    private readonly FreshMonth _fresh;
    private readonly IReadOnlyList<SegmentArrays> _segments;
    private readonly LineStart[]? _starts;
    private readonly int _from;

    private MonthLines(FreshMonth fresh, IReadOnlyList<SegmentArrays> segments, LineStart[]? starts = null, int from = 0) =>
        (_fresh, _segments, _starts, _from) = (fresh, segments, starts, from);

    /// <summary>Lines of the receipts from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public static MonthLines Of(FreshMonth fresh, IReadOnlyList<SpoolSegment> segments, ReceiptSpool spool, int from, int to)
    {
        if (segments.All(s => s.Memory is not null))
        {
            return new MonthLines(fresh, [.. segments.Select(spool.Lines)]);
        }

        var (starts, gathered) = Room(fresh, from, to);
        var bySegment = Enumerable.Range(from, to - from).ToLookup(i => fresh.Lines[i].Segment);
        foreach (var segment in bySegment)
        {
            var rows = spool.Lines(segments[segment.Key]);
            foreach (var i in segment)
            {
                ref readonly var r = ref fresh.Receipts[i];
                var (source, target) = (fresh.Lines[i], starts[i - from]);
                Array.Copy(rows.Medications, source.Medication, gathered.Medications, target.Medication, r.Medications);
                Array.Copy(rows.Diagnoses, source.Diagnosis, gathered.Diagnoses, target.Diagnosis, r.Diagnoses);
                Array.Copy(rows.Acts, source.Act, gathered.Acts, target.Act, r.Acts);
            }
        }

        return new MonthLines(fresh, [gathered], starts, from);
    }

    /// <summary>Medicines of a receipt.</summary>
    public ReadOnlySpan<PackedMedication> Medications(int receipt) =>
        RowsOf(receipt).Medications.AsSpan(StartOf(receipt).Medication, _fresh.Receipts[receipt].Medications);

    /// <summary>Diagnoses of a receipt.</summary>
    public ReadOnlySpan<PackedDiagnosis> Diagnoses(int receipt) =>
        RowsOf(receipt).Diagnoses.AsSpan(StartOf(receipt).Diagnosis, _fresh.Receipts[receipt].Diagnoses);

    /// <summary>Acts of a receipt.</summary>
    public ReadOnlySpan<PackedAct> Acts(int receipt) => RowsOf(receipt).Acts.AsSpan(StartOf(receipt).Act, _fresh.Receipts[receipt].Acts);

    private SegmentArrays RowsOf(int receipt) => _segments[StartOf(receipt).Segment];

    private LineStart StartOf(int receipt) => _starts is null ? _fresh.Lines[receipt] : _starts[receipt - _from];

    private static (LineStart[] Starts, SegmentArrays Room) Room(FreshMonth fresh, int from, int to)
    {
        var starts = new LineStart[to - from];
        var next = default(LineStart);
        for (var i = from; i < to; i++)
        {
            ref readonly var r = ref fresh.Receipts[i];
            starts[i - from] = next;
            next = new LineStart(0, next.Medication + r.Medications, next.Diagnosis + r.Diagnoses, next.Act + r.Acts);
        }

        return (starts, new SegmentArrays([], new PackedMedication[next.Medication], new PackedDiagnosis[next.Diagnosis], new PackedAct[next.Act]));
    }
}
