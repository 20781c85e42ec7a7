using System.Diagnostics;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Receipts;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Benchmarks;

/// <summary>
/// <c>fuzz [COUNT [SEED]]</c>: damaged deliveries are read whole, and again in parts of 32 to 799 bytes, so that seams lie
/// everywhere. A crash, a run of more than five seconds, a row outside the accounting identity, or parts that say anything else
/// than the whole is printed with its number, and the exit code is 1.
/// </summary>
internal static class IngestFuzz
{
    private const int SecondsMax = 5;
    private const int SmallestPart = 32;
    private const int LargestPart = 800;

    public static int Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0]) : 200_000;
        var seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
        var world = World.Create(new SynthSettings(12, new ClaimMonth(202404), 2, 1));
        var files = world.Deliver(world.Settings.FirstDelivery.Plus(1), []).Where(f => f.Bytes.Length > 0)
            .Select(f => (Name: Path.GetFileName(f.Path), f.Bytes)).ToList();
        var failures = 0;
        var (rows, rejected, refused, seams) = (0L, 0L, 0, 0L);
        for (var i = 0; i < count; i++)
        {
            var mutator = new Mutator(unchecked((seed << 32) + (ulong)i));
            var (name, original) = files[mutator.Next(files.Count)];
            var bytesOfPart = SmallestPart + mutator.Next(LargestPart - SmallestPart);
            var started = Stopwatch.GetTimestamp();
            try
            {
                var damaged = mutator.Damage(original);
                var (total, cuts) = Read(name, damaged, bytesOfPart);
                (rows, rejected, seams) = (rows + total.RowsIn, rejected + total.RowsRejected, seams + cuts);
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

        Console.WriteLine(
            $"{count} damaged deliveries, seed {seed}: {failures} failures, {refused} files refused with a message, {rows} rows, "
                + $"{rejected} rejected, {seams} seams");
        return failures == 0 ? 0 : 1;
    }

    private static (Tallied Total, int Seams) Read(string name, byte[] bytes, int bytesOfPart)
    {
        var source = new MemoryByteSource(name, bytes);
        var layout = FileRecognition.Recognise(source, EncodingSniffer.Sniff(source)).Layout;
        var cuts = layout is null ? 0 : ReceiptParts.Of(source, layout, bytesOfPart).Count - 1;
        var (whole, refused) = Once(name, bytes, ReceiptParts.BytesOfPart);
        if (cuts > 0)
        {
            var (parts, refusedParts) = Once(name, bytes, bytesOfPart);
            if (refused?.Message != refusedParts?.Message || (whole is not null && !SeamCheck.Same(whole, parts!)))
            {
                throw new InvalidOperationException($"parts of {bytesOfPart} bytes say something else than the whole");
            }
        }

        return whole is null ? throw refused! : (whole.Total, cuts);
    }

    private static (DeliveryResult? Result, UserError? Refused) Once(string name, byte[] bytes, int bytesOfPart)
    {
        try
        {
            var result = Delivery.Read(
                [new DeliveredFile(new MemoryByteSource(name, bytes), new ClaimMonth(202407))],
                new IngestContext
                {
                    Pseudonyms = new PlainPseudonyms(),
                    Today = new DateOnly(2024, 7, 25),
                    Settings = new IngestSettings { InsurerNumbers = ["990010"] },
                    BytesOfPart = bytesOfPart,
                },
                MonthRows.Empty, 1);
            result.Total.Check();
            return result.Files.Any(f => !f.Tallied.Balances)
                || result.Rejects.Sum(r => (long)r.Rows) != result.Total.RowsRejected
                ? throw new InvalidOperationException("a row outside the accounting identity")
                : (result, null);
        }
        catch (UserError refused)
        {
            return (null, refused);
        }
    }
}
