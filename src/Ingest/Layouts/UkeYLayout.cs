namespace ClaimsWatch.Ingest.Layouts;

/// <summary>調剤, provider side: <c>RECEIPTY.UKE</c>. The insurer side without prefix and MN; a receipt begins at RE.</summary>
public static class UkeYLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = PhaLayout.Layout with
    {
        Kind = "UKE-Y",
        HasPrefix = false,
        StartRole = RowRole.Receipt,
    };
}
