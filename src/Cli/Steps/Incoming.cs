using System.Collections.Concurrent;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>One file waiting to be read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Delivery">Month of its folder, or of <c>--delivery</c>; none if neither says.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Bytes">Its length.</param>
public sealed record IncomingFile(string Path, ClaimMonth Delivery, string Sha256, long Bytes)
{
    /// <summary>Name without folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether it is a ZIP archive, whose files are read as if they lay in the folder.</summary>
    public bool IsArchive => ArchiveFile.IsArchive(Path);
}

/// <summary>What lies under <c>incoming/</c> and was not read yet.</summary>
public sealed class Incoming(Session session)
{
    // Hashed by this process; it may look many times (run, demo).
    private static readonly ConcurrentDictionary<(string FullName, long Length, DateTime Written), string> s_hashes = [];

    /// <summary>Folder of letter logs, for import-history.</summary>
    public const string HistoryFolder = "history";

    /// <summary>
    /// Files that the ledger does not know in this month under this name. An opt-out list that says the same as last month is
    /// news: it is fresh. Ingest itself refuses to read the same claims twice.
    /// </summary>
    public IReadOnlyList<IncomingFile> Pending()
    {
        var known = session.Book.Deliveries.Select(d => (d.DeliveryMonth, d.File, d.Sha256)).ToHashSet();
        var seen = SeenFiles.Of(session.Workspace);
        var paths = SourceFile.Incoming(session.Workspace.Paths);
        var files = new IncomingFile?[paths.Count];
        Threads.For(files.Length, session.Context.Threads, i =>
        {
            var info = new FileInfo(paths[i]);
            var file = new IncomingFile(info.FullName, MonthOf(paths[i]), seen.Find(info) ?? "", info.Length);
            // What is about to be read is hashed by this process, whatever the list says.
            file = IsNew(file) ? Of(info, file.Delivery) : file;
            seen.Add(info, file.Sha256);
            files[i] = IsNew(file) ? file : null;
        });
        if (session.Workspace.CanWrite)
        {
            seen.Save();
        }

        return [.. files.OfType<IncomingFile>()];

        bool IsNew(IncomingFile file) => !known.Contains((file.Delivery, file.Name, file.Sha256));
    }

    /// <summary>Letter logs that were not imported yet.</summary>
    public IReadOnlyList<IncomingFile> PendingHistory()
    {
        var folder = session.Workspace.Paths.At(HistoryFolder);
        var known = KnownHashes();
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal)
                .Select(path => Of(path, ClaimMonth.None)).Where(file => !known.Contains(file.Sha256))]
            : [];
    }

    /// <summary>A file by path.</summary>
    public static IncomingFile Of(string path, ClaimMonth delivery) => Of(new FileInfo(path), delivery);

    private static IncomingFile Of(FileInfo file, ClaimMonth delivery)
    {
        var key = (file.FullName, file.Length, file.LastWriteTimeUtc);
        var sha256 = s_hashes.GetOrAdd(key, static k => FileHash.Of(k.FullName));
        return new IncomingFile(file.FullName, delivery, sha256, file.Length);
    }

    /// <summary>Files by path, in their order; hashed by several threads.</summary>
    public static IReadOnlyList<IncomingFile> Of(IReadOnlyList<string> paths, Func<string, ClaimMonth> deliveryOf, int threads)
    {
        var files = new IncomingFile[paths.Count];
        Threads.For(files.Length, threads, i => files[i] = Of(paths[i], deliveryOf(paths[i])));
        return files;
    }

    /// <summary>SHA-256 of every file ever read.</summary>
    public IReadOnlySet<string> KnownHashes() => session.Book.Deliveries.Select(d => d.Sha256).ToHashSet(StringComparer.Ordinal);

    // The folder right under incoming/, however deep the file lies in it.
    private ClaimMonth MonthOf(string path) =>
        ClaimMonth.TryParse(session.Workspace.Paths.Relative(path).Split('/')[1], out var month) ? month : ClaimMonth.None;
}
