using ClaimsWatch.Core.Claims;
using ClaimsWatch.Ingest.Checks;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What the checks need to know of a claim file once its rows are in the spool.</summary>
internal sealed record ClaimFacts
{
    /// <summary>Receipts, parts of a 総括 among them.</summary>
    public long Receipts { get; init; }

    /// <summary>Receipts with a date that can't be.</summary>
    public long ImpossibleDates { get; init; }

    /// <summary>Medicine lines.</summary>
    public long MedicineLines { get; init; }

    /// <summary>Those whose code the master does not know.</summary>
    public long UnknownDrugLines { get; init; }

    /// <summary>Receipts whose points could be added up, and those that do not add up.</summary>
    public (long All, long Wrong) ReceiptPoints { get; init; }

    /// <summary>Dispensing lines that could be multiplied out, and those that are wrong.</summary>
    public (long All, long Wrong) LinePoints { get; init; }

    /// <summary>Latest 請求年月; none without receipts.</summary>
    public ClaimMonth Billed { get; init; }

    /// <summary>Of one part.</summary>
    public static ClaimFacts Of(ReceiptBatch batch) => new()
    {
        Receipts = batch.Receipts.Count,
        ImpossibleDates = batch.Receipts.Count(r => ImpossibleDatesCheck.IsImpossible(r, batch)),
        MedicineLines = batch.Medications.Count,
        UnknownDrugLines = batch.UnknownDrugLines,
        ReceiptPoints = (batch.Points.Receipts, batch.Points.ReceiptsWrong),
        LinePoints = (batch.Points.Lines, batch.Points.LinesWrong),
        Billed = batch.Receipts.Select(r => r.Billed).DefaultIfEmpty().Max(),
    };

    /// <summary>Of several.</summary>
    public static ClaimFacts Sum(IEnumerable<ClaimFacts> facts) => facts.Aggregate(new ClaimFacts(), (a, b) => new ClaimFacts
    {
        Receipts = a.Receipts + b.Receipts,
        ImpossibleDates = a.ImpossibleDates + b.ImpossibleDates,
        MedicineLines = a.MedicineLines + b.MedicineLines,
        UnknownDrugLines = a.UnknownDrugLines + b.UnknownDrugLines,
        ReceiptPoints = (a.ReceiptPoints.All + b.ReceiptPoints.All, a.ReceiptPoints.Wrong + b.ReceiptPoints.Wrong),
        LinePoints = (a.LinePoints.All + b.LinePoints.All, a.LinePoints.Wrong + b.LinePoints.Wrong),
        Billed = a.Billed.CompareTo(b.Billed) > 0 ? a.Billed : b.Billed,
    });
}
