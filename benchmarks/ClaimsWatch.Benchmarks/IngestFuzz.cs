using System.Diagnostics;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Benchmarks;

/// <summary>
/// <c>fuzz [COUNT [SEED]]</c>: damaged deliveries are read whole. A crash, a run of more than five seconds, or a row outside the
/// accounting identity is printed with its number, and the exit code is 1.
/// </summary>
internal static class IngestFuzz
{
    private const int SecondsMax = 5;

    public static int Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0]) : 200_000;
        var seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
        var world = World.Create(new SynthSettings(12, new ClaimMonth(202404), 2, 1));
        var files = world.Deliver(world.Settings.FirstDelivery.Plus(1), []).Where(f => f.Bytes.Length > 0)
            .Select(f => (Name: Path.GetFileName(f.Path), f.Bytes)).ToList();
        var failures = 0;
        var (rows, rejected, refused) = (0L, 0L, 0);
        for (var i = 0; i < count; i++)
        {
            var mutator = new Mutator(unchecked((seed << 32) + (ulong)i));
            var (name, original) = files[mutator.Next(files.Count)];
            var started = Stopwatch.GetTimestamp();
            try
            {
                var total = Read(name, mutator.Damage(original));
                (rows, rejected) = (rows + total.RowsIn, rejected + total.RowsRejected);
            }
            catch (UserError)
            {
                refused++;
            }
#pragma warning disable CA1031 // any other failure is what the fuzzer looks for
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures++;
                Console.WriteLine($"#{i} {name}: {failure.GetType().Name} {failure.Message}");
            }

            if (Stopwatch.GetElapsedTime(started).TotalSeconds > SecondsMax)
            {
                failures++;
                Console.WriteLine($"#{i} {name}: slower than {SecondsMax} s");
            }
        }

        Console.WriteLine($"{count} damaged deliveries, seed {seed}: {failures} failures, {refused} files refused with a message, {rows} rows, {rejected} rejected");
        return failures == 0 ? 0 : 1;
    }

    private static Tallied Read(string name, byte[] bytes)
    {
        var result = Delivery.Read(
            [new DeliveredFile(new MemoryByteSource(name, bytes), new ClaimMonth(202407))],
            new IngestContext
            {
                Pseudonyms = new PlainPseudonyms(),
                Today = new DateOnly(2024, 7, 25),
                Settings = new IngestSettings { InsurerNumbers = ["990010"] },
            },
            MonthRows.Empty, 1);
        result.Total.Check();
        if (result.Files.Any(f => !f.Tallied.Balances) || result.Rejects.Sum(r => (long)r.Rows) != result.Total.RowsRejected)
        {
            throw new InvalidOperationException("a row outside the accounting identity");
        }

        return result.Total;
    }
}
