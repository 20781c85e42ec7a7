using System.Text;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// <c>compare [--members N] [--months 12] [--runs 5] [--threads 2] [--peers FOLDER] [--out FILE]</c>: the same task by
/// ClaimsWatch, DuckDB, chdb and plain LINQ on the same Parquet files in turn. The flagged lists are compared first; if one
/// differs, no time is printed and the exit code is 1. <c>--peers</c> is the folder whose node_modules hold the npm packages; an
/// absent peer is one line.
/// </summary>
internal static class Compare
{
    private const int RunsOfProcess = 4;

    private sealed record Row(string Words, List<Measured> Rounds)
    {
        // The first run of a process pays for compiling; the others are what the engine takes.
        public IEnumerable<Run> Warm => Rounds.SelectMany(m => m.Runs.Skip(m.Runs.Count > 1 ? 1 : 0));

        public double Wall => Measure.Median(Warm.Select(r => r.Wall));

        public double Cpu => Measure.Median(Warm.Select(r => r.Cpu));

        public double First => Measure.Median(Rounds.Select(m => m.Runs[0].Wall));

        public double PeakMiB => Rounds.Max(m => m.PeakBytes) / 1048576.0;
    }

    public static int Run(string[] args)
    {
        var members = Arguments.Number(args, "--members", 100_000);
        var runs = Arguments.Number(args, "--runs", 5);
        var threads = Arguments.Number(args, "--threads", 2);
        var folder = Directory.CreateTempSubdirectory("claimswatch-compare-").FullName;
        try
        {
            var corpus = Corpus.Create(Path.Combine(folder, "workspace"), members, Arguments.Number(args, "--months", 12));
            var modules = Path.GetFullPath(Arguments.Text(args, "--peers") ?? ".");
            var rows = TakeTurns(corpus, folder, threads, runs, modules, out var notes);
            if (rows is null)
            {
                Console.Error.WriteLine(string.Join('\n', notes));
                return 1;
            }

            var text = Page(corpus, rows, notes, threads, runs, Measure.ReadBandwidth(1), Measure.ReadBandwidth(threads));
            Console.WriteLine(text);
            if (Arguments.Text(args, "--out") is { } file)
            {
                File.WriteAllText(file, text);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, Row>? TakeTurns(
        Corpus corpus, string folder, int threads, int runs, string modules, out List<string> notes)
    {
        notes = [];
        var programs = new List<(string Name, string Words, int Threads, Func<int, Measured> Run)>();
        foreach (var (name, words) in Programs.Ours)
        {
            programs.Add((name, words, threads, n => Programs.RunOurs(name, corpus, threads, n, LinesOf(name))));
        }

        programs.Add(("rules-1", "ClaimsWatch: the task's rules on one thread", 1,
            n => Programs.RunOurs("rules", corpus, 1, n, LinesOf("rules-1"))));
        foreach (var peer in Programs.Peers)
        {
            if (Directory.Exists(Path.Combine(modules, "node_modules", peer.Package)))
            {
                programs.Add(
                    (peer.Name, "", threads, n => Programs.RunPeer(peer, corpus, threads, n, LinesOf(peer.Name), modules)));
            }
            else
            {
                notes.Add($"{peer.Name}: skipped, no npm package {peer.Package} in {modules}");
            }
        }

        var rows = programs.ToDictionary(p => p.Name, p => new Row(p.Words, []));
        for (var round = 0; round < runs; round++)
        {
            foreach (var program in programs.Where(p => round == 0 || p.Name != "linq"))
            {
                rows[program.Name].Rounds.Add(program.Run(program.Name == "linq" ? 1 : RunsOfProcess));
            }

            var ours = File.ReadAllLines(LinesOf("rules"));
            foreach (var other in programs.Where(p => p.Name is "linq" or "rules-1" or "duckdb" or "chdb"))
            {
                if (Difference(ours, File.ReadAllLines(LinesOf(other.Name))) is { } difference)
                {
                    notes.Add($"{other.Name} differs from ClaimsWatch: {difference}");
                    return null;
                }
            }

            notes.RemoveAll(n => n.StartsWith("flagged", StringComparison.Ordinal));
            notes.Add($"flagged: {ours.Length:N0} people, identical lists with rules and sums from every program");
        }

        return rows;

        string LinesOf(string name) => Path.Combine(folder, name + ".tsv");
    }

    internal static string? Difference(string[] ours, string[] theirs)
    {
        var (mine, other) = (ours.Except(theirs).ToList(), theirs.Except(ours).ToList());
        return mine.Count + other.Count == 0 && ours.Length == theirs.Length ? null
            : $"{mine.Count} lines only ours ({mine.FirstOrDefault()}), {other.Count} only theirs ({other.FirstOrDefault()})";
    }

    private static string Page(
        Corpus corpus, Dictionary<string, Row> rows, List<string> notes, int threads, int runs,
        double bandwidth1, double bandwidth)
    {
        var page = new StringBuilder();
        var peer = rows.GetValueOrDefault("duckdb");
        page.AppendLine($"# Store → flagged list, {corpus.Members:N0} members\n");
        page.AppendLine(
            $"{corpus.Rows:N0} rows, {corpus.Bytes / 1e6:N1} MB of Parquet, written from a seed straight into the tables");
        page.AppendLine($"(no claim files); t0 {corpus.T0}.");
        page.AppendLine(
            $"{Measure.Environment()}. Medians of {runs} rounds in turn, {threads} threads unless said. Each round is a new");
        page.AppendLine(
            $"process that does the task {RunsOfProcess} times (LINQ once); its first run, which compiles, has its own column "
                + $"and is not");
        page.AppendLine("in the medians.");
        page.AppendLine($"Memory read: {bandwidth1 / 1e9:N1} GB/s on one thread, {bandwidth / 1e9:N1} on {threads}.\n");
        page.AppendLine("| program | wall s | first run s | CPU s | wall ÷ DuckDB | CPU ÷ DuckDB | peak MiB | million rows/s "
            + "| Parquet MB/s | share of memory read |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, row) in rows)
        {
            var program = row.Words.Length > 0 ? row.Words : row.Rounds[0].Program;
            var read = row.Rounds[0].Bytes;
            page.AppendLine(
                $"| {program} | {row.Wall:0.00} | {row.First:0.00} | {row.Cpu:0.00} | {Ratio(row.Wall, peer?.Wall)} "
                + $"| {Ratio(row.Cpu, peer?.Cpu)} | {row.PeakMiB:N0} | {corpus.Rows / row.Wall / 1e6:N1} | "
                + $"{corpus.Bytes / row.Wall / 1e6:N0} "
                + $"| {(read > 0 ? $"{read / row.Wall / bandwidth:P1} ({read / 1e6:N0} MB of columns)" : "")} |");
        }

        page.AppendLine($"\nSecond thread: wall {rows["rules-1"].Wall / rows["rules"].Wall:0.00} × faster.");
        foreach (var note in notes)
        {
            page.AppendLine($"- {note}");
        }

        return page.ToString();
    }

    private static string Ratio(double ours, double? theirs) => theirs is { } t ? $"{ours / t:0.000}" : "";
}
