using System.Diagnostics;
using System.Runtime;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Store;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Benchmarks;

/// <summary>
/// <c>ingest [MEMBERS [DELIVERIES [THREADS [FOLDER [MEMORY]]]]]</c>: synthetic deliveries on disk → store, vault and ledger
/// committed and flushed, by part of the run, beside a sequential read of the same files and a straightforward CsvHelper program.
/// The corpus is made where it is missing and kept.
/// </summary>
internal static class IngestSpeed
{
    private const double Megabyte = 1e6;

    /// <summary>First claim month of a corpus.</summary>
    public static ClaimMonth Start { get; } = new(202404);

    public static int Run(string[] args)
    {
        var members = args.Length > 0 ? int.Parse(args[0]) : 20_000;
        var deliveries = args.Length > 1 ? int.Parse(args[1]) : 2;
        var threads = args.Length > 2 ? int.Parse(args[2]) : Environment.ProcessorCount;
        var memory = args.Length > 4 ? int.Parse(args[4]) : 0;
        var folder = args.Length > 3 ? args[3] : Path.Combine(Path.GetTempPath(), $"claimswatch-corpus-{members}-{deliveries}");
        var made = !Directory.Exists(folder);
        if (made)
        {
            Write(folder, members, deliveries, threads);
        }

        var months = Deliveries(folder);
        var bytes = months.Sum(m => m.Files.Sum(f => new FileInfo(f).Length));
        var claims = months.SelectMany(m => m.Files).Where(f => f.Contains("RECODEINFO", StringComparison.Ordinal)).ToList();
        Console.WriteLine(
            $"{members} members x {deliveries} deliveries, {bytes / Megabyte:0.0} MB "
                + $"({claims.Sum(f => new FileInfo(f).Length) / Megabyte:0.0} MB of claims), {threads} threads, "
                + $"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
        ReadAll(months);
        var read = Measure(() => ReadAll(months));
        var stages = new List<StageTime>();
        var ingest = Measure(() => stages = Ingest(folder, months, threads, memory));
        var collections = string.Join(" + ", Enumerable.Range(0, 3).Select(GC.CollectionCount));
        var paused = GC.GetTotalPauseDuration().TotalSeconds;
        var compiled = (Methods: JitInfo.GetCompiledMethodCount(), Seconds: JitInfo.GetCompilationTime().TotalSeconds);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024.0);
        NaiveCounts? naive = null;
        var csv = Measure(() => naive = NaiveCounts.Of(claims));
        Console.WriteLine();
        Console.WriteLine("| what | wall s | CPU s | MB a wall second | MB a CPU second | wall / read | MB allocated |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Row("sequential read of the files (like `cat`), warm", read);
        stages.ForEach(s => Row($"ingest: {s.Name}", (s.WallSeconds, s.CpuSeconds), s.AllocatedBytes));
        Row("**ingest, raw files to committed store**", ingest);
        Row($"CsvHelper, dictionaries: {naive!.PersonMonths} person-months, {naive.Receipts} receipts, {naive.DrugLines} "
            + $"medicine lines", csv);
        Console.WriteLine();
        Console.WriteLine(
            $"Collections of generations 0, 1, 2: {collections}; paused {paused:0.00} s. Compiled {compiled.Methods} methods in "
                + $"{compiled.Seconds:0.00} s.");
        Console.WriteLine(
            $"Peak memory {peak:0} MiB{(made ? ", making the corpus included: run again for the ingest alone" : "")}.");
        return 0;

        void Row(string name, (double Wall, double Cpu) t, long allocated = 0) => Console.WriteLine(
            $"| {name} | {t.Wall:0.00} | {t.Cpu:0.00} | {bytes / Megabyte / t.Wall:0} | {bytes / Megabyte / t.Cpu:0} | "
                + $"{t.Wall / read.Wall:0.0} | {allocated / Megabyte:0} |");
    }

    /// <summary>Writes a corpus of claim files.</summary>
    public static void Write(string folder, int members, int deliveries, int threads) => SynthStep.Execute(
        ContextOf(folder, threads), folder, new SynthRequest(members, deliveries, 7, Start, 1, [], 0, Zip: false));

    /// <summary>Files of a corpus by month of arrival.</summary>
    public static List<(ClaimMonth Month, List<string> Files)> Deliveries(string folder) =>
        [.. Directory.EnumerateDirectories(Path.Combine(folder, "incoming")).Order(StringComparer.Ordinal)
            .Select(d => (ClaimMonth.TryParse(Path.GetFileName(d), out var month) ? month : ClaimMonth.None,
                Directory.EnumerateFiles(d).Order(StringComparer.Ordinal).ToList()))];

    private static List<StageTime> Ingest(string folder, List<(ClaimMonth Month, List<string> Files)> months,
        int threads, int memory)
    {
        var target = Directory.CreateTempSubdirectory("claimswatch-ingest-").FullName;
        try
        {
            return IngestInto(target, folder, months, threads, memory);
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    /// <summary>Reads deliveries into a new workspace, each in one commit.</summary>
    /// <param name="target">Folder of the workspace.</param>
    /// <param name="folder">The corpus.</param>
    /// <param name="months">Its deliveries.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="memory">MiB, 0 for the default.</param>
    public static List<StageTime> IngestInto(
        string target, string folder, List<(ClaimMonth Month, List<string> Files)> months, int threads, int memory)
    {
        Workspace.Create(target, 7).Dispose();
        File.Copy(Path.Combine(folder, WorkspacePaths.SettingsFile), Path.Combine(target, WorkspacePaths.SettingsFile));
        using var session = Session.Open(ContextOf(target, threads) with { MemoryMiB = memory }, write: true);
        var stages = new List<StageTime>();
        foreach (var (month, files) in months)
        {
            var (wall, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var incoming = Incoming.Of(files, _ => month, threads);
            stages.Add(new StageTime("hash", Stopwatch.GetElapsedTime(wall).TotalSeconds,
                (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, 0));
            stages.AddRange(IngestStep.Execute(session, incoming).Stages);
        }

        return [.. stages.GroupBy(s => s.Name).Select(g =>
            new StageTime(g.Key, g.Sum(s => s.WallSeconds), g.Sum(s => s.CpuSeconds), g.Sum(s => s.AllocatedBytes)))];
    }

    private static void ReadAll(List<(ClaimMonth Month, List<string> Files)> months)
    {
        var buffer = new byte[1 << 20];
        foreach (var file in months.SelectMany(m => m.Files))
        {
            using var handle = File.OpenHandle(file, options: FileOptions.SequentialScan);
            long offset = 0;
            int read;
            while ((read = RandomAccess.Read(handle, buffer, offset)) > 0)
            {
                offset += read;
            }
        }
    }

    private static (double Wall, double Cpu) Measure(Action work)
    {
        var (wall, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return (Stopwatch.GetElapsedTime(wall).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static CommandContext ContextOf(string folder, int threads) => new(
        folder, OutputFormat.Json, "en", null, threads, Color: false, Quiet: true, Yes: true, TextWriter.Null,
        TextWriter.Null, _ => null);
}
