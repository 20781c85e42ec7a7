using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Tests.Ingest;

public sealed class ReceiptSpoolTests
{
    private static SpoolSegment Segment(int part)
    {
        const int rows = 500;
        return new SpoolSegment
        {
            File = 0,
            Part = part,
            Month = 202404,
            Size = new SegmentSize(rows, rows, 1, 0),
            Memory = new SegmentArrays(
                [.. Enumerable.Range(0, rows).Select(i => new PackedReceipt { ReceiptId = (part * 1000L) + i })],
                [.. Enumerable.Range(0, rows).Select(i => new PackedMedication { Drug = (part * 1000) + i })],
                [new PackedDiagnosis { Disease = part }], []),
        };
    }

    [Fact]
    public void Segments_come_back_as_they_were_to_threads_that_read_at_once()
    {
        using var spool = new ReceiptSpool(0, () => new MemoryStream());
        Threads.For(100, 4, part => spool.Add(Segment(part)));
        var segments = spool.ByMonth()[202404];

        Assert.All(segments, s => Assert.Null(s.Memory));
        Threads.For(1000, 4, i =>
        {
            var segment = segments[i % segments.Count];
            var (receipts, lines) = (spool.Receipts(segment, new PackedReceipt[700], 100), spool.Lines(segment));
            var expected = Segment(segment.Part);
            Assert.Equal(expected.Memory!.Receipts.Select(r => r.ReceiptId), receipts.Span.ToArray().Select(r => r.ReceiptId));
            Assert.Equal(expected.Memory!.Medications.Select(m => m.Drug), lines.Medications.Take(expected.Size.Medications).Select(m => m.Drug));
            Assert.Equal(segment.Part, lines.Diagnoses[0].Disease);
            lines.Return();
        });
    }
}
