using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store;

/// <summary>
/// THE way to change a workspace: files are staged and flushed, one ledger transaction names them with their hashes beside the
/// business entries, they are renamed into place, and a last entry says done. Whenever the machine dies, the next
/// <see cref="Workspace.Open"/> sees either the old state or rolls forward to the new one.
/// </summary>
public sealed class Commit
{
    private const int FlushesAtOnce = 8;
    private readonly WorkspacePaths _workspace;
    private readonly LedgerFile _ledger;
    private readonly List<IntendedFile> _files = [];
    private readonly List<NewEntry> _entries = [];
    private readonly Action<CommitStep>? _probe;
    private bool _applied;

    internal Commit(WorkspacePaths workspace, LedgerFile ledger, Action<CommitStep>? probe)
    {
        _workspace = workspace;
        _ledger = ledger;
        _probe = probe;
    }

    /// <summary>Stages a file: <paramref name="write"/> fills it now, <see cref="Apply"/> puts it in place.</summary>
    /// <param name="path">Workspace-relative, with <c>/</c>; each path once.</param>
    /// <param name="write">Writes the whole content; must not keep the stream.</param>
    public void Stage(string path, Action<Stream> write)
    {
        using var file = Open(path);
        write(file.Content);
        file.Close();
    }

    /// <summary>Begins to stage a file that is written bit by bit, beside others; by one thread at a time.</summary>
    /// <param name="path">Workspace-relative, with <c>/</c>; each path once.</param>
    public StagedFile Open(string path)
    {
        Directory.CreateDirectory(_workspace.Staging);
        CheckNew(path);
        var index = _files.Count;
        _files.Add(new IntendedFile(path, $"store/.staging/{index:00000}", "", 0));
        return new StagedFile(
            new FileStream(_workspace.At(_files[index].Staged), OptionsFor(path)),
            (sha256, bytes) => _files[index] = _files[index] with { Sha256 = sha256, Bytes = bytes });
    }

    /// <summary>Stages bytes.</summary>
    public void Stage(string path, ReadOnlyMemory<byte> bytes) => Stage(path, stream => stream.Write(bytes.Span));

    /// <summary>Stages text as UTF-8 without a byte order mark.</summary>
    public void Stage(string path, string text) => Stage(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Removes a file when the commit is applied; no file there is no error.</summary>
    public void Remove(string path)
    {
        CheckNew(path);
        _files.Add(new IntendedFile(path, "", "", 0));
    }

    /// <summary>Adds a ledger entry to the commit.</summary>
    public void Append(NewEntry entry) => _entries.Add(entry);

    /// <summary>Adds an entry of one item.</summary>
    public void Append(string kind, string round, object body) => _entries.Add(NewEntry.Of(kind, round, body));

    /// <summary>Whether there is anything to apply.</summary>
    public bool IsEmpty => _entries.Count == 0 && _files.All(Unchanged);

    /// <summary>Makes the change; nothing to change is no entry. A commit is applied once.</summary>
    /// <param name="today">The day given as today.</param>
    /// <param name="run">Run id.</param>
    /// <returns>The ledger's head afterwards, for the run's manifest.</returns>
    /// <exception cref="UserError">A file can't be replaced (open in Excel, say); the next start goes on from there.</exception>
    public LedgerHead Apply(DateOnly today, string run)
    {
        if (_applied)
        {
            throw new InvalidOperationException("a commit is applied once");
        }

        _applied = true;
        if (_files.Exists(f => f.Staged.Length > 0 && f.Sha256.Length == 0))
        {
            throw new InvalidOperationException("a staged file was not closed");
        }

        var unchanged = _files.Where(Unchanged).ToList();
        foreach (var file in unchanged.Where(f => f.Staged.Length > 0))
        {
            File.Delete(_workspace.At(file.Staged));
        }

        var files = _files.Except(unchanged).ToList();
        if (files.Count == 0)
        {
            return _entries.Count == 0 ? _ledger.Head : Head(_ledger.Append(today, run, _entries));
        }

        Flush(files);
        _probe?.Invoke(CommitStep.Staged);
        var intent = new Intent(files);
        var appended = _ledger.Append(today, run, [.. _entries, NewEntry.Of(EntryKinds.Intent, "", intent)]);
        _probe?.Invoke(CommitStep.Intended);
        Place(_workspace, intent, _probe);
        _probe?.Invoke(CommitStep.AllPlaced);
        var head = Head(_ledger.Append(today, run, NewEntry.Of(EntryKinds.Done, "", new IntentDone(appended[^1].Seq))));
        _probe?.Invoke(CommitStep.Done);
        return head;
    }

    /// <summary>
    /// Gives the commit up: its staged files go, and it can't be applied any more. Nothing to do after <see cref="Apply"/>.
    /// </summary>
    internal void Discard()
    {
        if (!_applied && Directory.Exists(_workspace.Staging))
        {
            Directory.Delete(_workspace.Staging, recursive: true);
        }

        _applied = true;
    }

    /// <summary>Finishes the commit that a dead process left behind, and clears what never became one.</summary>
    internal static void RollForward(WorkspacePaths workspace, LedgerFile ledger)
    {
        if (Pending(ledger) is { } pending)
        {
            var intent = ledger.Read<Intent>(EntryKinds.Intent).Last();
            Place(workspace, intent, null);
            ledger.Append(pending.At, pending.Run, NewEntry.Of(EntryKinds.Done, "", new IntentDone(pending.Seq)));
        }

        if (Directory.Exists(workspace.Staging))
        {
            Directory.Delete(workspace.Staging, recursive: true);
        }
    }

    /// <summary>The intent that is not done yet; at most the last one.</summary>
    internal static LedgerEntry? Pending(LedgerFile ledger)
    {
        var last = ledger.Entries().LastOrDefault(e => e.Kind is EntryKinds.Intent or EntryKinds.Done);
        return last?.Kind == EntryKinds.Intent ? last : null;
    }

    // All at once and at the end, when the system has long begun to write them by itself.
    private void Flush(List<IntendedFile> files) => Threads.For(files.Count, FlushesAtOnce, i =>
    {
        if (files[i].Staged.Length > 0)
        {
            using var file = File.OpenHandle(_workspace.At(files[i].Staged), access: FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    });

    // Every step may be repeated: a file that is no longer staged must already be in place. All are looked at before any is
    // moved.
    private static void Place(WorkspacePaths workspace, Intent intent, Action<CommitStep>? probe)
    {
        var staged = new bool[intent.Files.Count];
        Threads.For(staged.Length, Environment.ProcessorCount, i =>
            Replace(workspace.At(intent.Files[i].Path), _ => staged[i] = IsStaged(workspace, intent.Files[i])));
        foreach (var (i, file) in intent.Files.Index())
        {
            Replace(workspace.At(file.Path), target =>
            {
                if (file.Staged.Length == 0)
                {
                    File.Delete(target);
                }
                else if (staged[i])
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Move(workspace.At(file.Staged), target, overwrite: true);
                }
            });
            probe?.Invoke(CommitStep.Placed);
        }
    }

    private static void Replace(string target, Action<string> act)
    {
        try
        {
            act(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFull.Is(e) ? Texts.NoRoom(target) : Texts.CannotReplace(target, e.GetType().Name);
        }
    }

    // Whether a file waits in staging; if not, it is where it belongs, or is to be removed.
    private static bool IsStaged(WorkspacePaths workspace, IntendedFile file)
    {
        if (file.Staged.Length == 0)
        {
            return false;
        }

        var staged = workspace.At(file.Staged);
        var waits = File.Exists(staged);
        var place = waits ? staged : workspace.At(file.Path);
        return File.Exists(place) && FileHash.Of(place) == file.Sha256 ? waits : throw Texts.StagedFileDamaged(place);
    }

    // What lies in the vault is its owner's alone, from the first byte on.
    private static FileStreamOptions OptionsFor(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows() && path.StartsWith("vault/", StringComparison.Ordinal))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private bool Unchanged(IntendedFile file)
    {
        var target = new FileInfo(_workspace.At(file.Path));
        return file.Staged.Length == 0
            ? !target.Exists
            : target.Exists && target.Length == file.Bytes && FileHash.Of(target.FullName) == file.Sha256;
    }

    private void CheckNew(string path)
    {
        if (_applied || _files.Exists(f => f.Path == path))
        {
            throw new InvalidOperationException($"{path} is staged twice, or the commit was applied before");
        }

        _workspace.At(path);
    }

    private static LedgerHead Head(IReadOnlyList<LedgerEntry> appended) => new(appended[^1].Seq, appended[^1].Hash);
}

/// <summary>A file on its way into a commit.</summary>
public sealed class StagedFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly HashingStream _hashing;
    private readonly Action<string, long> _closed;

    internal StagedFile(FileStream stream, Action<string, long> closed)
    {
        _stream = stream;
        _hashing = new HashingStream(stream);
        _closed = closed;
    }

    /// <summary>Where its bytes go, in order.</summary>
    public Stream Content => _hashing;

    /// <summary>Says that it is whole; a commit with a file that is not can't be applied.</summary>
    public void Close()
    {
        _closed(_hashing.Hash(), _stream.Length);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hashing.Dispose();
        _stream.Dispose();
    }
}

/// <summary>SHA-256 of a file.</summary>
public static class FileHash
{
    /// <summary>Lower-case hexadecimal.</summary>
    public static string Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
