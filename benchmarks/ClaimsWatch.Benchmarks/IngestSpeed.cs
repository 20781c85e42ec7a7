using System.Diagnostics;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Benchmarks;

/// <summary><c>ingest [MEMBERS [DELIVERIES]]</c>: synthetic deliveries from memory to rows in memory, beside a plain read of the same bytes.</summary>
internal static class IngestSpeed
{
    private const double Megabyte = 1e6;

    public static int Run(string[] args)
    {
        var members = args.Length > 0 ? int.Parse(args[0]) : 20_000;
        var deliveries = args.Length > 1 ? int.Parse(args[1]) : 2;
        var world = World.Create(new SynthSettings(members, new ClaimMonth(202404), deliveries, 7));
        Console.WriteLine("| delivery | MB | receipts | lines read and counted, CPU s | raw files → rows, CPU s | MB a CPU-second |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var first = world.Settings.FirstDelivery;
        foreach (var month in ClaimMonth.Range(first, first.Plus(deliveries - 1)))
        {
            var files = world.Deliver(month, []).Select(f => new DeliveredFile(new MemoryByteSource(Path.GetFileName(f.Path), f.Bytes), month)).ToList();
            var bytes = files.Sum(f => f.Source.Length) / Megabyte;
            var lines = Cpu(() => files.ForEach(CountLines));
            DeliveryResult? result = null;
            var read = Cpu(() => result = Delivery.Read(
                files, new IngestContext { Pseudonyms = new PlainPseudonyms(), Today = month.LastDay, Settings = new IngestSettings { InsurerNumbers = ["990010"] } },
                MonthRows.Empty, 2));
            Console.WriteLine($"| {month} | {bytes:0.0} | {result!.Files.Sum(f => f.Receipts)} | {lines:0.00} | {read:0.00} | {bytes / read:0.0} |");
        }

        return 0;
    }

    private static void CountLines(DeliveredFile file)
    {
        using var scanner = new LineScanner(file.Source);
        while (scanner.Next())
        {
            _ = FieldReader.CountCommas(scanner.Line);
        }
    }

    private static double Cpu(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
