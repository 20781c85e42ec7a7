namespace ClaimsWatch.Ingest.Layouts;

/// <summary>医科, provider side: <c>RECEIPTC.UKE</c>. The insurer side without prefix and MN; a receipt begins at RE.</summary>
public static class UkeCLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = MedLayout.Layout with
    {
        Kind = "UKE-C",
        HasPrefix = false,
        StartRole = RowRole.Receipt,
    };
}
