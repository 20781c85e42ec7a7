using System.Text;
using System.Text.Json;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store;

/// <summary>An input of a run.</summary>
public sealed record RunInput(string Path, string Sha256, long Bytes);

/// <summary>What a run was: enough to repeat it, and the ledger's head it left behind.</summary>
/// <param name="Run">Run id.</param>
/// <param name="Verb">Command.</param>
/// <param name="Today">The day given as today.</param>
/// <param name="Version">Program version.</param>
/// <param name="Disclosure">Always <c>internal</c>: run folders hold exact numbers.</param>
/// <param name="Marks">見本, synthetic, enrich.</param>
/// <param name="Seed">Seed of the run, empty if none.</param>
/// <param name="SettingsHash">SHA-256 of the resolved settings.</param>
/// <param name="Settings">Settings as resolved.</param>
/// <param name="Inputs">Files read.</param>
/// <param name="Counts">Rows in, out, rejected and whatever the step counts, by name.</param>
/// <param name="LedgerHead">The ledger afterwards.</param>
public sealed record RunManifest(
    string Run, string Verb, DateOnly Today, string Version, string Disclosure, IReadOnlyList<string> Marks, string Seed,
    string SettingsHash, object? Settings, IReadOnlyList<RunInput> Inputs, IReadOnlyDictionary<string, int> Counts,
    LedgerHead LedgerHead);

/// <summary>
/// One run's folder: manifest.json, results.json, rejects.csv, corrections.csv, log.jsonl. Exact numbers, internal, and never an
/// identity.
/// </summary>
public sealed class RunRecord
{
    private readonly string _folder;
    private int _logLines;

    private RunRecord(string id, string folder)
    {
        Id = id;
        _folder = folder;
    }

    /// <summary><c>yyyymmdd-NNNN-verb</c>: the day given as today and the number of runs before, never the clock.</summary>
    public string Id { get; }

    /// <summary>Adds a line to log.jsonl.</summary>
    /// <param name="what">Stable short name of the event.</param>
    /// <param name="detail">A record without identities, or null.</param>
    public void Log(string what, object? detail = null)
    {
        var line = JsonSerializer.Serialize(new { n = ++_logLines, what, detail }, LedgerJson.Options);
        File.AppendAllText(Path.Combine(_folder, "log.jsonl"), line + "\n");
    }

    /// <summary>Writes manifest.json, after the commit.</summary>
    public void WriteManifest(RunManifest manifest) =>
        Replace("manifest.json", JsonSerializer.Serialize(manifest, LedgerJson.Indented) + "\n");

    /// <summary>Writes results.json: what the verb prints with `--format json`.</summary>
    public void WriteResults(string json) => Replace("results.json", json);

    /// <summary>Writes rejects.csv, in file and line order.</summary>
    public void WriteRejects(IEnumerable<Reject> rejects)
    {
        var text = new StringBuilder("file,line,field,code,found,expected,rows\n");
        foreach (var reject in rejects.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line)
            .ThenBy(r => r.Field, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal))
        {
            text.AppendJoin(',', Csv.Field(reject.File), $"{reject.Line}", Csv.Field(reject.Field), Csv.Field(reject.Code),
                Csv.Field(reject.Found), Csv.Field(reject.Expected), $"{reject.Rows}").Append('\n');
        }

        Replace("rejects.csv", text.ToString());
    }

    /// <summary>Writes a further table of the run, such as corrections.csv: a header, then rows.</summary>
    public void WriteTable(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(Csv.Field)).Append('\n');
        }

        Replace(name, text.ToString());
    }

    /// <summary>Heads that finished runs wrote down.</summary>
    public static IEnumerable<LedgerHead> Heads(WorkspacePaths paths)
    {
        foreach (var path in Directory.Exists(paths.Runs)
            ? Directory.EnumerateFiles(paths.Runs, "manifest.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>())
        {
            var manifest = JsonSerializer.Deserialize<RunManifest>(File.ReadAllText(path), LedgerJson.Options);
            if (manifest is not null)
            {
                yield return manifest.LedgerHead;
            }
        }
    }

    /// <summary>Makes the next run's folder.</summary>
    internal static RunRecord Start(WorkspacePaths paths, string verb, DateOnly today)
    {
        Directory.CreateDirectory(paths.Runs);
        var last = Directory.EnumerateDirectories(paths.Runs).Select(d => Path.GetFileName(d).Split('-'))
            .Select(p => p.Length > 1 && int.TryParse(p[1], out var n) ? n : 0).DefaultIfEmpty().Max();
        var id = $"{today:yyyyMMdd}-{last + 1:0000}-{verb}";
        var folder = Path.Combine(paths.Runs, id);
        Directory.CreateDirectory(folder);
        return new RunRecord(id, folder);
    }

    private void Replace(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
