using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Files that one mapping makes receipts of together: receipts, persons, lines, code tables.</summary>
internal static class MappedGroup
{
    private const string LineWithoutReceipt = "line-without-receipt";

    /// <summary>Reads every group of a delivery; each file gets its own account.</summary>
    /// <exception cref="UserError">A column or a file that the mapping needs is missing.</exception>
    public static void ReadAll(
        IReadOnlyList<SortedFile> sorted, FileContent?[] contents, CodeBook book, IngestContext context, IdentityTable identities,
        FileTimes times)
    {
        var groups = Enumerable.Range(0, sorted.Count).Where(i => sorted[i].Delivered.Mapping is not null)
            .GroupBy(i => (sorted[i].Delivered.Folder, sorted[i].Delivered.Mapping!.Name));
        foreach (var group in groups)
        {
            Read([.. group], sorted, contents, book, context.Settings, identities, times);
        }
    }

    private static void Read(
        List<int> group, IReadOnlyList<SortedFile> sorted, FileContent?[] contents, CodeBook book, IngestSettings settings,
        IdentityTable identities, FileTimes times)
    {
        var receipts = group.FindAll(i => sorted[i].Recognised.Kind == RecognisedFile.Mapped && !sorted[i].AlreadyDelivered);
        if (receipts.Count == 0)
        {
            return;
        }

        // A file of persons or codes may be last month's: it is looked up all the same. Lines count once.
        var others = group.FindAll(i => sorted[i].Recognised.Kind == RecognisedFile.Joined);
        var files = new MappedFiles(
            sorted[receipts[0]].Delivered.Mapping!, [.. others.Select(i => sorted[i].Delivered.Source)], book, settings,
            identities, sorted[receipts[0]].Delivered.Source.Name);
        var keys = new ReceiptKeys(files.Mapping);
        var read = receipts.ConvertAll(
            i => (Index: i, Read: times.Time(i, () => MappedReader.Read(sorted[i].Delivered.Source, files, keys))));
        foreach (var i in others.Where(i => !sorted[i].AlreadyDelivered))
        {
            var lines = files.Mapping.Lines.FirstOrDefault(
                l => !l.InReceiptRows
                    && sorted[i].Delivered.Source.Name.Contains(l.FileContains, StringComparison.OrdinalIgnoreCase));
            if (lines is not null)
            {
                contents[i] = times.Time(i, () => ReadLines(sorted[i], lines, files, keys));
            }
        }

        foreach (var (index, (buffer, tallied, rejects)) in read)
        {
            buffer.Flush();
            contents[index] = new FileContent
            {
                Source = sorted[index],
                Tallied = tallied,
                Rejects = rejects,
                Warnings = [.. Warnings(files)],
                Batch = buffer.Batch,
                Receipts = buffer.Batch.Receipts.Count,
            };
        }
    }

    private static IEnumerable<Message> Warnings(MappedFiles files)
    {
        var tables = files.Mapping.Lines.Select(l => l.Table).ToHashSet(StringComparer.Ordinal);
        if (MappedFields.Lines.Keys.Any(t => !tables.Contains(t)))
        {
            yield return Texts.MappedWithoutLines([.. MappedFields.Lines.Keys.Where(t => !tables.Contains(t))]);
        }

        if (files.Codes.Unmapped > 0)
        {
            yield return Texts.UnmappedCodes(files.Codes.Unmapped);
        }
    }

    private static FileContent ReadLines(SortedFile file, MappingLines lines, MappedFiles files, ReceiptKeys keys)
    {
        var source = file.Delivered.Source;
        var sheet = MappedSheet.Open(source, files.Mapping, lines.SkipLines);
        var columns = new LineColumns(lines, sheet, files);
        var key = sheet.Required($"lines {lines.Table}", lines.Right);
        var tallied = new Tallied { RowsIn = sheet.Records.Count + sheet.HeaderLines };
        tallied.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer), sheet.HeaderLines);
        var rejects = new List<Reject>();
        foreach (var record in sheet.Records)
        {
            if (!columns.TryRead(record, source.Name, out var line, out var reject))
            {
                rejects.Add(reject!);
            }
            else if (!keys.TryFind(lines, MappedSheet.At(record, key), out var receipt))
            {
                tallied.Skip(LineWithoutReceipt);
            }
            else if (files.Sink.Add(line, receipt.Buffer, receipt.Receipt))
            {
                tallied.RowsStored++;
            }
            else
            {
                tallied.Skip(RowFates.ReasonOf(RowFate.ActNotListed));
            }
        }

        tallied.RowsRejected = rejects.Count;
        tallied.Check();
        return new FileContent
        {
            Source = file,
            Tallied = tallied,
            Rejects = rejects,
            Warnings = tallied.Skipped.GetValueOrDefault(LineWithoutReceipt) is > 0 and var lost
                ? [Texts.LinesWithoutReceipt(lost)] : [],
        };
    }
}
