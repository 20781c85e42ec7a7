using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ClaimsWatch.Stats.Boosting;
using ClaimsWatch.Stats.Calibration;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Benchmarks.Boosting;

/// <summary>
/// `boosting [--rows N] [--repeats K]`: our boosting and Debian's XGBoost on the same tables in turn, medians, AUPRC and log-loss by
/// the same code. XGBoost is skipped with a line when python3-xgboost is absent.
/// </summary>
internal static class BoostingComparison
{
    private const int Features = 40;
    private const int Rounds = 100;

    // Debian puts its packages beside its own python3, which need not be the first on the path.
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private sealed record Peer(string Version, double Wall, double Cpu);

    public static void Run(string[] args)
    {
        var rows = Option(args, "--rows", 1_000_000);
        var repeats = Option(args, "--repeats", 3);
        Console.WriteLine($"# Boosting: {rows:N0} × {Features}, {Rounds} rounds, depth 6, {Environment.ProcessorCount} shared cores, .NET {Environment.Version}");
        Console.WriteLine();
        Console.WriteLine("| table | program | wall s (median) | CPU s (median) | AUPRC | loss |");
        Console.WriteLine("|---|---|---|---|---|---|");
        One("rare yes/no", BoostLoss.Logistic, rows, repeats, seed: 1, shift: -5.0);
        One("common yes/no", BoostLoss.Logistic, rows / 4, repeats, seed: 2, shift: -2.0);
        One("counts", BoostLoss.Poisson, rows / 4, repeats, seed: 3, shift: -1.0);
    }

    private static void One(string name, BoostLoss loss, int rows, int repeats, ulong seed, double shift)
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
                features = Features, train_rows = train.RowCount, test_rows = test.RowCount, rounds = Rounds, depth = 6, rate = 0.1, threads,
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

            Print(name, "ClaimsWatch", Median(ours.Select(o => o.Wall)), Median(ours.Select(o => o.Cpu)), loss, margins, testY);
            if (peers.Count == 0)
            {
                Console.WriteLine($"| {name} | python3-xgboost is not installed: skipped | | | | |");
                return;
            }

            var other = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, "xgboost.bin"))).ToArray();
            Print(name, $"XGBoost {peers[0].Version}", Median(peers.Select(p => p.Wall)), Median(peers.Select(p => p.Cpu)), loss, other, testY);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string name, string program, double wall, double cpu, BoostLoss loss, double[] margins, double[] y)
    {
        var events = Array.ConvertAll(y, v => v > 0 ? 1.0 : 0.0);
        Console.WriteLine(
            $"| {name} | {program} | {wall:0.0} | {cpu:0.0} | {Discrimination.AveragePrecision(margins, events):0.00000} | {Booster.MeanLoss(loss, margins, y):0.000000} |");
    }

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
            var eta = shift + (0.15 * At(0)) + (At(3) > 9 ? 1 : 0) + (1.5 * At(1) * At(4)) + (0.6 * At(2)) - (0.4 * At(5) * At(8));
            y[i] = loss == BoostLoss.Logistic ? (random.NextUniform() < 1 / (1 + Math.Exp(-eta)) ? 1 : 0) : random.NextPoisson(Math.Exp(Math.Min(eta, 4) / 2));
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
            using var python = Process.Start(new ProcessStartInfo(Python, [script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
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

    private static int Option(string[] args, string name, int fallback)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1]) : fallback;
    }
}
