namespace ClaimsWatch.Ingest.Layouts;

/// <summary>歯科, provider side: <c>RECEIPTS.UKE</c>. UK heads the file and IR stands before each RE, so a receipt begins at
/// IR.</summary>
public static class UkeSLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = DenLayout.Layout with
    {
        Kind = "UKE-S",
        HasPrefix = false,
        StartRole = RowRole.Institution,
    };
}
