using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>One run of a verb that changes the workspace: its folder, its commit, and what is written when it ends.</summary>
public sealed class RunScope
{
    private readonly Session _session;
    private readonly string _verb;
    private readonly List<RunInput> _inputs = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Starts a run.</summary>
    public RunScope(Session session, string verb)
    {
        _session = session;
        _verb = verb;
        Record = session.Workspace.StartRun(verb, session.Today);
        Commit = session.Workspace.Begin();
    }

    /// <summary>runs/&lt;id&gt;.</summary>
    public RunRecord Record { get; }

    /// <summary>The change.</summary>
    public Commit Commit { get; }

    /// <summary>Names an input for the manifest.</summary>
    public void Input(string path, string sha256, long bytes) => _inputs.Add(new RunInput(path, sha256, bytes));

    /// <summary>Names a count for the manifest.</summary>
    public void Count(string name, int value) => _counts[name] = value;

    /// <summary>Applies the commit and writes results, with what the data rests on, and manifest.</summary>
    public LedgerHead Finish(object results)
    {
        var head = Commit.Apply(_session.Today, Record.Id);
        var json = JsonSerializer.SerializeToNode(results, ResultPrinter.Json) as JsonObject ?? [];
        json["data"] = JsonSerializer.SerializeToNode(DataNote.Of(_session), ResultPrinter.Json);
        Record.WriteResults(json.ToJsonString(ResultPrinter.Json) + "\n");
        Record.WriteManifest(new RunManifest(
            Record.Id, _verb, _session.Today, ProgramVersion.Text, "internal", _session.Settings.Marks,
            _session.Settings.Synthetic?.Seed.ToString() ?? "", SettingsFile.Hash(_session.Settings), _session.Settings,
            _inputs, _counts, head));
        return head;
    }
}

/// <summary>Version of the program as built.</summary>
public static class ProgramVersion
{
    /// <summary>Such as 0.1.0.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
