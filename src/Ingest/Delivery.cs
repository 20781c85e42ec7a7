using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest;

/// <summary>The ingest step: delivered files and what is known → everything that changes.
/// Writes nothing but its own spool.</summary>
public static class Delivery
{
    private const int RosterRowBytes = 100; // about, in CP932 with an address

    /// <summary>
    /// Reads a delivery and links its people; <see cref="DeliveryReading.Resolve"/> then gives the new months. The result does
    /// not depend on the order of files and rows, on <paramref name="threads"/> or on the memory given.
    /// </summary>
    /// <param name="files">What was delivered.</param>
    /// <param name="context">What is known before.</param>
    /// <param name="stored">What the store holds of the months.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="openSpool">Opens an empty file for what exceeds <see cref="IngestSettings.MemoryBytes"/>; null keeps all in
    /// memory.</param>
    /// <exception cref="UserError">A roster or opt-out file lacks a column, or a file is not text.</exception>
    public static DeliveryReading Open(
        IReadOnlyList<DeliveredFile> files, IngestContext context, IStoredRows stored, int threads,
        Func<Stream>? openSpool = null)
    {
        context.Stage?.Invoke("recognise");
        var sorted = FileReading.Sort(files, context.KnownFileHashes, threads);
        var contents = new FileContent[sorted.Count];
        var times = new FileTimes(sorted.Count, context.Clock);
        var masters = ReadMasters(sorted, contents, context, times);
        var lists = new ReceiptLists(
            masters.Drugs ?? context.Drugs, masters.Diseases ?? context.Diseases, masters.Acts ?? context.Acts,
            masters.Modifiers ?? context.Modifiers);
        context.Stage?.Invoke("read");
        var spool = new ReceiptSpool(context.Settings.ReceiptBytes(PeopleIn(sorted, context)), openSpool);
        try
        {
            var intake = new ClaimIntake(
                spool, new IdentityTable(LinkedIdentities.Of(context.KnownIdentities), context.Pseudonyms),
                context.BudgetOf(context.Settings.MemoryBytes));
            MappedGroup.ReadAll(sorted, contents, new CodeBook(lists, masters.Drugs ?? context.Drugs), context,
                intake.Identities, times);
            TakeMapped(contents, intake);
            var linking = new PeopleLinking(context);
            ReadAll(sorted, contents, lists, context, intake, linking, times, threads);
            intake.End();
            intake.Identities.Close();
            for (var i = 0; i < contents.Length; i++)
            {
                var content = contents[i]!;
                content.Seconds = times.Of(i);
                var folder = content.Source.Delivered.Folder;
                content.Delivery = !folder.IsNone || content.Facts is not { Billed.IsNone: false } facts ? folder
                    : facts.Billed.Plus(1);
            }

            return new DeliveryReading(contents, masters, lists, context, stored, intake, linking, threads);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>Reads and resolves a delivery in memory: its result has <see cref="DeliveryResult.Months"/>.</summary>
    /// <inheritdoc cref="Open"/>
    public static DeliveryResult Read(
        IReadOnlyList<DeliveredFile> files, IngestContext context, Func<ClaimMonth, MonthRows> current, int threads,
        Func<Stream>? openSpool = null)
    {
        var months = new MemoryMonths(current);
        using var reading = Open(files, context, months, threads, openSpool);
        var result = reading.Resolve(months);
        return result with { Months = months.Now, Superseded = months.Superseded };
    }

    // A roster names everybody, those who are known and those who are not.
    private static long PeopleIn(IReadOnlyList<SortedFile> sorted, IngestContext context) => Math.Max(
        context.Members.Count + context.KnownIdentities.Count,
        sorted.Where(f => f.Recognised.Kind == RecognisedFile.Roster).Sum(f => f.Delivered.Source.Length) / RosterRowBytes);

    private static void TakeMapped(FileContent?[] contents, ClaimIntake intake)
    {
        for (var file = 0; file < contents.Length; file++)
        {
            if (contents[file] is { Batch: { } batch } content)
            {
                var taken = intake.Take(batch, file, 0, content.Source.Delivered.Source.Name);
                (content.Facts, content.Audited, content.Batch) = (taken.Facts, taken.Corrections, null);
            }
        }
    }

    // Files are cut into parts that threads take in turn; what a file gave is put together in its own order.
    private static void ReadAll(
        IReadOnlyList<SortedFile> sorted, FileContent?[] contents, ReceiptLists lists, IngestContext context, ClaimIntake intake,
        PeopleLinking linking, FileTimes times, int threads)
    {
        var parts = new IReadOnlyList<FilePart>[sorted.Count];
        Threads.For(sorted.Count, threads, i =>
            parts[i] = contents[i] is null ? FileReading.Parts(sorted[i], context.BytesOfPart) : []);
        var read = parts.Select(p => new PartRead[p.Count]).ToArray();
        var taken = parts.Select(p => new PartIntake[p.Count]).ToArray();
        var work = new List<Action>();
        for (var file = 0; file < sorted.Count; file++)
        {
            var i = file;
            work.AddRange(Enumerable.Range(0, parts[i].Count).Select(p => (Action)(() => read[i][p] = times.Time(i, () =>
            {
                var batch = intake.Rent();
                var part = FileReading.ReadPart(sorted[i], parts[i][p], lists, context, intake, batch);
                taken[i][p] = intake.Take(batch, i, p, sorted[i].Delivered.Source.Name);
                var kept = part.Taken();
                intake.Return(batch);
                return kept;
            }))));
        }

        // Rosters are read and linked meanwhile.
        var others = threads > 1 ? Task.Run(ReadOthers) : null;
        try
        {
            Threads.For(work.Count, threads, i => work[i]());
        }
        finally
        {
            _ = others is null ? 0 : Task.WaitAny(others);
        }

        others?.GetAwaiter().GetResult();
        if (others is null)
        {
            ReadOthers();
        }

        for (var i = 0; i < sorted.Count; i++)
        {
            contents[i] ??= FileReading.Join(sorted[i], read[i], taken[i]);
        }

        void ReadOthers()
        {
            foreach (var i in Enumerable.Range(0, sorted.Count).Where(i => contents[i] is null && parts[i].Count == 0))
            {
                contents[i] = times.Time(i, () => FileReading.Read(sorted[i], linking.Members, context));
            }

            FileContent[] rosters = [.. contents.OfType<FileContent>().Where(c => c.Roster is not null)];
            linking.LinkRosters([.. rosters.Select(c => c.Roster!)]);
            Array.ForEach(rosters, c => c.Roster = null);
        }
    }

    private static MasterSet ReadMasters(IReadOnlyList<SortedFile> sorted, FileContent?[] contents,
        IngestContext context, FileTimes times)
    {
        var set = new MasterSet(null, null, null, null);

        // By the edition in the file name: a difference applies to what came before it, whatever the two are called.
        var masters = Enumerable.Range(0, sorted.Count).Select(i => (Index: i, Kind: FileReading.MasterOf(sorted[i])))
            .Where(m => m.Kind != MasterKind.Other)
            .OrderBy(m => RosterReader.AsOfName(sorted[m.Index].Delivered.Source.Name));
        foreach (var (i, kind) in masters)
        {
            (set, var reading) = times.Time(i, () => MasterSet.Apply(set, kind, context, sorted[i]));
            contents[i] = new FileContent { Source = sorted[i], Tallied = reading.Tallied, Rejects = reading.Rejects };
        }

        return set;
    }
}
