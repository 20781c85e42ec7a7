using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>Where each column of a panel file stands.</summary>
internal sealed class PanelHeader
{
    private readonly Dictionary<string, int> _places;

    private PanelHeader(Dictionary<string, int> places, IReadOnlyList<string> extra, int width)
    {
        _places = places;
        Extra = extra;
        Width = width;
    }

    /// <summary>Columns that are neither required nor known.</summary>
    public IReadOnlyList<string> Extra { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Reads the first line.</summary>
    public static PanelHeader Of(CsvRow row, string fileName)
    {
        var where = $"{fileName}:{row.Line}";
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < row.Fields.Count; i++)
        {
            var name = row.Fields[i].Trim();
            var known = PanelCsv.Required.Concat(PanelCsv.Optional)
                .FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (name.Length > 0 && !places.TryAdd(known ?? name, i))
            {
                throw new UserError(ExitCode.Input, Texts.PanelColumnTwice(name), where, Texts.PanelNext);
            }
        }

        var missing = PanelCsv.Required.Where(name => !places.ContainsKey(name)).ToArray();
        if (missing.Length > 0)
        {
            throw new UserError(
                ExitCode.Input, Texts.PanelColumnsMissing(missing), where,
                Texts.PanelColumnsAccepted(PanelCsv.Required, PanelCsv.Optional));
        }

        var extra = places.Where(p => !PanelCsv.Required.Contains(p.Key) && !PanelCsv.Optional.Contains(p.Key))
            .OrderBy(p => p.Value).Select(p => p.Key).ToArray();
        return new PanelHeader(places, extra, row.Fields.Count);
    }

    /// <summary>Whether a column is there.</summary>
    public bool Has(string name) => _places.ContainsKey(name);

    /// <summary>A field without outer spaces; empty when the column is not there.</summary>
    public string Get(CsvRow row, string name) =>
        _places.TryGetValue(name, out var place) && place < row.Fields.Count ? row.Fields[place].Trim() : "";
}
