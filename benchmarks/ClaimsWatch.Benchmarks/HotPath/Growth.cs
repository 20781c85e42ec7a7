using System.Globalization;
using System.Text;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// <c>scale [--members 100000,1000000,2000000] [--runs 3] [--threads 2] [--out FILE]</c>: growth of CPU and memory with members.
/// A store is written month by month, each month's rows dropped before the next are made, and deleted before the next size. The
/// table is written after every line, and sizes that FILE has already, of the same machine and commit, are not measured again.
/// </summary>
internal static class Growth
{
    private static readonly string[] s_programs = ["rules", "everything"];

    /// <summary>One measured line.</summary>
    private sealed record Line(int Members, long Rows, double Megabytes, string Program, double Wall, double Cpu, double Peak);

    public static int Run(string[] args)
    {
        var threads = Arguments.Number(args, "--threads", 2);
        var runs = Arguments.Number(args, "--runs", 3);
        var file = Arguments.Text(args, "--out");
        var sizes = (Arguments.Text(args, "--members") ?? "100000,1000000,2000000").Split(',')
            .Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToList();
        var head = Head(runs, threads);
        var lines = file is not null && File.Exists(file) ? Known(File.ReadAllLines(file), head) : [];
        foreach (var members in sizes.Where(m => s_programs.Any(p => !lines.Exists(l => l.Members == m && l.Program == p))))
        {
            var folder = Directory.CreateTempSubdirectory("claimswatch-scale-").FullName;
            try
            {
                Console.Error.WriteLine($"writing a store of {members:N0} members");
                var corpus = Corpus.Create(Path.Combine(folder, "workspace"), members, 12);
                foreach (var name in s_programs.Where(p => !lines.Exists(l => l.Members == members && l.Program == p)))
                {
                    Console.Error.WriteLine($"measuring {name}");
                    var measured = Programs.RunOurs(name, corpus, threads, runs + 1, Path.Combine(folder, "lines"));
                    lines.Add(new Line(
                        members, corpus.Rows, corpus.Bytes / 1e6, name, Measure.Median(measured.Runs.Skip(1).Select(r => r.Wall)),
                        Measure.Median(measured.Runs.Skip(1).Select(r => r.Cpu)), measured.PeakBytes / 1048576.0));
                    if (file is not null)
                    {
                        File.WriteAllText(file, Page(head, lines));
                    }
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine(Page(head, lines));
        return 0;
    }

    private static string Head(int runs, int threads) =>
        $"{Measure.Environment()}. Twelve months written from a seed straight into the tables, each month's rows dropped before "
            + $"the next;\n"
        + $"medians of {runs} runs after a first one, {threads} threads.";

    private static string Page(string head, IReadOnlyList<Line> lines)
    {
        var page = new StringBuilder("# Growth with members\n\n").Append(head).Append("\n\n");
        page.AppendLine("| members | rows | Parquet MB | program | wall s | CPU s | peak MiB | CPU exponent | memory exponent |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var line in lines)
        {
            var smaller = lines.Where(l => l.Program == line.Program && l.Members < line.Members).OrderBy(l => l.Members)
                .LastOrDefault() ?? line;
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {line.Members} | {line.Rows} | {line.Megabytes:0} | {line.Program} | {line.Wall:0.00} | {line.Cpu:0.00} | "
                    + $"{line.Peak:0} "
                + $"| {Exponent(smaller, line, l => l.Cpu)} | {Exponent(smaller, line, l => l.Peak)} |");
        }

        page.AppendLine();
        foreach (var program in s_programs)
        {
            var own = lines.Where(l => l.Program == program).OrderBy(l => l.Members).ToList();
            if (own.Count > 1)
            {
                page.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"`{program}` from {own[0].Members:N0} to {own[^1].Members:N0} members: CPU grows with the power "
                        + $"{Exponent(own[0], own[^1], l => l.Cpu)}, "
                    + $"peak memory with {Exponent(own[0], own[^1], l => l.Peak)}.");
            }
        }

        return page.ToString();
    }

    // Lines of an earlier run that was stopped; none if it was of another machine, commit or setting.
    private static List<Line> Known(string[] text, string head)
    {
        if (!string.Join('\n', text).Contains(head, StringComparison.Ordinal))
        {
            return [];
        }

        return
        [
            .. text.Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(c => c.Length > 8 && int.TryParse(c[1], CultureInfo.InvariantCulture, out _))
                .Select(c =>
                    new Line((int)Value(c[1]), (long)Value(c[2]), Value(c[3]), c[4], Value(c[5]), Value(c[6]), Value(c[7]))),
        ];
    }

    private static double Value(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Exponent(Line smaller, Line larger, Func<Line, double> of) => smaller.Members == larger.Members ? ""
        : (Math.Log(of(larger) / of(smaller)) / Math.Log(larger.Members / (double)smaller.Members))
        .ToString("0.00", CultureInfo.InvariantCulture);
}
