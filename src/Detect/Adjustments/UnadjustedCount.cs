using ClaimsWatch.Core.Columns;


namespace ClaimsWatch.Detect.Adjustments;

/// <summary>The count as it is without adjustments, shown beside the adjusted one (decisions C1).</summary>
/// <param name="Totals">Receipts of t0 in the whole store.</param>
/// <param name="Receipts">Receipts of t0 of the people found, by pseudonym as text.</param>
public sealed record UnadjustedCount(ReceiptTotals Totals, IReadOnlyDictionary<string, int> Receipts)
{
    /// <summary>Counts again without adjustments; null if none is on.</summary>
    internal static UnadjustedCount? Of(
        IClaimStore store, DetectRequest request, DetectSettings settings, IReadOnlyList<Judged> people)
    {
        if (!AdjustmentCatalog.IsAnyOn(settings.Exclusions))
        {
            return null;
        }

        var plain = settings with { Exclusions = settings.Exclusions.WithoutAdjustments() };
        var table = Detector.Count(
            store, request.T0, request.AsOf, plain, KeptRows.Among(people.Select(p => p.Person.Person).ToHashSet()),
            request.Threads, request.Tables).Table;
        var receipts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var part = 0; part < table.Parts.Count; part++)
        {
            for (var i = 0; i < table.Parts[part].Persons.Count; i++)
            {
                receipts[$"{table.Parts[part].Persons[i].Person}"] = (int)table.Row(part, i)[table.Plan.IndexOf("receipts.t0")];
            }
        }

        return new UnadjustedCount(new ReceiptTotals(table.Totals.Receipts, table.Totals.WithoutDispensing), receipts);
    }
}
