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
            Assert.Equal(expected.Memory!.Medications.Select(m => m.Drug),
                lines.Medications.Take(expected.Size.Medications).Select(m => m.Drug));
            Assert.Equal(segment.Part, lines.Diagnoses[0].Disease);
            lines.Return();
        });
    }

    [Fact]
    public void Arrays_of_what_went_to_the_file_are_used_again_and_those_of_what_stayed_are_not()
    {
        var size = Segment(0).Size;
        using var spool = new ReceiptSpool(size.Bytes, () => new MemoryStream());
        var rooms = new List<SegmentArrays>();
        for (var part = 0; part < 3; part++)
        {
            var room = spool.RoomFor(size);
            var filled = Segment(part).Memory!;
            filled.Receipts.CopyTo(room.Receipts, 0);
            filled.Medications.CopyTo(room.Medications, 0);
            filled.Diagnoses.CopyTo(room.Diagnoses, 0);
            spool.Add(new SpoolSegment { File = 0, Part = part, Month = 202404, Size = size, Memory = room });
            rooms.Add(room);
        }

        Assert.NotSame(rooms[0].Receipts, rooms[1].Receipts);
        Assert.Same(rooms[1].Receipts, rooms[2].Receipts);
        Assert.Equal([true, false, false], spool.ByMonth()[202404].Select(s => s.Memory is not null));
        Assert.Equal([0L, 1000, 2000],
            spool.ByMonth()[202404].Select(s => spool.Receipts(s, new PackedReceipt[500], 0).Span[0].ReceiptId));
    }
}
