using System.Diagnostics;
using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>The programs compared; each runs in a process of its own, so that memory and CPU are its own.</summary>
internal static class Programs
{
    private const string Verb = "hot-run";

    /// <summary>Ours by name: what it is, and whether its lines are compared.</summary>
    public static readonly (string Name, string Words)[] Ours =
    [
        ("rules", "ClaimsWatch: all tallies and features, the task's rules"),
        ("everything", "ClaimsWatch: `detect`, 26 rules, exclusions, ranking, evidence"),
        ("scan", "ClaimsWatch: only reading what detection needs into memory"),
        ("linq", "straightforward C#, LINQ over records"),
    ];

    /// <summary>Peers by name: npm package, files under benchmarks/peers.</summary>
    public static readonly (string Name, string Package, string Sql)[] Peers =
    [
        ("duckdb", "@duckdb/node-api", "flagged.duckdb.sql"),
        ("chdb", "chdb", "flagged.clickhouse.sql"),
    ];

    /// <summary>Runs one of ours in a process of its own.</summary>
    public static Measured RunOurs(string name, Corpus corpus, int threads, int runs, string lines) =>
        RunChild(Verb, name, corpus.Folder, $"{corpus.T0.Value}", $"{threads}", $"{runs}", lines);

    /// <summary>Runs a verb of this program in a process of its own.</summary>
    public static Measured RunChild(string verb, params ReadOnlySpan<string> args) =>
        Read(Output(System.Environment.ProcessPath!, [.. Started, verb, .. args]));

    // Started as `dotnet X.dll`, the program is the first argument.
    private static IReadOnlyList<string> Started =>
        Path.GetFileNameWithoutExtension(System.Environment.ProcessPath!) == "dotnet"
            ? [Path.Combine(AppContext.BaseDirectory, typeof(Programs).Assembly.GetName().Name + ".dll")] : [];

    /// <summary>Runs a peer through Node.</summary>
    public static Measured RunPeer(
        (string Name, string Package, string Sql) peer, Corpus corpus, int threads, int runs, string lines, string modules)
    {
        var sql = Path.Combine(corpus.Folder, peer.Sql);
        File.WriteAllText(sql, Resolve(File.ReadAllText(Path.Combine(PeerFolder, peer.Sql)), corpus));
        return Read(Output("node", [Path.Combine(PeerFolder, peer.Name + ".mjs"), sql, lines, $"{threads}", $"{runs}", modules]));
    }

    /// <summary>The child's side.</summary>
    public static int Child(string[] args)
    {
        var (name, t0, threads, runs, lines) =
            (args[0], new ClaimMonth(int.Parse(args[2])), int.Parse(args[3]), int.Parse(args[4]), args[5]);
        using var workspace = Workspace.Open(args[1], write: false);
        var measured = new List<Run>();
        IReadOnlyList<string> found = [];
        var bytes = 0L;
        for (var run = 0; run < runs; run++)
        {
            measured.Add(Measure.Of(() =>
            {
                var store = workspace.OpenStore();
                switch (name)
                {
                    case "rules":
                        found = FlaggedTask.ByRules(store, t0, threads);
                        break;
                    case "everything":
                        var result = FlaggedTask.Everything(store, t0, threads);
                        found = [.. result.Candidates.Concat(result.Excluded).Concat(result.StaffList)
                            .Select(c => $"{c.Person}")];
                        break;
                    case "scan":
                        bytes = Scan.Run(store, t0, threads);
                        break;
                    default:
                        found = new LinqTask(t0).Run(store);
                        break;
                }
            }));
        }

        File.WriteAllText(lines, string.Concat(found.Select(l => l + "\n")));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measured(name, measured, process.PeakWorkingSet64, bytes)));
        return 0;
    }

    /// <summary>What a program prints; an exit code other than 0 is an exception with its words.</summary>
    public static string Output(string program, IReadOnlyList<string> args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', args)}: {errors.Result}");
    }

    private static string PeerFolder => Path.Combine(Root(AppContext.BaseDirectory), "benchmarks", "peers");

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "ClaimsWatch.sln")) ? folder : Root(Path.GetDirectoryName(folder.TrimEnd('/'))!);

    private static Measured Read(string output) => JsonSerializer.Deserialize<Measured>(
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], JsonSerializerOptions.Web)!;

    private static string Resolve(string sql, Corpus corpus) => sql
        .Replace("{store}", corpus.StoreFolder, StringComparison.Ordinal)
        .Replace("{t0day}", $"{corpus.T0.FirstDay:yyyy-MM-dd}", StringComparison.Ordinal)
        .Replace("{end}", $"{corpus.T0.Plus(1).FirstDay:yyyy-MM-dd}", StringComparison.Ordinal)
        .Replace("{t0}", $"{corpus.T0.Value}", StringComparison.Ordinal)
        .Replace("{t2}", $"{corpus.T0.Plus(-2).Value}", StringComparison.Ordinal)
        .Replace("{t11}", $"{corpus.T0.Plus(1 - DetectionWindow.Length).Value}", StringComparison.Ordinal);
}
