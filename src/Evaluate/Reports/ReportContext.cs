namespace ClaimsWatch.Evaluate.Reports;

/// <summary>What the page says about itself besides the numbers.</summary>
/// <param name="Title">Name of the programme, round or file evaluated; no person's name.</param>
/// <param name="Today">Day of the report.</param>
/// <param name="Marks">見本, synthetic, enrich …: printed at the top (decisions B10); empty for real data.</param>
/// <param name="Provenance">Versions and hashes: name and value.</param>
public sealed record ReportContext(string Title, DateOnly Today, IReadOnlyList<string> Marks,
    IReadOnlyList<(string Name, string Value)> Provenance);
