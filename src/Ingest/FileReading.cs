using System.Security.Cryptography;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest;

/// <summary>A file with what it is.</summary>
internal sealed record SortedFile(DeliveredFile Delivered, string Sha256, FileEncoding Encoding, RecognisedFile Recognised)
{
    /// <summary>Delivered before, or twice in this delivery.</summary>
    public bool AlreadyDelivered { get; init; }
}

/// <summary>What one file held, before anything is linked.</summary>
internal sealed class FileContent
{
    public required SortedFile Source { get; init; }

    public required Tallied Tallied { get; init; }

    public IReadOnlyList<Reject> Rejects { get; init; } = [];

    public List<Message> Warnings { get; init; } = [];

    /// <summary>Of a claim file, else null.</summary>
    public ClaimFacts? Facts { get; set; }

    public IReadOnlyList<AuditedCorrection> Audited { get; set; } = [];

    /// <summary>Receipts of a mapped file until they are taken in.</summary>
    public ReceiptBatch? Batch { get; set; }

    public int Receipts { get; init; }

    public int Corrections { get; init; }

    /// <summary>A roster until it is linked.</summary>
    public RosterFile? Roster { get; set; }

    public OptOutFile? OptOuts { get; init; }

    public WithdrawalFile? Withdrawals { get; init; }

    public ClaimMonth Delivery { get; set; }

    /// <summary>Seconds of reading it.</summary>
    public double Seconds { get; set; }
}

/// <summary>Recognises and reads single files.</summary>
internal static class FileReading
{
    /// <summary>Hashes and recognises, in an order that does not depend on the one given.</summary>
    public static IReadOnlyList<SortedFile> Sort(IReadOnlyList<DeliveredFile> files, IReadOnlySet<string> known, int threads)
    {
        var sorted = new SortedFile[files.Count];
        Threads.For(files.Count, threads, i =>
        {
            var encoding = EncodingSniffer.Sniff(files[i].Source);
            var kind = files[i].Mapping is { } mapping
                ? MappedKind(files[i], mapping)
                : FileRecognition.Recognise(files[i].Source, encoding);
            sorted[i] = new SortedFile(files[i],
                files[i].Sha256.Length > 0 ? files[i].Sha256 : Hash(files[i].Source), encoding, kind);
        });
        Array.Sort(sorted, Compare);
        var seen = new HashSet<string>(known);
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = sorted[i] with
            {
                AlreadyDelivered = !seen.Add(sorted[i].Sha256)
                && sorted[i].Delivered.Source.Length > 0
            };
        }

        return sorted;
    }

    /// <summary>Reads anything but claim files, which are read in parts, masters, which come first and one after the other, and
    /// mapped files, which are read together.</summary>
    public static FileContent Read(SortedFile file, LinkedMembers before, IngestContext context)
    {
        var source = file.Delivered.Source;
        if (file.AlreadyDelivered)
        {
            return WithoutContent(file, RowFate.AlreadyDelivered, Texts.AlreadyDelivered);
        }

        switch (file.Recognised.Kind)
        {
            case RecognisedFile.Roster:
                var roster =
                    RosterReader.Read(source, AssumedAsOf(file.Delivered.Folder, context.Today), context.Settings, before);
                return new FileContent { Source = file, Tallied = roster.Tallied, Rejects = roster.Rejects, Roster = roster };
            case RecognisedFile.OptOut:
                var optOuts = OptOutReader.Read(source, context.Settings);
                return new FileContent { Source = file, Tallied = optOuts.Tallied, Rejects = optOuts.Rejects, OptOuts = optOuts };
            case RecognisedFile.Joined:
                return WithoutContent(file, RowFate.Joined, Texts.JoinedFile);
            case RecognisedFile.Withdrawals:
                var list = WithdrawalReader.Read(source, context.Pseudonyms);
                return new FileContent { Source = file, Tallied = list.Tallied, Rejects = list.Rejects, Withdrawals = list };
            case RecognisedFile.Master:
                return WithoutContent(file, RowFate.MasterNotUsed, Texts.MasterNotUsed);
            case RecognisedFile.TextInfo:
                return WithoutContent(file, RowFate.RecordNotUsed, Texts.TextInfoNotUsed);
            case RecognisedFile.Empty:
                return WithoutContent(file, RowFate.Rejected, Texts.EmptyFile);
            default:
                return WithoutContent(file, RowFate.Rejected, Texts.UnknownFormat);
        }
    }

    /// <summary>Kind of a master that this version applies and that was not applied before; else Other.</summary>
    public static MasterKind MasterOf(SortedFile file)
    {
        if (file.Recognised.Kind != RecognisedFile.Master || file.AlreadyDelivered)
        {
            return MasterKind.Other;
        }

        using var scanner = new LineScanner(file.Delivered.Source);
        return scanner.Next()
            ? MasterKinds.Of([.. System.Text.Encoding.Latin1.GetString(scanner.Line).Split(',').Select(f => f.Trim('"'))])
            : MasterKind.Other;
    }

    /// <summary>Parts of a claim file that can be read one beside the other; none for any other file.</summary>
    public static IReadOnlyList<FilePart> Parts(SortedFile file, int bytesOfPart) =>
        file.AlreadyDelivered || file.Recognised.Layout is null
        ? []
        : ReceiptParts.Of(file.Delivered.Source, file.Recognised.Layout, bytesOfPart);

    /// <summary>Reads one of them.</summary>
    public static PartRead ReadPart(
        SortedFile file, FilePart part, ReceiptLists lists, IngestContext context, ClaimIntake intake, ReceiptBatch into) =>
        ReceiptReader.ReadPart(
            file.Delivered.Source, part, file.Recognised.Layout!, file.Encoding, lists, context.Settings,
            intake.Identities, into);

    /// <summary>Puts the parts of a claim file together, in file order.</summary>
    public static FileContent Join(SortedFile file, IReadOnlyList<PartRead> parts, IReadOnlyList<PartIntake> intake)
    {
        var read = ReceiptReader.Join(file.Recognised.Layout!, file.Encoding, parts);
        return new FileContent
        {
            Source = file,
            Tallied = read.Tallied,
            Rejects = read.Rejects,
            Warnings = [.. read.Warnings],
            Facts = ClaimFacts.Sum(intake.Select(i => i.Facts)),
            Audited = [.. intake.SelectMany(i => i.Corrections)],
            Receipts = read.Receipts,
            Corrections = read.CorrectionsApplied,
        };
    }

    private static RecognisedFile MappedKind(DeliveredFile file, Mapping mapping) =>
        new(mapping.OtherFiles.Any(text => file.Source.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            ? RecognisedFile.Joined
            : RecognisedFile.Mapped);

    private static FileContent WithoutContent(SortedFile file, RowFate fate, Message message)
    {
        using var scanner = new LineScanner(file.Delivered.Source);
        var rows = 0;
        while (scanner.Next())
        {
            rows++;
        }

        var fates = new RowFates();
        fates.Add(fate, rows);
        IReadOnlyList<Reject> rejects = fate == RowFate.Rejected && rows > 0
            ? [new Reject(file.Delivered.Source.Name, 1, "file", "unknown-format", "", "claims, roster, master or opt-outs",
                rows)]
            : [];
        return new FileContent { Source = file, Tallied = fates.ToTallied(rows), Rejects = rejects, Warnings = [message] };
    }

    private static int AssumedAsOf(ClaimMonth folder, DateOnly today) =>
        folder.IsNone || folder.LastDay > today ? JapaneseDate.ToNumber(today) : JapaneseDate.ToNumber(folder.LastDay);

    private static string Hash(ByteSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        long offset = 0;
        int read;
        while ((read = source.ReadAt(offset, buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int Compare(SortedFile a, SortedFile b)
    {
        var order = a.Delivered.Folder.CompareTo(b.Delivered.Folder);
        order = order != 0 ? order : string.CompareOrdinal(a.Delivered.Source.Name, b.Delivered.Source.Name);
        return order != 0 ? order : string.CompareOrdinal(a.Sha256, b.Sha256);
    }
}
