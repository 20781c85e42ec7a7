using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Research;

/// <summary>
/// A panel with its dictionary (Frictionless Data Package, tabular; CSV on the Web beside it) and scripts for R and Python that
/// give the headline numbers again. Pseudonyms are replaced by running numbers, so a package can't be joined to the workspace or
/// to another package; the rows are still single people's months, hence internal.
/// </summary>
public static class ResearchPackage
{
    /// <summary>The files, in a fixed order: panel, dictionary, expected numbers, scripts.</summary>
    public static IReadOnlyList<OutputFile> Files(Panel panel, PanelSettings settings, ReportContext context) =>
        FilesOf(Anonymous(panel, settings), settings, context);

    /// <summary>The same of a panel that has running numbers already (<see cref="Anonymous"/>).</summary>
    public static IReadOnlyList<OutputFile> FilesOf(Panel anonymous, PanelSettings settings, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(anonymous);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        var results = Outcomes.Measure(anonymous, settings);
        var csv = PanelCsv.Write(anonymous);
        return
        [
            new OutputFile("panel.csv", csv),
            new OutputFile("datapackage.json", Dictionary(anonymous, csv, context).ToJsonString(CsvMetadata.Indented) + "\n"),
            new OutputFile("panel.csv-metadata.json", CsvOnTheWeb(anonymous, context).ToJsonString(CsvMetadata.Indented) + "\n"),
            new OutputFile("expected.csv", Expected(results)),
            new OutputFile("reproduce.R", Script("reproduce.R", settings)),
            new OutputFile("reproduce.py", Script("reproduce.py", settings)),
        ];
    }

    /// <summary>What a column of the panel means, Japanese and English.</summary>
    internal static string Meaning(string name) => name.EndsWith(PanelTable.KnownSuffix, StringComparison.Ordinal)
        ? Texts.PackageKnown(name[..^PanelTable.KnownSuffix.Length]) : Texts.PackageField(name);

    /// <summary>
    /// Pseudonyms and households replaced by running numbers. They follow the order of the pseudonyms, which is that of a keyed
    /// hash and says nothing.
    /// </summary>
    public static Panel Anonymous(Panel panel, PanelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var persons = Numbers(panel.Episodes.Select(e => e.Person), "p");
        var households = Numbers(panel.Episodes.Select(e => e.Household).Where(h => h.Length > 0), "h");
        return new Panel(
            panel.Episodes.Select((e, i) => (e with
            {
                Person = persons[e.Person],
                Household = e.Household.Length > 0 ? households[e.Household] : "",
                SelectionMonth = e.LetterMonth.IsNone ? e.SelectionMonth : settings.SelectionOf(e),
            }, panel.Rows(i).AsEnumerable())),
            panel.CovariateNames);
    }

    private static Dictionary<string, string> Numbers(IEnumerable<string> keys, string prefix) =>
        keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((key, i) => (key, i))
            .ToDictionary(x => x.key, x => $"{prefix}{x.i + 1:0000000}", StringComparer.Ordinal);

    private static JsonObject Dictionary(Panel panel, string csv, ReportContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(csv);
        var fields = PanelCsv.Required.Concat(PanelCsv.Optional).Concat(panel.CovariateNames).Select(FieldOf);
        return new JsonObject
        {
            ["profile"] = "tabular-data-package",
            ["name"] = "claimswatch-panel",
            ["title"] = Texts.PackageTitle,
            ["created"] = $"{context.Today:yyyy-MM-dd}",
            ["disclosure"] = "internal",
            ["marks"] = new JsonArray([.. context.Marks.Select(m => (JsonNode)m)]),
            ["provenance"] =
                new JsonObject(context.Provenance.Select(p =>
                    KeyValuePair.Create(p.Name.In(Language.Both), (JsonNode?)p.Value.In(Language.Both)))),
            ["resources"] = new JsonArray(new JsonObject
            {
                ["name"] = "panel",
                ["path"] = "panel.csv",
                ["profile"] = "tabular-data-resource",
                ["format"] = "csv",
                ["mediatype"] = "text/csv",
                ["encoding"] = "utf-8",
                ["bytes"] = bytes.Length,
                ["hash"] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)),
                ["schema"] = new JsonObject
                {
                    ["fields"] = new JsonArray([.. fields]),
                    ["missingValues"] = new JsonArray(""),
                    ["primaryKey"] = new JsonArray("person_id", "round", "month"),
                },
            }),
        };
    }

    // Metadata vocabulary for tabular data (W3C, 2015); found beside a CSV by its name.
    private static JsonObject CsvOnTheWeb(Panel panel, ReportContext context) => new()
    {
        ["@context"] = "http://www.w3.org/ns/csvw",
        ["url"] = "panel.csv",
        ["dc:title"] = Texts.PackageTitle,
        ["dc:created"] = $"{context.Today:yyyy-MM-dd}",
        ["dc:rights"] = "internal",
        ["dialect"] = new JsonObject { ["encoding"] = "utf-8", ["delimiter"] = ",", ["header"] = true },
        ["tableSchema"] = new JsonObject
        {
            ["columns"] = new JsonArray(
            [
                .. PanelCsv.Required.Concat(PanelCsv.Optional).Concat(panel.CovariateNames)
                .Select(name => (JsonNode)new JsonObject
                {
                    ["name"] = name,
                    ["titles"] = name,
                    ["datatype"] = Texts.PackageTypeOf(name),
                    ["required"] = PanelCsv.Required.Contains(name) && name != "letter_month",
                    ["null"] = "",
                    ["dc:description"] = Texts.PackageField(name),
                }),
            ]),
            ["primaryKey"] = new JsonArray("person_id", "round", "month"),
        },
    };

    private static JsonObject FieldOf(string name) => new()
    {
        ["name"] = name,
        ["type"] = Texts.PackageTypeOf(name),
        ["description"] = Texts.PackageField(name),
    };

    private static string Expected(OutcomeResults results)
    {
        var rows = Names.Scopes.Select(s => results.Primary(Outcome.Claims, s)).Append(results.PrimaryInteraction(Outcome.Claims))
            .Select(e =>
                (IReadOnlyList<string>)[e.Id, e.Inference.Estimate.ToString("R"), e.Inference.StandardError.ToString("R")]);
        return CsvText.Write([["id", "estimate", "se"], .. rows]);
    }

    private static string Script(string name, PanelSettings settings)
    {
        using var stream = typeof(ResearchPackage).Assembly.GetManifestResourceStream("ClaimsWatch.Evaluate.Research." + name)
            ?? throw new InvalidOperationException($"The script {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("@PRE@", $"{settings.PreMonths}", StringComparison.Ordinal)
            .Replace("@POST@", $"{settings.PostMonths}", StringComparison.Ordinal)
            .Replace("@DELAYED@", $"{settings.DelayedPostMonths}", StringComparison.Ordinal)
            .Replace("@SUFFIX@", PanelSettings.DelayedStratumSuffix, StringComparison.Ordinal);
    }
}
