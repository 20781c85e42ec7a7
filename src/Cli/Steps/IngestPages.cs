using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The result of ingest as the contract's JSON and as tables.</summary>
public static class IngestPages
{
    /// <summary><c>ingest --format json</c>.</summary>
    public static object Json(Session session, IngestOutcome outcome)
    {
        var total = outcome.Delivery.Total;
        return new
        {
            Schema = "claimswatch.ingest/1",
            Disclosure = "internal",
            session.Settings.Marks,
            Run = outcome.RunId,
            Files = outcome.Delivery.Files.Select(f => new
            {
                f.File,
                f.Kind,
                f.Encoding,
                DeliveryMonth = f.Delivery,
                f.Receipts,
                Rows = f.Tallied.RowsIn,
                RowsStored = f.Tallied.RowsStored,
                RowsNotStored = f.Tallied.Skipped,
                RecordsNotStored = f.Tallied.SkippedRecords,
                RowsRejected = f.Tallied.RowsRejected,
                f.CorrectionsApplied,
                f.Superseded,
                f.Duplicates,
                f.Parts,
                f.Transferred,
                f.Withdrawn,
                Seconds = outcome.Seconds > 0 ? f.Seconds : 0, // none in the run's record, which is the same every time
                Warnings = f.Warnings.Select(w => session.Context.Japanese ? w.Ja : w.En),
            }),
            Totals = new
            {
                Receipts = outcome.Delivery.Files.Sum(f => f.Receipts),
                ReceiptsWithoutDispensing = WithoutDispensing(outcome.Delivery),
                ReceiptsOfSeveralKinds = OfSeveralKinds(outcome.Delivery),
                Rows = total.RowsIn,
                total.RowsStored,
                RowsNotStored = total.Skipped,
                RecordsNotStored = total.SkippedRecords,
                total.RowsRejected,
                total.Balances,
                Seconds = outcome.Seconds,
            },
            LinkQuality = outcome.Delivery.LinkQuality.Select(l => new { Sex = (int)l.Sex, l.Linkage, l.Receipts }),
            Checks = outcome.Delivery.Checks.Select(c =>
                new { c.Id, c.Severity, Message = session.Context.Japanese ? c.Message.Ja : c.Message.En }),
            CountScope = Detect.Texts.Scope(session.Settings.Detect).In(session.Context.Lang),
        };
    }

    /// <summary>How many receipts arrived, with and without 調剤, in words (decisions C1).</summary>
    public static string Arrived(DeliveryResult delivery, bool ja) =>
        ScopeNote.OfDelivery(ja, delivery.Files.Sum(f => f.Receipts), WithoutDispensing(delivery), OfSeveralKinds(delivery));

    private static int WithoutDispensing(DeliveryResult delivery) =>
        delivery.Files.Where(f => f.Kind is not ("PHA" or "UKE-Y")).Sum(f => f.Receipts);

    private static int OfSeveralKinds(DeliveryResult delivery) => delivery.Files.Where(f => f.Kind == "CSV").Sum(f => f.Receipts);

    /// <summary>Tables for people.</summary>
    public static IReadOnlyList<ResultTable> Tables(IngestOutcome outcome, bool ja)
    {
        var total = outcome.Delivery.Total;
        var skipped = total.Skipped.Select(s => (IReadOnlyList<string>)[s.Key, $"{s.Value}"]);
        return
        [
            new ResultTable(
                ja ? "取り込み" : "ingest",
                ja ? ["ファイル", "種類", "文字コード", "レセプト", "行", "却下行", "補正", "置換", "重複", "過誤"]
                    : ["file", "kind", "encoding", "receipts", "rows", "rejected", "corrections", "superseded",
                        "duplicates", "withdrawn"],
                [
                    .. outcome.Delivery.Files.Select(f => (IReadOnlyList<string>)
                    [
                        f.File, f.Kind, f.Encoding, $"{f.Receipts}", $"{f.Tallied.RowsIn}", $"{f.Tallied.RowsRejected}",
                        $"{f.CorrectionsApplied}",
                        $"{f.Superseded}", $"{f.Duplicates}", $"{f.Withdrawn}",
                    ]),
                ]),
            new ResultTable(
                ja ? $"行の収支: 入力 {total.RowsIn} = 格納 {total.RowsStored} + 対象外 {total.RowsSkipped} + 却下 {total.RowsRejected}"
                    : $"rows in {total.RowsIn} = stored {total.RowsStored} + not stored {total.RowsSkipped} + rejected "
                        + $"{total.RowsRejected}",
                ja ? ["対象外の理由", "行"] : ["not stored because", "rows"],
                [.. skipped]),
            new ResultTable(
                ja ? "本人との結び付け（男女別）" : "how receipts found their persons, by sex",
                ja ? ["性別", "方法", "レセプト", "割合"] : ["sex", "how", "receipts", "share"],
                QualityPage.LinkageRows(outcome.Delivery, ja)),
        ];
    }

    /// <summary>Header of corrections.csv.</summary>
    public static IReadOnlyList<string> CorrectionColumns { get; } =
    [
        "file", "line", "receipt", "search_number", "claim_month", "institution", "kind", "record", "row_number", "branch_number",
        "items", "reason",
        "corrected_row_number", "applied", "points_billed", "points",
    ];

    /// <summary>Every JY of a delivery: what it changed, why, and both points of its receipt.</summary>
    public static IEnumerable<IReadOnlyList<string>> CorrectionRows(IReadOnlyList<AuditedCorrection> corrections) =>
        corrections.Select(c =>
    {
        var (note, change, receipt) = (c.Note, c.Note.Change, c.Receipt);
        return (IReadOnlyList<string>)
        [
            c.File, $"{note.Line}", $"{receipt.ReceiptId}", receipt.SearchNumber, $"{receipt.Month}",
            $"{receipt.Institution:0000000000}",
            $"{change.Kind}".ToLowerInvariant(), note.Record, $"{change.Target.Number}", $"{change.Target.Branch}",
            change.Items, change.Reason,
            change.Kind == CorrectionKind.Delete ? "" : $"{change.After.Number}", note.Applied ? "1" : "0",
            $"{receipt.PointsBilled}", $"{receipt.Points}",
        ];
    });

    /// <summary>Warnings and findings as lines.</summary>
    public static IEnumerable<string> Notes(IngestOutcome outcome, bool ja) =>
        outcome.Delivery.Files.SelectMany(f => f.Warnings.Select(w => $"{f.File}: {Of(w, ja)}"))
            .Concat(outcome.Delivery.Files.Any(f => f.Receipts > 0) ? [Arrived(outcome.Delivery, ja)] : [])
            .Concat(outcome.Delivery.Checks.Where(c => c.Severity != ClaimsWatch.Ingest.Checks.Severity.Info)
                .Select(c => $"{c.Id}: {Of(c.Message, ja)}"));

    private static string Of(Message message, bool ja) => ja ? message.Ja : message.En;
}
