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
    // A file's hash as long as its length and time stay; one process may look many times (demo).
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> s_hashes = [];

    /// <summary>Folder of letter logs, for import-history.</summary>
    public const string HistoryFolder = "history";

    /// <summary>
    /// Files that the ledger does not know in this month under this name. An opt-out list that says the same as last month is
    /// news: it is fresh. Ingest itself refuses to read the same claims twice.
    /// </summary>
    public IReadOnlyList<IncomingFile> Pending()
    {
        var known = session.Book.Deliveries.Select(d => (d.DeliveryMonth, d.File, d.Sha256)).ToHashSet();
        return [.. All().Where(file => !known.Contains((file.Delivery, file.Name, file.Sha256)))];
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
    public static IncomingFile Of(string path, ClaimMonth delivery)
    {
        var info = new FileInfo(path);
        var key = (info.FullName, info.Length, info.LastWriteTimeUtc);
        return new IncomingFile(info.FullName, delivery, s_hashes.GetOrAdd(key, static k => FileHash.Of(k.Path)), info.Length);
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

    // The month is the folder right under incoming/, however deep a file lies in it.
    private IReadOnlyList<IncomingFile> All() => Of(
        SourceFile.Incoming(session.Workspace.Paths),
        path => ClaimMonth.TryParse(session.Workspace.Paths.Relative(path).Split('/')[1], out var month) ? month
            : ClaimMonth.None,
        session.Context.Threads);
}
