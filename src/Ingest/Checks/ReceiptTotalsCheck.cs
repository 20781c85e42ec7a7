namespace ClaimsWatch.Ingest.Checks;

/// <summary>
/// 医科: points × times over all lines of a receipt = 合計点数 of HO, for receipts of one payer. True for all 115 such receipts of the
/// public samples; where it does not hold, lines are missing or doubled.
/// </summary>
public static class ReceiptTotalsCheck
{
    /// <summary>Finds more than the shares set; null if all is well.</summary>
    public static CheckResult? Run(long wrong, long receipts, IngestSettings settings) => CheckResult.OfShare(
        "receipt-totals", wrong, receipts, settings.ArithmeticShareMax, settings.CriticalShare,
        () => Texts.ReceiptTotals(wrong, receipts));
}
