namespace ClaimsWatch.Evaluate.Reports;

/// <summary>What the page says about itself besides the numbers.</summary>
/// <param name="Title">Name of the programme, round or file evaluated; no person's name.</param>
/// <param name="Today">Day of the report.</param>
/// <param name="Marks">見本, synthetic, enrich …: printed at the top (decisions B10); empty for real data.</param>
/// <param name="Provenance">Versions and hashes: name and value.</param>
public sealed record ReportContext(string Title, DateOnly Today, IReadOnlyList<string> Marks,
    IReadOnlyList<(string Name, string Value)> Provenance)
{
    /// <summary>Language of the main page.</summary>
    public Language Language { get; init; } = Language.Japanese;

    /// <summary>Whether a plan was registered before posting.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>How the analysis differs from that plan, Japanese and English.</summary>
    public IReadOnlyList<string> Deviations { get; init; } = [];

    /// <summary>What one claim is and how many there were with and without 調剤, Japanese and English (decisions C1);
    /// empty if nobody knows.</summary>
    public string Counted { get; init; } = "";

    /// <summary>Fall from the selection month to POST among people who never had a letter, percent;
    /// null when it is not known.</summary>
    public double? OwnRegression { get; init; }
}
