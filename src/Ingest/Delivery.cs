using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Checks;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest;

/// <summary>The ingest step: delivered files and what is known → everything that changes. Pure; writes nothing.</summary>
public static class Delivery
{
    /// <summary>
    /// Reads a delivery. <paramref name="current"/> gives the current rows of a claim month (called once a touched month, from
    /// several
    /// threads). The result does not depend on the order of files and rows or on <paramref name="threads"/>.
    /// </summary>
    /// <exception cref="UserError">A roster or opt-out file lacks a column, or a file is not text.</exception>
    public static DeliveryResult Read(
        IReadOnlyList<DeliveredFile> files, IngestContext context, Func<ClaimMonth, MonthRows> current, int threads)
    {
        context.Stage?.Invoke("recognise");
        var sorted = FileReading.Sort(files, context.KnownFileHashes, threads);
        var contents = new FileContent[sorted.Count];
        var masters = ReadMasters(sorted, contents, context);
        var lists = new ReceiptLists(
            masters.Drugs ?? context.Drugs, masters.Diseases ?? context.Diseases, masters.Acts ?? context.Acts,
            masters.Modifiers ?? context.Modifiers);
        context.Stage?.Invoke("read");
        MappedGroup.ReadAll(sorted, contents, new CodeBook(lists, masters.Drugs ?? context.Drugs), context);
        ReadAll(sorted, contents, lists, context, threads);
        foreach (var content in contents)
        {
            SetDelivery(content, context.StoreIsEmpty);
        }

        return new DeliveryRun(contents, masters, lists, context, current, threads).Finish();
    }

    // Files are cut into parts that threads take in turn; what a file gave is put together in its own order.
    private static void ReadAll(
        IReadOnlyList<SortedFile> sorted, FileContent?[] contents, ReceiptLists lists, IngestContext context, int threads)
    {
        var parts = new IReadOnlyList<FilePart>[sorted.Count];
        Threads.For(sorted.Count, threads, i => parts[i] = contents[i] is null ? FileReading.Parts(sorted[i], context.BytesOfPart) : []);
        var read = parts.Select(p => new PartRead[p.Count]).ToArray();
        var work = new List<Action>();
        for (var file = 0; file < sorted.Count; file++)
        {
            var i = file;
            work.AddRange(Enumerable.Range(0, parts[i].Count)
                .Select(p => (Action)(() => read[i][p] = FileReading.ReadPart(sorted[i], parts[i][p], lists, context))));
            if (contents[i] is null && parts[i].Count == 0)
            {
                work.Add(() => contents[i] = FileReading.Read(sorted[i], lists, context));
            }
        }

        Threads.For(work.Count, threads, i => work[i]());
        for (var i = 0; i < sorted.Count; i++)
        {
            contents[i] ??= FileReading.Join(sorted[i], read[i]);
        }
    }

    private static MasterSet ReadMasters(IReadOnlyList<SortedFile> sorted, FileContent?[] contents, IngestContext context)
    {
        var set = new MasterSet(null, null, null, null);

        // By the edition in the file name: a difference applies to what came before it, whatever the two are called.
        var masters = Enumerable.Range(0, sorted.Count).Select(i => (Index: i, Kind: FileReading.MasterOf(sorted[i])))
            .Where(m => m.Kind != MasterKind.Other)
            .OrderBy(m => RosterReader.AsOfName(sorted[m.Index].Delivered.Source.Name));
        foreach (var (i, kind) in masters)
        {
            (set, var reading) = MasterSet.Apply(set, kind, context, sorted[i]);
            contents[i] = new FileContent { Source = sorted[i], Tallied = reading.Tallied, Rejects = reading.Rejects };
        }

        return set;
    }

    private static void SetDelivery(FileContent content, bool storeIsEmpty)
    {
        var receipts = content.Batches.SelectMany(b => b.Receipts);
        var folder = content.Source.Delivered.Folder;
        var latest = receipts.Select(r => r.Billed).DefaultIfEmpty().Max();
        content.Delivery = !folder.IsNone || latest.IsNone ? folder : latest.Plus(1);
        foreach (var receipt in receipts)
        {
            var regular = receipt.Billed.Plus(1);
            if (storeIsEmpty && regular < content.Delivery)
            {
                receipt.Delivery = regular;
                receipt.Flags |= ClaimFlags.Backfilled;
            }
            else
            {
                receipt.Delivery = content.Delivery;
            }
        }
    }
}
