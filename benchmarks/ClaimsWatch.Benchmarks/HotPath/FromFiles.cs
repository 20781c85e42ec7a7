using System.Diagnostics;
using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// <c>raw [--members N] [--runs 3] [--threads 2] [--peers FOLDER] [--out FILE]</c>: from files to people. ClaimsWatch begins with
/// a year of claim files and an empty workspace (validation, corrections, linking, store and vault included), DuckDB with the
/// Parquet files that come of it, and both do the task of <c>compare</c>. The lists are compared before a time is printed.
/// </summary>
internal static class FromFiles
{
    private const int Months = 12;
    private const string Verb = "raw-run";

    public static int Run(string[] args)
    {
        var members = Arguments.Number(args, "--members", 100_000);
        var runs = Arguments.Number(args, "--runs", 3);
        var threads = Arguments.Number(args, "--threads", 2);
        var modules = Path.GetFullPath(Arguments.Text(args, "--peers") ?? ".");
        var peer = Programs.Peers[0];
        var folder = Directory.CreateTempSubdirectory("claimswatch-raw-").FullName;
        try
        {
            var files = Path.Combine(folder, "files");
            IngestSpeed.Write(files, members, Months, threads);
            var (_, bytes) = Delivery(files);
            var hasPeer = Directory.Exists(Path.Combine(modules, "node_modules", peer.Package));
            var (ours, theirs) = (new List<Measured>(), new List<Measured>());
            var flagged = 0;
            for (var round = 0; round < runs; round++)
            {
                var workspace = Path.Combine(folder, $"workspace-{round}");
                var (mine, other) = (Path.Combine(folder, "mine.tsv"), Path.Combine(folder, "other.tsv"));
                var corpus = new Corpus(workspace, members, T0);
                ours.Add(Programs.RunChild(Verb, files, workspace, $"{threads}", mine));
                if (hasPeer)
                {
                    theirs.Add(Programs.RunPeer(peer, corpus, threads, 1, other, modules));
                    if (Compare.Difference(File.ReadAllLines(mine), File.ReadAllLines(other)) is { } difference)
                    {
                        Console.Error.WriteLine($"{peer.Name} differs from ClaimsWatch: {difference}");
                        return 1;
                    }
                }

                flagged = File.ReadAllLines(mine).Length;
                Directory.Delete(workspace, recursive: true);
            }

            using var output = Arguments.Output(args);
            Print(output, members, bytes, flagged, ours, hasPeer ? theirs : null);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The child's side: one cold run, as an office's is.</summary>
    public static int Child(string[] args)
    {
        var (files, workspace, threads, lines) = (args[0], args[1], int.Parse(args[2]), args[3]);
        IReadOnlyList<string> found = [];
        var ingest = Measure.Of(() => IngestSpeed.IngestInto(workspace, files, [Delivery(files).Delivery], threads, 0));
        var detect = Measure.Of(() =>
        {
            using var opened = Workspace.Open(workspace, write: false);
            found = FlaggedTask.ByRules(opened.OpenStore(), T0, threads);
        });
        File.WriteAllText(lines, string.Concat(found.Select(l => l + "\n")));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measured("raw", [ingest, detect], process.PeakWorkingSet64)));
        return 0;
    }

    private static ClaimMonth T0 => IngestSpeed.Start.Plus(Months - 1);

    // All claim files as one delivery, with the newest roster and opt-outs: a first load of a year.
    private static ((ClaimMonth Month, List<string> Files) Delivery, long Bytes) Delivery(string folder)
    {
        var months = IngestSpeed.Deliveries(folder);
        List<string> files =
        [
            .. months.SelectMany(m => m.Files).Where(f => !IsList(f)), .. months[^1].Files.Where(IsList),
        ];
        return ((months[^1].Month, files), files.Sum(f => new FileInfo(f).Length));

        static bool IsList(string file) =>
            Path.GetFileName(file).StartsWith("roster", StringComparison.Ordinal)
            || Path.GetFileName(file).StartsWith("optouts", StringComparison.Ordinal);
    }

    private static void Print(
        TextWriter output, int members, long bytes, int flagged, List<Measured> ours, List<Measured>? theirs)
    {
        output.WriteLine($"# Files → flagged list, {members:N0} members × {Months} months\n");
        output.WriteLine(
            $"`raw`: {bytes / 1e6:N1} MB of claim files, roster and master into an empty workspace, then the task's rules;");
        output.WriteLine(
            $"medians of {ours.Count} cold processes in turn. {Measure.Environment()}. {flagged:N0} people flagged"
                + $"{(theirs is null ? ", no peer installed" : ", the same lists from both")}.\n");
        output.WriteLine("| program | wall s | CPU s | wall ÷ DuckDB | peak MiB |");
        output.WriteLine("|---|---|---|---|---|");
        var duck = theirs is null ? double.NaN : Measure.Median(theirs.Select(m => m.Runs[0].Wall));
        Row("ClaimsWatch: files → store", ours, m => m.Runs[0].Wall, m => m.Runs[0].Cpu);
        Row("ClaimsWatch: store → flagged list", ours, m => m.Runs[1].Wall, m => m.Runs[1].Cpu);
        Row("**ClaimsWatch: files → flagged list**", ours, m => m.Runs.Sum(r => r.Wall), m => m.Runs.Sum(r => r.Cpu));
        if (theirs is not null)
        {
            Row($"{theirs[0].Program} on ready-made Parquet", theirs, m => m.Runs[0].Wall, m => m.Runs[0].Cpu);
        }

        void Row(string name, List<Measured> rounds, Func<Measured, double> wall, Func<Measured, double> cpu) =>
            output.WriteLine(
                $"| {name} | {Measure.Median(rounds.Select(wall)):0.00} | {Measure.Median(rounds.Select(cpu)):0.00} | "
                    + $"{Measure.Median(rounds.Select(wall)) / duck:0.00} | {rounds.Max(m => m.PeakBytes) >> 20:N0} |");
    }
}
