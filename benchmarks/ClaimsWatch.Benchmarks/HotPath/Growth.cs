using System.Text;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// <c>scale [--members 100000,1000000,2000000] [--runs 3] [--threads 2] [--out FILE]</c>: growth of CPU and memory with members. One
/// store at a time is written, month by month, and deleted before the next.
/// </summary>
internal static class Growth
{
    public static int Run(string[] args)
    {
        var threads = Arguments.Number(args, "--threads", 2);
        var runs = Arguments.Number(args, "--runs", 3);
        var sizes = (Arguments.Text(args, "--members") ?? "100000,1000000,2000000").Split(',').Select(int.Parse).ToList();
        var page = new StringBuilder();
        page.AppendLine("# Growth with members\n");
        page.AppendLine($"{Measure.Environment()}. Twelve months written from a seed straight into the tables;");
        page.AppendLine($"medians of {runs} runs after a first one, {threads} threads.\n");
        page.AppendLine("| members | rows | Parquet MB | program | wall s | CPU s | peak MiB | CPU exponent | memory exponent |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|");
        var before = new Dictionary<string, (int Members, double Cpu, double Peak)>();
        foreach (var members in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("claimswatch-scale-").FullName;
            try
            {
                var corpus = Corpus.Create(Path.Combine(folder, "workspace"), members, 12);
                foreach (var name in new[] { "rules", "everything" })
                {
                    var measured = Programs.RunOurs(name, corpus, threads, runs + 1, Path.Combine(folder, "lines"));
                    var wall = Measure.Median(measured.Runs.Skip(1).Select(r => r.Wall));
                    var cpu = Measure.Median(measured.Runs.Skip(1).Select(r => r.Cpu));
                    var peak = measured.PeakBytes / 1048576.0;
                    var (smaller, cpuOfSmaller, peakOfSmaller) = before.GetValueOrDefault(name, (members, cpu, peak));
                    before[name] = (members, cpu, peak);
                    page.AppendLine(
                        $"| {members:N0} | {corpus.Rows:N0} | {corpus.Bytes / 1e6:N0} | {name} | {wall:0.00} | {cpu:0.00} | {peak:N0} "
                        + $"| {Exponent(smaller, members, cpuOfSmaller, cpu)} | {Exponent(smaller, members, peakOfSmaller, peak)} |");
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine(page.ToString());
        if (Arguments.Text(args, "--out") is { } file)
        {
            File.WriteAllText(file, page.ToString());
        }

        return 0;
    }

    private static string Exponent(int smaller, int members, double before, double now) =>
        smaller == members ? "" : $"{Math.Log(now / before) / Math.Log(members / (double)smaller):0.00}";
}
