using System.Diagnostics;
using System.Globalization;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Benchmarks;

/// <summary><c>letters [N [SET]]</c>: N letters to invented people, composed, linted, bundled,
/// printed to PDF and counted again.</summary>
internal static class LetterSpeed
{
    private static readonly DateOnly s_today = new(2026, 11, 22);

    public static int Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        var set = args.Length > 1 ? args[1] : ShippedTemplates.Default;
        var settings = new LetterSettings { CustomerBarcode = true };
        var people = Enumerable.Range(1, count).Select(Person).ToList();
        var input = new LetterRunInput(
            "R2026-09", [.. people.Select(p => p.Person)], people.ToDictionary(p => p.Person, _ => LetterFacts.Sample),
            people.ToDictionary(p => p.Person), []);
        Console.WriteLine($"| {count} letters, {set} | wall s | CPU s |");
        Console.WriteLine("|---|---|---|");
        LetterRunResult? run = null;
        var composed = Measured("compose, lint, bundle", () => run = LetterRun.Prepare(
            new LetterComposer(
                ShippedTemplates.Find(set)!, Sender.Sample, SampleWindows.ConfirmedOn(new DateOnly(2026, 6, 1)),
                settings, s_today, []),
            settings, input, s_today));
        if (Browser.Find("", Environment.GetEnvironmentVariable) is not { } browser)
        {
            Console.WriteLine("no browser, no PDF");
            return 1;
        }

        var (pages, bytes) = (0, 0L);
        var printed = Measured("print to PDF, normalise, count pages", () =>
        {
            foreach (var pdf in browser.PrintTexts([.. run!.Batches.Select(batch => batch.Html)]))
            {
                PdfDates.Normalise(pdf, s_today);
                pages += PdfPages.Count(pdf);
                bytes += pdf.Length;
            }
        });
        Console.WriteLine($"| all | {composed.Wall + printed.Wall:0.0} | {composed.Cpu + printed.Cpu:0.0} |");
        Console.WriteLine(
            $"{run!.Records.Count} letters, {run.Batches.Count} files, {pages} pages (expected {run.Pages}), {bytes / 1e6:0.0} "
                + $"MB of PDF, {run.Blocked.Count} blocked");
        return pages == run.Pages && run.Records.Count == count ? 0 : 1;
    }

    private static Addressee Person(int i) => new(
        i, $"見本　{"一二三四五六七八九十"[i % 10]}{"子郎美介恵"[i % 5]}", $"999{i % 10_000:0000}",
        $"架空市{"あおみどりしろ"[i % 7]}町{(i % 5) + 1}丁目{(i % 30) + 1}番{(i % 20) + 1}号　みどりハイツ{(i % 900) + 100}号室", "住基", true);

    private static (double Wall, double Cpu) Measured(string what, Action act)
    {
        using var children = new ChildCpu();
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        act();
        var (wall, cpu) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds + children.Seconds);
        Console.WriteLine($"| {what} | {wall:0.0} | {cpu:0.0} |");
        return (wall, cpu);
    }
}
