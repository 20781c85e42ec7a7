using System.Diagnostics;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Benchmarks;

/// <summary>Every estimator of the holdout design on a large invented panel, part by part.</summary>
internal static class OutcomesSpeed
{
    /// <summary>`outcomes [PERSONS] [MONTHS]`: prints seconds on the clock and of the processor.</summary>
    public static int Run(string[] args)
    {
        var persons = args.Length > 0 ? int.Parse(args[0]) : 84_000;
        var months = args.Length > 1 ? int.Parse(args[1]) : 12;
        var settings = new PanelSettings
        {
            PreMonths = Math.Max(1, (months - 1) / 2),
            PostMonths = Math.Max(1, months - 1 - ((months - 1) / 2)),
        };
        var panel = Invent(persons, months, settings);
        Console.WriteLine(
            $"{persons:#,0} people × {months} months = {panel.RowCount:#,0} rows, {Environment.ProcessorCount} cores, .NET "
                + $"{Environment.Version}");
        Console.WriteLine("| part | clock s | processor s |\n|---|---|---|");
        var csv = Measure("panel to CSV", () => PanelCsv.Write(panel));
        Measure($"CSV to panel ({csv.Length / 1_000_000} MB)", () => PanelCsv.Read(csv, "panel.csv"));
        var table = Measure("window sums", () => PersonTable.Of(panel, settings));
        Measure("estimators of window sums", () => EstimatorCatalog.Measure(table));
        Measure("person and month effects", () => EstimatorCatalog.OfMonths(panel, settings, table));
        Measure("event study with the test of leads", () => EventStudy.Measure(panel, settings, table));
        Measure("1,999 permutations, 3 outcomes", () => PermutationTest.Run(table, new PermutationSettings()));
        Measure("**everything `outcomes` measures**", () => Outcomes.Measure(panel, settings));
        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20):#,0} MiB");
        return 0;
    }

    // The simulator selects the few people of a population who reach a count: here everyone is taken, for size is what matters.
    private static Panel Invent(int persons, int months, PanelSettings settings)
    {
        var random = new ClaimsWatch.Stats.Resampling.SplitMix(20_261_128);
        var first = new ClaimMonth(202401);
        var selection = first.Plus(settings.PreMonths);
        return new Panel(Enumerable.Range(0, persons).Select(i =>
        {
            var sex = i % 5 < 2 ? Sex.Male : Sex.Female;
            var band = i % 3 == 0 ? "16-19" : "12-15";
            var arm = random.NextUniform() < 0.5 ? Core.Programme.Arm.Letter : Core.Programme.Arm.Holdout;
            var level = random.NextGamma(4, 2);
            var rows = new PanelRow[months];
            for (var m = 0; m < months; m++)
            {
                var month = first.Plus(m);
                var claims =
                    random.NextNegativeBinomial(level * (arm == Core.Programme.Arm.Letter && month > selection ? 0.95 : 1), 3);
                rows[m] = new PanelRow(month, claims, claims == 0 ? 0 : 1 + random.NextPoisson(0.3 * claims),
                    10 * random.NextPoisson(2.0 * claims), month.Days, []);
            }

            return (new PanelEpisode($"s{i:0000000}", "", sex, arm, selection.Plus(1), selection, band, $"{(int)sex}x{band}", "",
                arm == Core.Programme.Arm.Letter), rows.AsEnumerable());
        }));
    }

    private static T Measure<T>(string part, Func<T> run)
    {
        var (before, clock) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        var result = run();
        Console.WriteLine(
            $"| {part} | {clock.Elapsed.TotalSeconds:0.0} | "
                + $"{(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} |");
        return result;
    }
}
