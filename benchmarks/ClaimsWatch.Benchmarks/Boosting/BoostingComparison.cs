using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ClaimsWatch.Stats.Boosting;
using ClaimsWatch.Stats.Calibration;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Benchmarks.Boosting;

/// <summary>
/// `boosting [--rows N] [--repeats K] [--out FILE.md]`: our boosting and Debian's XGBoost on the same tables in turn, medians,
/// AUPRC and log-loss by the same code. XGBoost is skipped with a line when python3-xgboost is absent.
/// </summary>
internal static class BoostingComparison
{
    private const int Features = 40;
    private const int Rounds = 100;

    // Debian puts its packages beside its own python3, which need not be the first on the path.
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private sealed record Peer(string Version, double Wall, double Cpu);

    private sealed record Measured(string Program, double Wall, double Cpu, double Precision, double Loss);

    public static void Run(string[] args)
    {
        var (rows, repeats) = (Arguments.Number(args, "--rows", 1_000_000), Arguments.Number(args, "--repeats", 3));
        using var output = Arguments.Output(args);
        output.WriteLine(
            $"# Boosting: {rows:N0} × {Features}, {Rounds} rounds, depth 6, {Environment.ProcessorCount} cores, .NET "
                + $"{Environment.Version}");
        output.WriteLine();
        output.WriteLine(
            $"`dotnet run -c Release --project benchmarks/ClaimsWatch.Benchmarks -- boosting --rows {rows} --repeats {repeats}`: "
                + $"programs in turn, medians; "
            + "ratios are ours ÷ XGBoost's (time, AUPRC, loss).");
        output.WriteLine();
        output.WriteLine("| table | program | wall s | CPU s | AUPRC | loss |");
        output.WriteLine("|---|---|---|---|---|---|");
        One(output, "rare yes/no", BoostLoss.Logistic, rows, repeats, seed: 1, shift: -5.0);
        One(output, "common yes/no", BoostLoss.Logistic, rows / 4, repeats, seed: 2, shift: -2.0);
        One(output, "counts", BoostLoss.Poisson, rows / 4, repeats, seed: 3, shift: -1.0);
    }

    private static void One(TextWriter output, string name, BoostLoss loss, int rows, int repeats, ulong seed, double shift)
    {
        var folder = Directory.CreateTempSubdirectory("claimswatch-boosting-").FullName;
        try
        {
            var (train, trainY) = Make(loss, rows, seed, shift);
            var (test, testY) = Make(loss, Math.Max(rows / 4, 1000), seed + 100, shift);
            Write(folder, "train", train, trainY);
            Write(folder, "test", test, testY);
            var threads = Math.Min(2, Environment.ProcessorCount);
            File.WriteAllText(Path.Combine(folder, "meta.json"), JsonSerializer.Serialize(new
            {
                features = Features,
                train_rows = train.RowCount,
                test_rows = test.RowCount,
                rounds = Rounds,
                depth = 6,
                rate = 0.1,
                threads,
                loss = loss == BoostLoss.Logistic ? "logistic" : "poisson",
            }));
            var settings = new BoosterSettings { Loss = loss, RoundsMax = Rounds, DepthMax = 6, Threads = threads };
            var (ours, peers) = (new List<(double Wall, double Cpu)>(), new List<Peer>());
            double[] margins = [];
            for (var i = 0; i < repeats; i++)
            {
                var (watch, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                var fit = Booster.Fit(train, trainY, settings);
                ours.Add((watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds));
                margins = fit.Model.Margins(test, threads);
                if (Ask(folder) is { } peer)
                {
                    peers.Add(peer);
                }
            }

            var mine = Measure("ClaimsWatch", ours, loss, margins, testY);
            output.WriteLine(Line(name, mine));
            if (peers.Count == 0)
            {
                output.WriteLine($"| {name} | python3-xgboost is not installed: skipped | | | | |");
                return;
            }

            var other = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, "xgboost.bin"))).ToArray();
            var theirs = Measure($"XGBoost {peers[0].Version}", [.. peers.Select(p => (p.Wall, p.Cpu))], loss, other, testY);
            output.WriteLine(Line(name, theirs));
            output.WriteLine(
                $"| {name} | ratio | {mine.Wall / theirs.Wall:0.00} | {mine.Cpu / theirs.Cpu:0.00} | "
                    + $"{mine.Precision / theirs.Precision:0.0000} | {mine.Loss / theirs.Loss:0.0000} |");
            output.Flush();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Measured Measure(string program, IReadOnlyList<(double Wall, double Cpu)> runs, BoostLoss loss,
        double[] margins, double[] y) => new(
        program, Median(runs.Select(r => r.Wall)), Median(runs.Select(r => r.Cpu)),
        Discrimination.AveragePrecision(margins, Array.ConvertAll(y, v => v > 0 ? 1.0 : 0.0)),
        Booster.MeanLoss(loss, margins, y));

    private static string Line(string table, Measured m) =>
        $"| {table} | {m.Program} | {m.Wall:0.0} | {m.Cpu:0.0} | {m.Precision:0.00000} | {m.Loss:0.000000} |";

    // Counts, shares and normals, some missing; the truth has steps, slopes and products.
    private static (FeatureTable Table, double[] Y) Make(BoostLoss loss, int rows, ulong seed, double shift)
    {
        var random = new SplitMix(seed);
        var columns = new double[Features][];
        for (var f = 0; f < Features; f++)
        {
            columns[f] = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                columns[f][i] = random.NextUniform() < 0.03 ? double.NaN
                    : (f % 3) switch { 0 => random.NextPoisson(6), 1 => random.NextUniform(), _ => random.NextNormal() };
            }
        }

        var y = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            double At(int f) => double.IsNaN(columns[f][i]) ? 0 : columns[f][i];
            var eta = shift + (0.15 * At(0)) + (At(3) > 9 ? 1 : 0) + (1.5 * At(1) * At(4))
                + (0.6 * At(2)) - (0.4 * At(5) * At(8));
            y[i] = loss == BoostLoss.Logistic ? (random.NextUniform() < 1 / (1 + Math.Exp(-eta)) ? 1 : 0)
                : random.NextPoisson(Math.Exp(Math.Min(eta, 4) / 2));
        }

        return (new FeatureTable([.. Enumerable.Range(0, Features).Select(f => $"f{f}")], columns), y);
    }

    private static void Write(string folder, string name, FeatureTable table, double[] y)
    {
        using (var stream = File.Create(Path.Combine(folder, $"{name}-x.bin")))
        {
            for (var f = 0; f < table.FeatureCount; f++)
            {
                stream.Write(MemoryMarshal.AsBytes(table.Column(f)));
            }
        }

        File.WriteAllBytes(Path.Combine(folder, $"{name}-y.bin"), MemoryMarshal.AsBytes(y.AsSpan()).ToArray());
    }

    private static Peer? Ask(string folder)
    {
        var script = Path.Combine(Directory.GetCurrentDirectory(), "benchmarks", "peers", "boosting.py");
        try
        {
            using var python = Process.Start(new ProcessStartInfo(Python, [script, folder])
            { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var errors = python.StandardError.ReadToEndAsync();
            var text = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? JsonSerializer.Deserialize<Peer>(text, JsonSerializerOptions.Web) : Said(errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static Peer? Said(string error)
    {
        Console.Error.WriteLine(error);
        return null;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
