using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest;

namespace ClaimsWatch.Benchmarks;

/// <summary>Whether two readings of one file say the same: accounting, rejects, corrections, checks, people,
/// and every row.</summary>
internal static class SeamCheck
{
    public static bool Same(DeliveryResult a, DeliveryResult b) =>
        Same(a.Total, b.Total) && a.Rejects.SequenceEqual(b.Rejects) && a.Checks.SequenceEqual(b.Checks)
            && a.LinkQuality.SequenceEqual(b.LinkQuality)
        && a.NewIdentities.Select(i => (i.Key, i.Person)).SequenceEqual(b.NewIdentities.Select(i => (i.Key, i.Person)))
        && Corrections(a).SequenceEqual(Corrections(b))
        && Persons(a).SequenceEqual(Persons(b)) && Rows(a).SequenceEqual(Rows(b));

    // Without the number of the receipt inside its part.
    private static IEnumerable<object> Corrections(DeliveryResult result) =>
        result.Corrections.Select(c => (object)(c.File, c.Note with { Receipt = 0 }));

    private static bool Same(Tallied a, Tallied b) =>
        (a.RowsIn, a.RowsStored, a.RowsRejected) == (b.RowsIn, b.RowsStored, b.RowsRejected)
            && a.Skipped.SequenceEqual(b.Skipped);

    private static IEnumerable<object> Persons(DeliveryResult result) =>
        Enumerable.Range(0, result.Persons.Count).Select(i => (object)result.Persons.Row(i));

    private static IEnumerable<object> Rows(DeliveryResult result) =>
        result.Months.Concat(result.Superseded.Select(s => s.Rows)).SelectMany(Rows);

    private static IEnumerable<object> Rows(MonthRows month) =>
    [
        month.Month,
        .. Enumerable.Range(0, month.Claims.Count).Select(i => (object)month.Claims.Row(i)),
        .. Enumerable.Range(0, month.Medications.Count).Select(i => (object)month.Medications.Row(i)),
        .. Enumerable.Range(0, month.Diagnoses.Count).Select(i => (object)month.Diagnoses.Row(i)),
        .. Enumerable.Range(0, month.Acts.Count).Select(i => (object)month.Acts.Row(i)),
        .. Enumerable.Range(0, month.Receipts.Count).Select(i => (object)month.Receipts.Row(i)),
    ];
}
