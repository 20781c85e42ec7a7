using ClaimsWatch.Core.Claims;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>Receipts with a date that cannot be: born after the month or 120 years before it, dispensed outside it, ill only
/// after it, more visit days than the month has.</summary>
public static class ImpossibleDatesCheck
{
    private const int AgeMax = 120;

    /// <summary>Finds more than the shares set; null if all is well.</summary>
    public static CheckResult? Run(long wrong, long receipts, IngestSettings settings) => CheckResult.OfShare(
        "impossible-dates", wrong, receipts, settings.ImpossibleDateShareMax, settings.CriticalShare,
        () => Texts.ImpossibleDates(wrong, receipts));

    /// <summary>Whether a receipt has such a date.</summary>
    public static bool IsImpossible(in ReceiptRows receipt, ReceiptBatch batch)
    {
        var (first, last) = ((receipt.Month.Value * 100) + 1, (receipt.Month.Value * 100) + receipt.Month.Days);
        if (receipt.BirthDate != 0 && (receipt.BirthDate > last || receipt.BirthDate < first - (AgeMax * 10_000)))
        {
            return true;
        }

        if (receipt.Kind != ClaimKind.Dispensing && receipt.VisitDays > receipt.Month.Days)
        {
            return true;
        }

        var (at, count) = receipt.Medications.GetOffsetAndLength(batch.Medications.Count);
        for (var i = at; i < at + count; i++)
        {
            var on = batch.Medications[i].DispensedOn;
            if (on != 0 && (on < first || on > last))
            {
                return true;
            }
        }

        (at, count) = receipt.Diagnoses.GetOffsetAndLength(batch.Diagnoses.Count);
        for (var i = at; i < at + count; i++)
        {
            if (batch.Diagnoses[i].StartedOn > last)
            {
                return true;
            }
        }

        return false;
    }
}
