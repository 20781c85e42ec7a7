namespace ClaimsWatch.Ingest.Layouts;

/// <summary>訪問看護, provider side: <c>RECEIPTH.UKE</c>. The insurer side without prefix and MN; a receipt begins at RE.
/// EXPERIMENTAL as its insurer side.</summary>
public static class UkeHLayout
{
    /// <summary>The layout.</summary>
    public static Layout Layout { get; } = NurLayout.Layout with
    {
        Kind = "UKE-H",
        HasPrefix = false,
        StartRole = RowRole.Receipt,
    };
}
