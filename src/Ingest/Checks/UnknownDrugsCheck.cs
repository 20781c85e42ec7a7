namespace ClaimsWatch.Ingest.Checks;

/// <summary>Medicine lines whose code is not in the master: they count as medicines but belong to no watch group.</summary>
public static class UnknownDrugsCheck
{
    /// <summary>Finds more than the shares set; null if all is well.</summary>
    public static CheckResult? Run(long unknownLines, long lines, IngestSettings settings) => CheckResult.OfShare(
        "unknown-drugs", unknownLines, lines, settings.UnknownDrugShareMax, settings.CriticalShare,
        () => Texts.UnknownDrugs($"{100.0 * unknownLines / lines:0.0}"));
}
