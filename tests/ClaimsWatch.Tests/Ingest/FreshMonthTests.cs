using ClaimsWatch.Core.Claims;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>Months sorted by position, and the parts of files that they are put together from.</summary>
public sealed class FreshMonthTests
{
    private static readonly string[] s_files = ["b.csv", "a.csv", "c.csv"];

    // Pseudonyms all over their range, or so near each other that one bucket has them all; receipts and persons more than once.
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(500)]
    public void Receipts_are_in_the_order_of_person_receipt_delivery_file_and_row(long personMax)
    {
        var random = new Random(3);
        var persons = Enumerable.Range(0, 900).Select(_ => (random.NextInt64(personMax), 0L)).ToArray();
        var segments = Enumerable.Range(0, 7).Select(s => new SegmentReceipts(
            [.. Enumerable.Range(0, 300).Select(i => new PackedReceipt
            {
                Identity = random.Next(persons.Length), ReceiptId = random.Next(400), Delivery = 202404 + random.Next(2),
                RowFrom = random.Next(50),
                Institution = random.Next(5), Status = (byte)random.Next(2),
            })], s * 10, 200, s % 3)).ToArray();
        using var month = FreshMonth.Of(segments, new ReceiptPersons(persons, _ => default), s_files, new MonthRoom());

        var expected = segments.SelectMany(s => s.Span.ToArray().Select(r => (persons[r.Identity].Item1, r, s.File)))
            .OrderBy(x => x.Item1).ThenBy(x => x.r.ReceiptId).ThenBy(x => x.r.Delivery)
            .ThenBy(x => s_files[x.File], StringComparer.Ordinal)
            .ThenBy(x => x.r.RowFrom).Select(x => (x.Item1, x.r.ReceiptId, x.r.Delivery, x.File, x.r.RowFrom));
        var found = Enumerable.Range(0, month.Count).Select(i => (
            month.Persons[i], month[i].ReceiptId, month[i].Delivery, month.FileOf(i), month[i].RowFrom));
        Assert.Equal(expected, found);
        Assert.All(Enumerable.Range(0, month.Count), i => Assert.Equal(
            (month[i].ReceiptId, (ReceiptStatus)month[i].Status, FreshMonth.HashOf(0, month[i].Institution, 0)),
            (month.Ids[i], month.StatusOf(i), month.KeyHashes[i])));
    }

    [Fact]
    public void Every_position_with_a_surrogate_is_found_from_the_last_back()
    {
        var receipts = Enumerable.Range(0, 1_000).Select(i => new PackedReceipt { Identity = i, ReceiptId = i % 300 }).ToArray();
        var persons = receipts.Select(r => ((long)r.Identity, 0L)).ToArray();
        using var month = FreshMonth.Of([new SegmentReceipts(receipts, 0, 1_000, 0)], new ReceiptPersons(persons, _ => default),
            s_files, new MonthRoom());
        using var index = new ReceiptIndex(month);

        for (var id = 0; id < 310; id++)
        {
            var found = new List<int>();
            for (var i = index.Last(month, id); i >= 0; i = index.Before(i))
            {
                found.Add(i);
            }

            Assert.Equal(Enumerable.Range(0, 1_000).Where(i => month.Ids[i] == id).Reverse(), found);
        }
    }

    [Fact]
    public void A_batch_is_packed_by_month_with_the_lines_of_each_receipt()
    {
        var random = new Random(5);
        var batch = new ReceiptBatch();
        for (var i = 0; i < 200; i++)
        {
            var (medications, diagnoses, acts) = (random.Next(4), random.Next(3), random.Next(3));
            var (m, d, a) = (batch.Medications.Count, batch.Diagnoses.Count, batch.Acts.Count);
            batch.Medications.AddRange(Enumerable.Range(0, medications)
                .Select(k => new PackedMedication { Drug = (i * 10) + k }));
            batch.Diagnoses.AddRange(Enumerable.Range(0, diagnoses).Select(k => new PackedDiagnosis { Disease = (i * 10) + k }));
            batch.Acts.AddRange(Enumerable.Range(0, acts).Select(k => new PackedAct((i * 10) + k, 1)));
            batch.Receipts.Add(new ReceiptRows
            {
                Identity = i,
                ReceiptId = i,
                Kind = ClaimKind.Outpatient,
                Institution = 1,
                VisitDays = 1,
                PointsBilled = 1,
                Points = 1,
                Month = new ClaimMonth(202401 + random.Next(3)),
                Billed = new ClaimMonth(202405),
                SearchKey = null,
                RowFrom = i,
                RowTo = i,
                DayMask = 0,
                Medications = m..(m + medications),
                Diagnoses = d..(d + diagnoses),
                Acts = a..(a + acts),
            });
        }

        var segments = ReceiptPacker.Pack(batch, 4, 2, SegmentArrays.Fresh);

        Assert.Equal([(202401, 4, 2), (202402, 4, 2), (202403, 4, 2)], segments.Select(s => (s.Month, s.File, s.Part)));
        Assert.Equal(batch.Receipts.Count, segments.Sum(s => s.Size.Receipts));
        Assert.All(segments, s => Assert.All(s.Memory!.Receipts, r =>
        {
            var rows = batch.Receipts[(int)r.ReceiptId];
            Assert.Equal(s.Month, rows.Month.Value);
            Assert.Equal(batch.Medications.GetRange(rows.Medications.Start.Value, r.Medications),
                s.Memory!.Medications.Skip(r.MedicationsFrom).Take(r.Medications));
            Assert.Equal(batch.Diagnoses.GetRange(rows.Diagnoses.Start.Value, r.Diagnoses),
                s.Memory!.Diagnoses.Skip(r.DiagnosesFrom).Take(r.Diagnoses));
            Assert.Equal(batch.Acts.GetRange(rows.Acts.Start.Value, r.Acts), s.Memory!.Acts.Skip(r.ActsFrom).Take(r.Acts));
        }));
    }
}
