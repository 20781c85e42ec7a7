namespace ClaimsWatch.Ingest.Checks;

/// <summary>Medicine lines whose code is not in the master: they count as medicines but belong to no watch group.</summary>
public static class UnknownDrugsCheck
{
    /// <summary>Warns above the share set; null if all is well.</summary>
    public static CheckResult? Run(long unknownLines, long lines, IngestSettings settings)
    {
        if (lines == 0 || unknownLines <= settings.UnknownDrugShareMax * lines)
        {
            return null;
        }

        return new CheckResult("unknown-drugs", Severity.Warning, Texts.UnknownDrugs($"{100.0 * unknownLines / lines:0.0}"));
    }
}
