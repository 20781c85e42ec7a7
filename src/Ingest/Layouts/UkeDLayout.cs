namespace ClaimsWatch.Ingest.Layouts;

/// <summary>DPC, provider side: <c>RECEIPTD.UKE</c>. The insurer side without prefix and MN; a receipt begins at RE. A further
/// RE with the same レセプト番号 continues the receipt (総括).</summary>
public static class UkeDLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = DpcLayout.Layout with
    {
        Kind = "UKE-D",
        HasPrefix = false,
        StartRole = RowRole.Receipt,
    };
}
